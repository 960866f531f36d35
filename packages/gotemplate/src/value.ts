/*
 * Values as Go holds them, as far as templates can meet them. JavaScript's own types stand for
 * Go's where they say enough: `null` for nil, strings, booleans, and numbers for float64, which is
 * what JSON and YAML give. Everything else says its type.
 */
import { compareStrings } from '@bulkhead/diagnostics'

export type GoValue = null | string | boolean | number | GoInt | GoMap | GoSlice | GoObject

/** The integer types that functions return; constants are `int`. */
export type IntType = 'int' | 'int32' | 'int64' | 'uint8' | 'uint32' | 'uint64'

/** The name of a Go type, as reflection prints it. */
export type GoType = string

export const anyType = 'interface {}'

export class GoInt {
  readonly type: IntType
  readonly value: bigint

  constructor(value: bigint | number, type: IntType = 'int') {
    this.type = type
    this.value = wrap(BigInt(value), type)
  }

  toNumber(): number {
    return Number(this.value)
  }
}

/** Integers of a fixed size wrap around. */
function wrap(value: bigint, type: IntType): bigint {
  switch (type) {
    case 'int':
    case 'int64':
      return BigInt.asIntN(64, value)
    case 'int32':
      return BigInt.asIntN(32, value)
    case 'uint8':
      return BigInt.asUintN(8, value)
    case 'uint32':
      return BigInt.asUintN(32, value)
    case 'uint64':
      return BigInt.asUintN(64, value)
    default:
      return type satisfies never
  }
}

/** A map with strings for keys. Like Go's it is shared and can be changed: `set` does. */
export class GoMap {
  /** The type of its values. */
  readonly element: GoType
  readonly entries: Map<string, GoValue>

  constructor(entries: Iterable<readonly [string, GoValue]> = [], element: GoType = anyType) {
    this.element = element
    this.entries = new Map(entries)
  }

  /** In the order in which Go prints and ranges over them. */
  sorted(): [string, GoValue][] {
    return [...this.entries].sort(([a], [b]) => compareStrings(a, b))
  }
}

export class GoSlice {
  readonly element: GoType
  readonly items: readonly GoValue[]
  /** Whether it is nil, which is empty too, and differs in JSON alone. */
  readonly isNil: boolean

  constructor(items: readonly GoValue[], element: GoType = anyType, isNil = false) {
    this.element = element
    this.items = items
    this.isNil = isNil
  }
}

/** A struct of a library, such as a version: known by its type, its fields and methods. */
export interface GoObject {
  readonly type: GoType
  /** What `fmt` prints, when the type has a String method. */
  toGoString(): string
  /** A field, or the result of a method without parameters. */
  member(name: string): GoValue | undefined
}

/** A plain value, such as JSON.parse gives, as what Go's JSON decoder makes of it. */
export function goValue(value: unknown): GoValue {
  if (value === undefined || value === null) return null
  if (Array.isArray(value)) return new GoSlice(value.map(goValue))
  switch (typeof value) {
    case 'string':
    case 'boolean':
    case 'number':
      return value
    case 'bigint':
      return Number(value)
    case 'object':
      if (value instanceof GoInt || value instanceof GoMap || value instanceof GoSlice) return value
      return new GoMap(Object.entries(value).map(([key, item]) => [key, goValue(item)]))
    default:
      return null
  }
}

/** The type of a value that is not behind an interface; nil has none. */
export function typeOf(value: GoValue): GoType {
  if (value === null) return '<nil>'
  switch (typeof value) {
    case 'string':
      return 'string'
    case 'boolean':
      return 'bool'
    case 'number':
      return 'float64'
    default:
      if (value instanceof GoMap) return `map[string]${value.element}`
      if (value instanceof GoSlice) return `[]${value.element}`
      return value.type
  }
}

export type Kind = 'invalid' | 'string' | 'bool' | 'float64' | IntType | 'map' | 'slice' | 'struct'

export function kindOf(value: GoValue): Kind {
  if (value === null) return 'invalid'
  switch (typeof value) {
    case 'string':
      return 'string'
    case 'boolean':
      return 'bool'
    case 'number':
      return 'float64'
    default:
      if (value instanceof GoMap) return 'map'
      if (value instanceof GoSlice) return 'slice'
      return value instanceof GoInt ? value.type : 'struct'
  }
}

/** What `if` makes of a value: empty is false. */
export function isTrue(value: GoValue): boolean {
  if (value === null) return false
  switch (typeof value) {
    case 'string':
      return value !== ''
    case 'boolean':
      return value
    case 'number':
      return value !== 0
    default:
      if (value instanceof GoMap) return value.entries.size > 0
      if (value instanceof GoSlice) return value.items.length > 0
      return value instanceof GoInt ? value.value !== 0n : true
  }
}

const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** The bytes that Go's string has. */
export function bytesOf(text: string): Uint8Array {
  return encoder.encode(text)
}

/** Text from bytes; what is not UTF-8 becomes the replacement character. */
export function textOf(bytes: Uint8Array): string {
  return decoder.decode(bytes)
}

/** What a template is told when a function cannot do its work. */
export class GoError extends Error {}

/** The zero value of a type, which is what a map gives for a key that it has not. */
export function zeroOf(type: GoType): GoValue {
  if (type === 'string') return ''
  if (type === 'bool') return false
  if (type === 'float64') return 0
  if (isIntType(type)) return new GoInt(0, type)
  if (type.startsWith('map[string]')) return new GoMap([], type.slice('map[string]'.length))
  if (type.startsWith('[]')) return new GoSlice([], type.slice(2), true)
  return null
}

export function isIntType(type: GoType): type is IntType {
  return /^(int|int32|int64|uint8|uint32|uint64)$/.test(type)
}

/** Whether two values are deeply equal, types included, as reflect.DeepEqual says. */
export function deepEqual(a: GoValue, b: GoValue): boolean {
  if (a === b) return true
  if (a instanceof GoInt) return b instanceof GoInt && a.type === b.type && a.value === b.value
  if (a instanceof GoSlice) {
    return (
      b instanceof GoSlice &&
      a.element === b.element &&
      a.isNil === b.isNil &&
      a.items.length === b.items.length &&
      a.items.every((item, i) => deepEqual(item, b.items[i] ?? null))
    )
  }
  if (a instanceof GoMap) {
    return (
      b instanceof GoMap &&
      a.element === b.element &&
      a.entries.size === b.entries.size &&
      [...a.entries].every(([key, item]) => {
        const other = b.entries.get(key)
        return other !== undefined && deepEqual(item, other)
      })
    )
  }
  return false
}
