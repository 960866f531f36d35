import { isObject, type Json, type JsonObject } from './json.ts'
import type { Shape } from './shape.ts'

/** A patch that Kubernetes cannot apply. */
export class StrategicMergeError extends Error {}

/**
 * Kubernetes' strategic merge patch on an object whose lists have no merge keys: maps are merged,
 * lists are replaced but for those that add, null takes away. `$patch` replaces or empties the map
 * that it stands in, `$retainKeys` names what is kept. (k8s.io/apimachinery/pkg/util/strategicpatch)
 */
export function strategicMerge(original: JsonObject, patch: JsonObject, shape: Shape): JsonObject {
  const { $patch: directive, $retainKeys: retained, ...fields } = patch
  if (directive !== undefined) {
    if (directive === 'replace') return fields
    if (directive === 'delete') return {}
    throw new StrategicMergeError(`unknown patch type ${JSON.stringify(directive)} found`)
  }
  const result: Record<string, Json> = retain(original, fields, retained)
  for (const [key, value] of Object.entries(fields)) {
    const deletedFrom = /^\$deleteFromPrimitiveList\/(.*)$/.exec(key)?.[1]
    const name = deletedFrom ?? key
    const current = result[name]
    if (value === null) delete result[name]
    else if (current === undefined || kindOf(current) !== kindOf(value)) {
      if (deletedFrom === undefined) take(result, key, value)
    } else if (isObject(current) && isObject(value)) {
      result[key] = strategicMerge(current, value, innerShape(shape, key))
    } else if (Array.isArray(current) && Array.isArray(value)) {
      const [own, given] = [current as readonly Json[], value as readonly Json[]]
      const inner = innerShape(shape, name)
      if (deletedFrom !== undefined) result[name] = own.filter(item => !given.includes(item))
      else result[name] = addsTo(inner) ? united(own, given) : given
    } else result[key] = value
  }
  return result
}

function retain(
  original: JsonObject,
  patch: JsonObject,
  keys: Json | undefined,
): Record<string, Json> {
  if (keys === undefined) return { ...original }
  const kept = new Set(Array.isArray(keys) ? (keys as readonly Json[]) : [])
  const isForeign = Object.entries(patch).some(
    ([key, value]) => value !== null && !key.startsWith('$') && !kept.has(key),
  )
  if (!Array.isArray(keys) || isForeign) {
    throw new StrategicMergeError('invalid patch format of retainKeys')
  }
  return Object.fromEntries(Object.entries(original).filter(([key]) => kept.has(key)))
}

/** What is new is taken as it is, unless it is a directive itself. */
function take(result: Record<string, Json>, key: string, value: Json): void {
  const cleaned = withoutDirectives(value)
  if (cleaned === undefined) delete result[key]
  else result[key] = cleaned
}

function withoutDirectives(value: Json): Json | undefined {
  if (Array.isArray(value)) {
    return (value as readonly Json[]).flatMap(item => withoutDirectives(item) ?? [])
  }
  if (!isObject(value)) return value
  if ('$patch' in value) return undefined
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) => {
      const cleaned = item === null ? undefined : withoutDirectives(item)
      return cleaned === undefined ? [] : [[key, cleaned]]
    }),
  )
}

/** Where two values are to be merged, Kubernetes looks up their type, and fails if it has none. */
function innerShape(shape: Shape, key: string): Shape {
  const inner =
    typeof shape === 'string' || 'list' in shape
      ? undefined
      : 'map' in shape
        ? shape.map
        : shape.fields[key]
  if (inner !== undefined) return inner
  throw new StrategicMergeError(
    `unable to find api field in struct RawExtension for the json field ${JSON.stringify(key)}`,
  )
}

function addsTo(shape: Shape): boolean {
  return typeof shape === 'object' && 'list' in shape && shape.merges === true
}

/** What is given comes as early as it can without changing the order that either list has. */
function united(own: readonly Json[], given: readonly Json[]): readonly Json[] {
  const rest = [...new Set(given)]
  const result: Json[] = []
  for (const item of own.filter(one => !given.includes(one))) {
    const isBehind = (other: Json) => own.includes(other) && own.indexOf(other) > own.indexOf(item)
    while (rest.length > 0 && !isBehind(rest[0] ?? null)) result.push(rest.shift() ?? null)
    result.push(item)
  }
  return [...result, ...rest]
}

function kindOf(value: Json): string {
  return Array.isArray(value) ? 'array' : typeof value
}
