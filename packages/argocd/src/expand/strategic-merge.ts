import { isObject, type Json, type JsonObject } from './json.ts'
import type { Shape } from './shape.ts'

/** A patch that Kubernetes cannot apply. */
export class StrategicMergeError extends Error {}

/**
 * Kubernetes' strategic merge patch on an object whose lists have no merge keys: maps are merged,
 * lists are replaced but for those that add, null takes away. `$patch: replace` and `delete` work on
 * the map that they stand in. (k8s.io/apimachinery/pkg/util/strategicpatch)
 */
export function strategicMerge(original: JsonObject, patch: JsonObject, shape: Shape): JsonObject {
  const { $patch: directive, ...fields } = patch
  switch (directive) {
    case undefined:
    case 'merge':
      break
    case 'replace':
      return fields
    case 'delete':
      return {}
    default:
      throw new StrategicMergeError(`unknown patch type ${JSON.stringify(directive)} found`)
  }
  const retained = retainedKeys(fields)
  const result: Record<string, Json> = {}
  for (const [key, value] of Object.entries(original)) {
    if (retained === undefined || retained.has(key)) result[key] = value
  }
  for (const [key, value] of Object.entries(fields)) {
    if (key.startsWith('$')) {
      applyDirective(result, key, value)
      continue
    }
    const current = result[key]
    const inner = innerShape(shape, key)
    if (value === null) delete result[key]
    else if (isObject(value) && isObject(current)) {
      refuseUnknown(shape, key)
      result[key] = strategicMerge(current, value, inner)
    } else if (Array.isArray(value) && Array.isArray(current)) {
      refuseUnknown(shape, key)
      result[key] = mergeList(current as readonly Json[], value as readonly Json[], inner)
    } else result[key] = withoutNulls(value)
  }
  return result
}

function innerShape(shape: Shape, key: string): Shape {
  if (typeof shape === 'string' || 'list' in shape) return 'json'
  return 'map' in shape ? shape.map : (shape.fields[key] ?? 'json')
}

/** Where two values are to be merged, Kubernetes looks up their type, and fails if it has none. */
function refuseUnknown(shape: Shape, key: string): void {
  if (shape === 'json') {
    throw new StrategicMergeError(
      `unable to find api field in struct RawExtension for the json field ${JSON.stringify(key)}`,
    )
  }
}

function mergeList(original: readonly Json[], patch: readonly Json[], shape: Shape): Json {
  const items = patch.filter(item => !isReplacement(item))
  if (items.length < patch.length) return items
  if (typeof shape === 'string' || !('list' in shape) || !shape.merges) return patch
  return [...original, ...patch.filter(item => !original.includes(item))]
}

function isReplacement(item: Json): boolean {
  return isObject(item) && item['$patch'] === 'replace'
}

function retainedKeys(patch: JsonObject): ReadonlySet<Json> | undefined {
  const keys = patch['$retainKeys']
  return Array.isArray(keys) ? new Set(keys as readonly Json[]) : undefined
}

function applyDirective(result: Record<string, Json>, key: string, value: Json): void {
  const list = /^\$deleteFromPrimitiveList\/(.*)$/.exec(key)?.[1]
  const current = list === undefined ? undefined : result[list]
  if (list !== undefined && Array.isArray(current) && Array.isArray(value)) {
    result[list] = (current as readonly Json[]).filter(
      item => !(value as readonly Json[]).includes(item),
    )
  }
}

/** What is new is taken without the nulls and directives that are in it. */
function withoutNulls(value: Json): Json {
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) =>
      item === null || key === '$patch' || key === '$retainKeys' ? [] : [[key, withoutNulls(item)]],
    ),
  )
}
