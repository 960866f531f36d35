import { compareStrings } from '@bulkhead/diagnostics'
import type { FunctionMap } from '../function.ts'
import {
  deepEqual,
  GoError,
  GoMap,
  GoSlice,
  isTrue,
  kindOf,
  typeOf,
  type GoValue,
} from '../value.ts'
import { define, itemsOf, listOrNil, strings } from './define.ts'
import { mergeMaps } from './merge-maps.ts'
import { toText } from './strings.ts'
import { toInt } from './to-number.ts'

const append = define(
  'any any',
  a => new GoSlice([...itemsOf(a.any(0), 'Cannot push on type'), a.any(1)]),
)
const prepend = define(
  'any any',
  a => new GoSlice([a.any(1), ...itemsOf(a.any(0), 'Cannot prepend on type')]),
)
const first = define('any', a => itemsOf(a.any(0), 'Cannot find first on type')[0] ?? null)
const last = define('any', a => itemsOf(a.any(0), 'Cannot find last on type').at(-1) ?? null)
const rest = define('any', a => {
  const items = itemsOf(a.any(0), 'Cannot find rest on type')
  return new GoSlice(items.slice(1), undefined, items.length === 0)
})
const initial = define('any', a => {
  const items = itemsOf(a.any(0), 'Cannot find initial on type')
  return new GoSlice(items.slice(0, -1), undefined, items.length === 0)
})
const reverse = define(
  'any',
  a => new GoSlice(itemsOf(a.any(0), 'Cannot find reverse on type').toReversed()),
)
const uniq = define('any', a => {
  const kept: GoValue[] = []
  for (const item of itemsOf(a.any(0), 'Cannot find uniq on type')) {
    a.meter.step(kept.length)
    if (!kept.some(other => deepEqual(item, other))) kept.push(item)
  }
  return new GoSlice(kept)
})
const without = define('any ...any', a => {
  const omitted = a.rest(1)
  const items = itemsOf(a.any(0), 'Cannot find without on type')
  a.meter.step(items.length * omitted.length)
  return new GoSlice(items.filter(item => !omitted.some(other => deepEqual(other, item))))
})
const has = define('any any', a => {
  const haystack = a.any(1)
  if (haystack === null) return false
  return itemsOf(haystack, 'Cannot find has on type').some(item => deepEqual(a.any(0), item))
})
const compact = define(
  'any',
  a => new GoSlice(itemsOf(a.any(0), 'Cannot compact on type').filter(isTrue)),
)
const slice = define('any ...any', a => {
  const list = a.any(0)
  const items = itemsOf(list, 'list should be type of slice or array but')
  if (items.length === 0) return null
  const [from, to] = [a.all[1], a.all[2]]
  const start = from === undefined ? 0 : Number(toInt(from))
  const end = to === undefined ? items.length : Number(toInt(to))
  if (start < 0 || start > end || end > items.length) {
    throw new GoError('reflect.Value.Slice: slice index out of bounds')
  }
  return new GoSlice(items.slice(start, end), list instanceof GoSlice ? list.element : undefined)
})
const chunk = define('int any', a => {
  const size = a.int(0)
  const items = itemsOf(a.any(1), 'Cannot chunk type')
  if (size < 1) throw new GoError('runtime error: makeslice: len out of range')
  const chunks: GoSlice[] = []
  for (let i = 0; i < items.length; i += size) chunks.push(new GoSlice(items.slice(i, i + size)))
  return new GoSlice(chunks, '[]interface {}')
})
const deepCopy = define('any', a => {
  if (a.any(0) === null) {
    throw new GoError('reflect: call of reflect.Value.Type on zero Value')
  }
  return copy(a.any(0))
})

function merging(overwrite: boolean) {
  return define('map ...map', a => {
    for (const source of a.rest(1)) {
      if (source instanceof GoMap && source !== a.map(0)) mergeMaps(a.map(0), source, overwrite)
    }
    return a.map(0)
  })
}

export const collectionFunctions: FunctionMap = {
  append,
  push: append,
  mustAppend: append,
  mustPush: append,
  prepend,
  mustPrepend: prepend,
  first,
  mustFirst: first,
  last,
  mustLast: last,
  rest,
  mustRest: rest,
  initial,
  mustInitial: initial,
  reverse,
  mustReverse: reverse,
  uniq,
  mustUniq: uniq,
  without,
  mustWithout: without,
  has,
  mustHas: has,
  compact,
  mustCompact: compact,
  slice,
  mustSlice: slice,
  chunk,
  mustChunk: chunk,
  deepCopy,
  mustDeepCopy: deepCopy,
  list: define('...any', a => new GoSlice(a.all)),
  tuple: define('...any', a => new GoSlice(a.all)),
  concat: define('...any', a => {
    const lists = a.all.map(list => {
      if (list instanceof GoSlice) return list.items
      if (list === null)
        throw new GoError('runtime error: invalid memory address or nil pointer dereference')
      throw new GoError(`Cannot concat type ${kindOf(list)} as list`)
    })
    return listOrNil(lists.flat())
  }),
  dict: define('...any', a => {
    const result = new GoMap()
    for (let i = 0; i < a.all.length; i += 2) {
      const value = a.all[i + 1]
      result.entries.set(toText(a.any(i)), value === undefined ? '' : value)
    }
    return result
  }),
  get: define('map string', a => {
    const found = a.map(0).entries.get(a.text(1))
    return found === undefined ? '' : found
  }),
  set: define('map string any', a => {
    a.map(0).entries.set(a.text(1), a.any(2))
    return a.map(0)
  }),
  unset: define('map string', a => {
    a.map(0).entries.delete(a.text(1))
    return a.map(0)
  }),
  hasKey: define('map string', a => a.map(0).entries.has(a.text(1))),
  pluck: define(
    'string ...map',
    a =>
      new GoSlice(
        a.rest(1).flatMap(map => {
          const found = map instanceof GoMap ? map.entries.get(a.text(0)) : undefined
          return found === undefined ? [] : [found]
        }),
      ),
  ),
  // Go gives these in random order: sorted is one of the orders that it can be.
  keys: define('...map', a =>
    strings(
      a.all.flatMap(map =>
        map instanceof GoMap ? [...map.entries.keys()].sort(compareStrings) : [],
      ),
    ),
  ),
  values: define(
    'map',
    a =>
      new GoSlice(
        a
          .map(0)
          .sorted()
          .map(([, value]) => value),
      ),
  ),
  pick: define('map ...string', a => {
    const chosen = a.rest(1).flatMap(key => {
      const found = a.map(0).entries.get(String(key))
      return found === undefined ? [] : [[String(key), found] as const]
    })
    return new GoMap(chosen)
  }),
  omit: define('map ...string', a => {
    const omitted = new Set(a.rest(1).map(String))
    return new GoMap([...a.map(0).entries].filter(([key]) => !omitted.has(key)))
  }),
  merge: merging(false),
  mustMerge: merging(false),
  mergeOverwrite: merging(true),
  mustMergeOverwrite: merging(true),
  dig: define('...any', a => dig(a.all)),
}

function dig(args: readonly GoValue[]): GoValue {
  if (args.length < 3) throw new GoError('dig needs at least three arguments')
  const fallback = args.at(-2) ?? null
  let current = args.at(-1) ?? null
  const keys = args.slice(0, -2)
  for (const key of keys) {
    if (typeof key !== 'string') throw notA('string', key)
    if (!(current instanceof GoMap) || current.element === 'string') {
      throw notA('map[string]interface {}', current)
    }
    const next = current.entries.get(key)
    if (next === undefined) return fallback
    current = next
  }
  return current
}

function notA(wanted: string, value: GoValue): GoError {
  const given = value === null ? 'nil' : typeOf(value)
  return new GoError(`interface conversion: interface {} is ${given}, not ${wanted}`)
}

function copy(value: GoValue): GoValue {
  if (value instanceof GoMap) {
    return new GoMap(
      [...value.entries].map(([key, item]) => [key, copy(item)] as const),
      value.element,
    )
  }
  return value instanceof GoSlice ? new GoSlice(value.items.map(copy), value.element) : value
}
