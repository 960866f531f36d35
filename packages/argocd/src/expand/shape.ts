import { isObject, type Json, type JsonObject, type Path } from './json.ts'

/** What a field of Argo CD's types may hold. `json` is anything. */
export type Shape =
  | 'string'
  | 'boolean'
  | 'integer'
  | 'string or integer'
  | 'json'
  | { readonly map: Shape }
  /** `merges`: a strategic merge patch adds to the list instead of replacing it. */
  | { readonly list: Shape; readonly merges?: true }
  | { readonly fields: Readonly<Record<string, Shape>> }

/** A value that a field cannot hold. */
export class ShapeError extends Error {
  readonly path: Path
  readonly wanted: string
  readonly given: string

  constructor(path: Path, wanted: string, given: string) {
    super(`must be of type ${wanted}, and is of type ${given}`)
    this.path = path
    this.wanted = wanted
    this.given = given
  }
}

/**
 * A value as a field holds it: unknown fields fall away, as they do in Kubernetes, and so does what
 * is null. Fields are in the order of the type.
 *
 * @throws ShapeError
 */
export function conform(value: Json, shape: Shape, path: Path): Json | undefined {
  if (value === null) return shape === 'json' ? null : undefined
  if (shape === 'json') return value
  if (typeof shape === 'string') {
    if (fits(value, shape)) return value
    throw new ShapeError(path, shape, kindOf(value))
  }
  if ('list' in shape) {
    if (!Array.isArray(value)) throw new ShapeError(path, 'array', kindOf(value))
    return (value as readonly Json[]).map(
      (item, i) => conform(item, shape.list, [...path, i]) ?? emptyOf(shape.list),
    )
  }
  if (!isObject(value)) throw new ShapeError(path, 'object', kindOf(value))
  if ('map' in shape) {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [
        key,
        conform(item, shape.map, [...path, key]) ?? emptyOf(shape.map),
      ]),
    )
  }
  return conformFields(value, shape.fields, path)
}

function conformFields(
  value: JsonObject,
  fields: Readonly<Record<string, Shape>>,
  path: Path,
): JsonObject {
  const held: Record<string, Json> = {}
  // Of many fields few are given, and this is done for every Application.
  for (const key in fields) {
    if (!Object.hasOwn(value, key)) continue
    const item = conform(value[key]!, fields[key]!, [...path, key])
    if (item !== undefined) held[key] = item
  }
  return held
}

function fits(value: Json, shape: 'string' | 'boolean' | 'integer' | 'string or integer'): boolean {
  switch (shape) {
    case 'string':
    case 'boolean':
      return typeof value === shape
    case 'integer':
      return Number.isInteger(value)
    case 'string or integer':
      return typeof value === 'string' || Number.isInteger(value)
    default:
      return shape satisfies never
  }
}

/** What null is within a list or a map: the zero value. */
function emptyOf(shape: Shape): Json {
  switch (shape) {
    case 'string':
      return ''
    case 'boolean':
      return false
    case 'integer':
    case 'string or integer':
      return 0
    case 'json':
      return null
    default:
      return 'list' in shape ? [] : {}
  }
}

function kindOf(value: Json): string {
  if (Array.isArray(value)) return 'array'
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number'
  return value === null ? 'null' : typeof value
}
