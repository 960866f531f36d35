import { didYouMean } from '@bulkhead/diagnostics'
import { buildError } from '../build-error.ts'
import type { MapNode, Node, ScalarNode } from '../yaml/node.ts'
import { parseInteger, resolve, resolveTag } from '../yaml/resolve.ts'
import type { Value } from '../yaml/value.ts'

/**
 * How strictly a document is read:
 * - `kustomization`: unknown fields and wrong types are refused.
 * - `configuration`: as above, but numbers and booleans are accepted where text is expected.
 * - `plugin`: as above, and unknown fields are ignored.
 */
export type Reading = 'kustomization' | 'configuration' | 'plugin'

/** Reads one kind of value; nothing stands for null, which leaves a field unset. */
export type Shape<T> = (node: Node, reading: Reading) => T | undefined

/** The node that a value was read from. */
const origins = new WeakMap<object, Node>()

/** Where a value that was read from a file stands in it. */
export function nodeOf(
  value: object | undefined,
  ...path: readonly (string | number)[]
): Node | undefined {
  let node = value && origins.get(value)
  for (const step of path) {
    const next: Node | undefined =
      node?.kind === 'map' && typeof step === 'string'
        ? findField(node, step)
        : node?.kind === 'sequence' && typeof step === 'number'
          ? node.items[step]
          : undefined
    if (!next) break
    node = next
  }
  return node
}

/** Lets a changed copy of a value keep the value's place. */
export function inheritNode<T extends object>(copy: T, original: object): T {
  const node = origins.get(original)
  if (node) origins.set(copy, node)
  return copy
}

function findField(map: MapNode, name: string): Node | undefined {
  const lower = name.toLowerCase()
  return map.get(name) ?? map.values[map.keys.findIndex(key => key.toLowerCase() === lower)]
}

export const text: Shape<string> = (node, reading) => {
  const value = node.kind === 'scalar' ? readScalar(node) : undefined
  if (value === null) return undefined
  if (typeof value === 'string') return value
  if (value === undefined || reading === 'kustomization') throw wrongType('text', node)
  return typeof value === 'number' ? coerceNumber(value) : String(value)
}

export const flag: Shape<boolean> = node => {
  const value = node.kind === 'scalar' ? readScalar(node) : undefined
  if (value === null) return undefined
  if (typeof value === 'boolean') return value
  throw wrongType('true or false', node)
}

export const integer: Shape<number> = node => {
  const value = node.kind === 'scalar' ? readScalar(node) : undefined
  if (value === null) return undefined
  if (typeof value === 'number' && Number.isInteger(value)) return value
  throw wrongType('a whole number', node)
}

/** Any value; what it means is decided later. */
export const anything: Shape<Node> = node => node

export function list<T>(element: Shape<T>, empty: T): Shape<readonly T[]> {
  return (node, reading) => {
    if (isNullScalar(node)) return undefined
    if (node.kind !== 'sequence') throw wrongType('a list', node)
    const values = node.items.map(item => element(item, reading) ?? empty)
    origins.set(values, node)
    return values
  }
}

export function record<T>(element: Shape<T>, empty: T): Shape<Readonly<Record<string, T>>> {
  return (node, reading) => {
    if (isNullScalar(node)) return undefined
    if (node.kind !== 'map') throw wrongType('a map', node)
    const values: Record<string, T> = {}
    node.keys.forEach((key, i) => {
      values[keyText(key, node.keyTags?.[i])] = element(node.values[i] as Node, reading) ?? empty
    })
    origins.set(values, node)
    return values
  }
}

/** An object with known fields. Their names match in any case, as in Go. */
export function struct<T extends object>(fields: {
  readonly [K in keyof T]-?: Shape<Exclude<T[K], undefined>>
}): Shape<T> {
  const shapes = new Map(Object.entries(fields) as [string, Shape<unknown>][])
  const lower = new Map([...shapes.keys()].map(name => [name.toLowerCase(), name]))
  return (node, reading) => {
    if (isNullScalar(node)) return undefined
    if (node.kind !== 'map') throw wrongType('a map', node)
    const value: Record<string, unknown> = {}
    const spellings = new Map<string, string>()
    node.keys.forEach((key, i) => {
      const name = shapes.has(key) ? key : lower.get(key.toLowerCase())
      const member = node.values[i] as Node
      if (name === undefined) {
        if (reading !== 'plugin') throw unknownField(key, member, shapes.keys())
        return
      }
      if (reading === 'configuration' && name in value) {
        throw buildError('KUSTOMIZE_FIELD', `the field "${key}" stands twice`, { at: member })
      }
      const read = shapes.get(name)?.(member, reading)
      // Of several spellings the last in the order of the alphabet counts.
      if ((spellings.get(name) ?? '') > key) return
      spellings.set(name, key)
      if (read !== undefined) value[name] = read
    })
    origins.set(value, node)
    return value as T
  }
}

/** What an unquoted scalar means where YAML 1.1 rules: `yes` is true and `0o17` is text. */
function readScalar(scalar: ScalarNode): Value {
  if (scalar.tag === '!!null' && scalar.text === '') return null
  if (scalar.style !== 'plain') return resolve(scalar)
  const { text: written, tag } = scalar
  if (tag === '!!timestamp') return written
  if (tag === '!!str' && resolveTag(written, '1.1') === '!!bool')
    return /^[yYoO][^fF]*$/.test(written)
  if (tag === '!!int' && parseInteger(written.replaceAll('_', ''), '1.1') === undefined) {
    return written
  }
  return resolve(scalar)
}

/** The JSON value of a YAML 1.1 document. Of a key that stands twice the last one counts. */
export function readJson(node: Node): Value {
  switch (node.kind) {
    case 'scalar':
      return readScalar(node)
    case 'sequence':
      return node.items.map(readJson)
    case 'map': {
      const value: Record<string, Value> = {}
      node.keys.forEach((key, i) => {
        Object.defineProperty(value, keyText(key, node.keyTags?.[i]), {
          value: readJson(node.values[i] as Node),
          enumerable: true,
          configurable: true,
          writable: true,
        })
      })
      return value
    }
  }
}

function keyText(key: string, tag: string | undefined): string {
  if (tag === '!!bool') return key.toLowerCase()
  if (tag === '!!int') return String(parseInteger(key.replaceAll('_', ''), '1.1') ?? key)
  return key
}

function isNullScalar(node: Node): boolean {
  return node.kind === 'scalar' && readScalar(node) === null
}

/** Numbers become text with the precision of 32 bits. */
function coerceNumber(value: number): string {
  if (Number.isInteger(value)) return String(value)
  for (let digits = 1; digits <= 9; digits++) {
    const shorter = Number(value.toPrecision(digits))
    if (Math.fround(shorter) === Math.fround(value)) return String(shorter)
  }
  return String(value)
}

function wrongType(expected: string, node: Node) {
  const found =
    node.kind === 'scalar' ? JSON.stringify(node.text) : node.kind === 'map' ? 'a map' : 'a list'
  return buildError('KUSTOMIZE_FIELD', `expected ${expected}, found ${found}`, {
    at: node,
    hint: expected === 'text' ? 'Put the value in quotes.' : `Write ${expected} here.`,
  })
}

function unknownField(name: string, at: Node, known: Iterable<string>) {
  return buildError('KUSTOMIZE_FIELD', `unknown field "${name}"${didYouMean(name, known)}`, {
    at,
    hint: 'Correct or remove the field.',
  })
}
