import type { TemplateFunction } from '../function.ts'
import type { Meter } from '../meter.ts'
import {
  anyType,
  GoError,
  GoInt,
  GoMap,
  GoSlice,
  kindOf,
  type GoType,
  type GoValue,
} from '../value.ts'

/** What a function is called with, read as the types that it has declared. */
export interface Args {
  readonly all: readonly GoValue[]
  /** Counts what a function does beyond going once through what it is given and gives. */
  readonly meter: Meter
  any(index: number): GoValue
  text(index: number): string
  int(index: number): number
  float(index: number): number
  bool(index: number): boolean
  map(index: number): GoMap
  rest(from: number): readonly GoValue[]
}

const types: Readonly<Record<string, GoType>> = {
  string: 'string',
  int: 'int',
  int64: 'int64',
  float: 'float64',
  bool: 'bool',
  any: anyType,
  map: 'map[string]interface {}',
}

/**
 * A function by its signature, such as `int string` or `string ...any`. What it is called with has
 * those types: the interpreter sees to it.
 */
export function define(signature: string, call: (args: Args) => GoValue): TemplateFunction {
  const words = signature === '' ? [] : signature.split(' ')
  const last = words.at(-1)
  const rest = last?.startsWith('...') ? types[last.slice(3)] : undefined
  const parameters = (rest === undefined ? words : words.slice(0, -1)).map(
    word => types[word] ?? anyType,
  )
  return {
    parameters,
    ...(rest !== undefined && { rest }),
    call: (args, meter) => call(argsOf(args, meter)),
  }
}

function argsOf(all: readonly GoValue[], meter: Meter): Args {
  const at = (index: number): GoValue => all[index] ?? null
  return {
    all,
    meter,
    any: at,
    text: index => textOr(at(index)),
    int: index => intOr(at(index)),
    float: index => floatOr(at(index)),
    bool: index => at(index) === true,
    map: index => mapOr(at(index)),
    rest: from => all.slice(from),
  }
}

function textOr(value: GoValue): string {
  return typeof value === 'string' ? value : ''
}

function intOr(value: GoValue): number {
  return value instanceof GoInt ? value.toNumber() : 0
}

function floatOr(value: GoValue): number {
  return typeof value === 'number' ? value : 0
}

function mapOr(value: GoValue): GoMap {
  return value instanceof GoMap ? value : new GoMap()
}

export function int(value: number): GoInt {
  return new GoInt(value)
}

export function strings(items: readonly string[]): GoSlice {
  return new GoSlice(items, 'string')
}

/** A list, or nil where Go's functions have nothing to put into one. */
export function listOrNil(items: readonly GoValue[], element?: GoType): GoSlice {
  return new GoSlice(items, element, items.length === 0)
}

/** The items of a list; other values are refused in the words of the function. */
export function itemsOf(value: GoValue, what: string): readonly GoValue[] {
  if (value instanceof GoSlice) return value.items
  if (value === null) {
    throw new GoError('runtime error: invalid memory address or nil pointer dereference')
  }
  throw new GoError(`${what} ${kindOf(value)}`)
}

/** No real template builds anything near this; one without bounds must not use up the memory. */
const longest = 8 * 1024 * 1024

export function refuseLarge(size: number): void {
  if (size > longest) throw new GoError(`the result would have ${size} elements`)
}
