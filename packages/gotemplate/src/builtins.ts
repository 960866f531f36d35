import { compareStrings } from '@bulkhead/diagnostics'
import { sprint, sprintAll, sprintf, sprintln } from './format.ts'
import { reflectType, type BuiltinFunction, type Ref } from './function.ts'
import type { Meter } from './meter.ts'
import { isPrintable } from './quote.ts'
import {
  anyType,
  bytesOf,
  GoError,
  GoInt,
  GoMap,
  GoSlice,
  isTrue,
  kindOf,
  textOf,
  typeOf,
  zeroOf,
  type GoValue,
} from './value.ts'

/** The functions that text/template has without being given any. */
export const builtins: Readonly<Record<string, BuiltinFunction>> = {
  and: some(1, () => undefined),
  or: some(1, () => undefined),
  not: exactly(1, ([arg]) => of(!isTrue(valueOf(arg)))),
  call: some(1, ([name, callee]) => {
    const called = valueOf(callee)
    if (called === null) throw new GoError('call of nil')
    throw new GoError(`non-function ${sprint(valueOf(name))} of type ${typeOf(called)}`)
  }),
  len: exactly(1, ([item]) => of(new GoInt(length(item)))),
  index: some(1, index),
  slice: some(1, slice),
  print: values([], args => sprintAll(args)),
  println: values([], args => sprintln(args)),
  printf: values(['string'], ([format, ...args], meter) => sprintf(String(format), args, meter)),
  html: values([], args => escapeHtml(evalArgs(args))),
  js: values([], args => escapeJs(evalArgs(args))),
  urlquery: values([], args => escapeQuery(evalArgs(args))),
  eq: some(1, ([first, ...others]) => of(equalsAny(first, others))),
  ne: exactly(2, ([a, b]) => of(!equalsAny(a, [b]))),
  lt: exactly(2, ([a, b]) => of(isLess(a, b))),
  le: exactly(2, ([a, b]) => of(isLess(a, b) || equalsAny(a, [b]))),
  gt: exactly(2, ([a, b]) => of(!(isLess(a, b) || equalsAny(a, [b])))),
  ge: exactly(2, ([a, b]) => of(!isLess(a, b))),
}

function exactly(count: number, callRefs: BuiltinFunction['callRefs']): BuiltinFunction {
  return { parameters: Array<string>(count).fill(reflectType), callRefs }
}

function some(least: number, callRefs: BuiltinFunction['callRefs']): BuiltinFunction {
  return { parameters: Array<string>(least).fill(reflectType), rest: reflectType, callRefs }
}

function values(
  parameters: readonly string[],
  text: (args: readonly GoValue[], meter: Meter) => string,
): BuiltinFunction {
  return {
    parameters,
    rest: anyType,
    callRefs: (refs, meter) => of(text(refs.map(valueOf), meter)),
  }
}

function of(value: GoValue): Ref {
  return { value, isInterface: false }
}

function valueOf(ref: Ref): GoValue {
  return ref?.value ?? null
}

function length(item: Ref): number {
  const value = valueOf(item)
  if (typeof value === 'string') return bytesOf(value).length
  if (value instanceof GoMap) return value.entries.size
  if (value instanceof GoSlice) return value.items.length
  if (!item) throw new GoError('reflect: call of reflect.Value.Type on zero Value')
  throw new GoError(value === null ? 'len of nil pointer' : `len of type ${typeOf(value)}`)
}

function index([item, ...indexes]: readonly Ref[]): Ref {
  let current = item
  if (valueOf(current) === null) throw new GoError('index of untyped nil')
  for (const ref of indexes) {
    const container = valueOf(current)
    const key = valueOf(ref)
    if (container === null) throw new GoError('index of nil pointer')
    if (container instanceof GoMap) {
      if (key === null) throw new GoError('value is nil; should be of type string')
      if (typeof key !== 'string') {
        throw new GoError(`value has type ${typeOf(key)}; should be string`)
      }
      const found = container.entries.get(key)
      current = {
        value: found === undefined ? zeroOf(container.element) : found,
        isInterface: container.element === anyType,
      }
    } else if (container instanceof GoSlice) {
      const at = indexArgument(key, container.items.length)
      const element = container.items[at]
      if (element === undefined) throw outOfRange(at, container.items.length, 'slice')
      current = { value: element, isInterface: container.element === anyType }
    } else if (typeof container === 'string') {
      const bytes = bytesOf(container)
      const at = indexArgument(key, bytes.length)
      const byte = bytes[at]
      if (byte === undefined) throw outOfRange(at, bytes.length, 'string')
      current = of(new GoInt(byte, 'uint8'))
    } else throw new GoError(`can't index item of type ${typeOf(container)}`)
  }
  return current
}

/** One past the end is let through, and reflection then says so. */
function outOfRange(_at: number, _length: number, what: string): GoError {
  return new GoError(`reflect: ${what} index out of range`)
}

function indexArgument(key: GoValue, capacity: number): number {
  if (key === null) throw new GoError('cannot index slice/array with nil')
  if (!(key instanceof GoInt)) {
    throw new GoError(`cannot index slice/array with type ${typeOf(key)}`)
  }
  if (key.value < 0n || key.value > BigInt(capacity)) {
    throw new GoError(`index out of range: ${key.value}`)
  }
  return key.toNumber()
}

function slice([item, ...indexes]: readonly Ref[]): Ref {
  const value = valueOf(item)
  if (value === null) throw new GoError('slice of untyped nil')
  if (indexes.length > 3) throw new GoError(`too many slice indexes: ${indexes.length}`)
  const isText = typeof value === 'string'
  if (!isText && !(value instanceof GoSlice)) {
    throw new GoError(`can't slice item of type ${typeOf(value)}`)
  }
  if (isText && indexes.length === 3) throw new GoError('cannot 3-index slice a string')
  const size = isText ? bytesOf(value).length : value.items.length
  const [from = 0, to = size, limit = size] = indexes.map(ref => indexArgument(valueOf(ref), size))
  if (from > to) throw new GoError(`invalid slice index: ${from} > ${to}`)
  if (to > limit) throw new GoError(`invalid slice index: ${to} > ${limit}`)
  if (isText) return of(textOf(bytesOf(value).slice(from, to)))
  return of(new GoSlice(value.items.slice(from, to), value.element))
}

type BasicKind = 'bool' | 'int' | 'uint' | 'float' | 'string'

function basicKind(value: GoValue): BasicKind | undefined {
  const kind = kindOf(value)
  switch (kind) {
    case 'bool':
    case 'string':
      return kind
    case 'float64':
      return 'float'
    case 'int':
    case 'int32':
    case 'int64':
      return 'int'
    case 'uint8':
    case 'uint32':
    case 'uint64':
      return 'uint'
    case 'invalid':
    case 'map':
    case 'slice':
    case 'struct':
      return undefined
    default:
      return kind satisfies never
  }
}

function isInteger(kind: BasicKind | undefined): boolean {
  return kind === 'int' || kind === 'uint'
}

/** Go compares values of one basic kind only; signed and unsigned integers may mix. */
function equalsAny(first: Ref, others: readonly Ref[]): boolean {
  const a = valueOf(first)
  if (others.length === 0) throw new GoError('missing argument for comparison')
  const kind = basicKind(a)
  for (const other of others) {
    const b = valueOf(other)
    const otherKind = basicKind(b)
    if (kind !== otherKind && !(isInteger(kind) && isInteger(otherKind))) {
      if (a === null || b === null) continue
      throw new GoError(`incompatible types for comparison: ${typeOf(a)} and ${typeOf(b)}`)
    }
    if (kind === undefined) {
      if (a === null && b === null) return true
      if (a === null || b === null) continue
      if (kindOf(a) !== kindOf(b)) {
        throw new GoError(
          sprintf(`non-comparable types %s: ${typeOf(a)}, ${typeOf(b)}: %v`, [a, b]),
        )
      }
      if (b instanceof GoMap || b instanceof GoSlice) {
        throw new GoError(sprintf(`non-comparable type %s: ${typeOf(b)}`, [b]))
      }
      if (a === b) return true
    } else if (a instanceof GoInt && b instanceof GoInt ? a.value === b.value : a === b) {
      return true
    }
  }
  return false
}

function isLess(first: Ref, second: Ref): boolean {
  const a = valueOf(first)
  const b = valueOf(second)
  const kind = basicKind(a)
  const otherKind = basicKind(b)
  if (kind === undefined || otherKind === undefined)
    throw new GoError('invalid type for comparison')
  if (a instanceof GoInt && b instanceof GoInt) return a.value < b.value
  if (kind !== otherKind) {
    throw new GoError(`incompatible types for comparison: ${typeOf(a)} and ${typeOf(b)}`)
  }
  if (typeof a === 'string' && typeof b === 'string') return compareStrings(a, b) < 0
  if (typeof a === 'number' && typeof b === 'number') return a < b
  throw new GoError('invalid type for comparison')
}

/** Like fmt.Sprint, but what is missing prints as in a template. */
function evalArgs(args: readonly GoValue[]): string {
  const [first] = args
  if (args.length === 1 && typeof first === 'string') return first
  return sprintAll(args.map(arg => arg ?? '<no value>'))
}

const htmlEscapes: Readonly<Record<string, string>> = {
  '"': '&#34;',
  "'": '&#39;',
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '\0': '\ufffd',
}

function escapeHtml(text: string): string {
  // oxlint-disable-next-line no-control-regex
  return text.replace(/["'&<>\0]/g, c => htmlEscapes[c] ?? c)
}

function escapeJs(text: string): string {
  // oxlint-disable-next-line no-control-regex
  return text.replace(/[\\'"<>&=\x00-\x1f]|[^\x00-\x7f]/gu, c => {
    if (c === '\\' || c === "'" || c === '"') return `\\${c}`
    const code = c.codePointAt(0) ?? 0
    if (code >= 0x80 && isPrintable(c)) return c
    return `\\u${code.toString(16).toUpperCase().padStart(4, '0')}`
  })
}

/** As url.QueryEscape: a space is a plus sign. */
function escapeQuery(text: string): string {
  return encodeURIComponent(text.toWellFormed())
    .replace(/[!'()*]/g, c => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+')
}
