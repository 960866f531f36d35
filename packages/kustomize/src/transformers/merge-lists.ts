import { buildError } from '../build-error.ts'
import { isNull, type MapNode, type Node, type SequenceNode } from '../yaml/node.ts'

export type Directive = 'merge' | 'replace' | 'delete'

const directiveKey = '$patch'

/**
 * What `$patch` says of a map or a list; the directive itself is taken out of the patch. A list says
 * it in an element of its own.
 */
export function directiveOf(patch: Node | undefined, reading: 'strict' | 'lenient'): Directive {
  switch (patch?.kind) {
    case 'map':
      return mapDirective(patch, reading)
    case 'sequence':
      return listDirective(patch)
    default:
      return 'merge'
  }
}

function mapDirective(patch: MapNode, reading: 'strict' | 'lenient'): Directive {
  const node = patch.get(directiveKey)
  if (node === undefined) return 'merge'
  const directive = node.kind === 'scalar' ? asDirective(node.text) : undefined
  if (directive) patch.delete(directiveKey)
  else if (reading === 'strict') throw unknownDirective(node)
  return directive ?? 'merge'
}

function listDirective(patch: SequenceNode): Directive {
  const element = patch.items.find(item => item.kind === 'map' && item.has(directiveKey))
  if (element?.kind !== 'map' || element.size > 1) return 'merge'
  const node = element.get(directiveKey)
  const text = node?.kind === 'scalar' ? node.text : ''
  const directive = asDirective(text)
  if (!directive) throw unknownDirective(node)
  setElement(patch, undefined, [directiveKey], [text])
  return directive
}

function asDirective(text: string): Directive | undefined {
  return text === 'merge' || text === 'replace' || text === 'delete' ? text : undefined
}

function unknownDirective(at: Node | undefined) {
  return buildError('KUSTOMIZE_PATCH', `unknown ${directiveKey} directive`, {
    at,
    hint: 'Use merge, replace or delete.',
  })
}

/** The values of the merge keys of every element of both lists, each combination once. */
export function keyValues(
  lists: readonly (SequenceNode | undefined)[],
  keys: readonly string[],
): string[][] {
  const values: string[][] = []
  const seen = new Set<string>()
  for (const list of lists) {
    for (const element of list?.items ?? []) {
      const own =
        keys.length === 0
          ? [element.kind === 'scalar' ? element.text : '']
          : keys.map(key => keyText(element, key))
      const known = own.join('\0')
      if (seen.has(known)) continue
      seen.add(known)
      values.push(own)
    }
  }
  return values
}

function keyText(element: Node, key: string): string {
  const value = element.kind === 'map' ? element.get(key) : undefined
  return value?.kind === 'scalar' && value.tag !== '!!null' ? value.text : ''
}

/** Elements that agree as far as both have keys are one: a port without a protocol, and with one. */
export function mergePartialValues(values: string[][]): void {
  for (let i = 0; i < values.length; i++) {
    for (let j = 0; j < values.length; j++) {
      const united = unite(values[i] as string[], values[j] as string[])
      if (!united) continue
      values[i] = united
      values[j] = united
    }
  }
}

function unite(a: readonly string[], b: readonly string[]): string[] | undefined {
  let agree = false
  const united: string[] = []
  for (let i = 0; i < a.length; i++) {
    const x = a[i] ?? ''
    const y = b[i] ?? ''
    if (x === y) agree = true
    else if (x !== '' && y !== '') return undefined
    united.push(x !== '' ? x : y)
  }
  return agree ? united : undefined
}

/** The keys that any element has a value for, and the values of one element for them. */
export function usableKeys(
  all: readonly (readonly string[])[],
  values: readonly string[],
  keys: readonly string[],
): { readonly keys: readonly string[]; readonly values: readonly string[] } {
  const used = new Set<string>()
  for (const one of all) {
    one.forEach((value, i) => {
      if (value !== '') used.add(keys[i] ?? '')
    })
  }
  if (used.size === 0) return { keys, values }
  return {
    keys: keys.filter(key => used.has(key)),
    values: values.filter((value, i) => value !== '' || used.has(keys[i] ?? '')),
  }
}

/** The first element whose keys have these values. */
export function elementWith(
  list: SequenceNode | undefined,
  keys: readonly string[],
  values: readonly string[],
): Node | undefined {
  if (keys[0] === '' || keys.length === 0) {
    return list?.items.find(item => (item.kind === 'scalar' ? item.text : '') === (values[0] ?? ''))
  }
  return list?.items.find(
    item =>
      item.kind === 'map' &&
      keys.every((key, i) => {
        const value = item.get(key)
        return value !== undefined && (value.kind === 'scalar' ? value.text : '') === values[i]
      }),
  )
}

/**
 * Puts an element in the place of every element with these keys, or at the end where there is none;
 * without an element, removes them. An empty value matches whatever has the key; empty elements go.
 */
export function setElement(
  list: SequenceNode,
  element: Node | undefined,
  keys: readonly string[],
  values: readonly string[],
): void {
  const isForMaps = keys.length > 0 && keys[0] !== '' && values.length > 0 && values[0] !== ''
  const kept: Node[] = []
  let found = false
  for (const item of list.items) {
    if (isNull(item) || (item.kind === 'map' && item.size === 0)) continue
    if (item.kind !== 'map' && isForMaps) kept.push(item)
    else if (!matches(item, keys, values)) {
      if (values.length > 0) kept.push(item)
    } else {
      found = true
      if (element) kept.push(element)
    }
  }
  list.items = kept
  if (element && !isNull(element) && !found) list.items.push(element)
}

function matches(item: Node, keys: readonly string[], values: readonly string[]): boolean {
  let matched = false
  for (const [i, key] of keys.entries()) {
    if (i < values.length) matched = matchesField(item, key, values[i] ?? '')
    if (!matched) return false
  }
  return matched
}

function matchesField(item: Node, key: string, value: string): boolean {
  if (key === '') {
    if (item.kind !== 'scalar') {
      throw buildError('KUSTOMIZE_PATCH', 'every entry of this list must be a plain value', {
        at: item,
      })
    }
    return item.text === value
  }
  if (item.kind !== 'map') {
    throw buildError('KUSTOMIZE_PATCH', 'every entry of this list must be a map', { at: item })
  }
  const field = item.get(key)
  return (
    field !== undefined && (value === '' || (field.kind === 'scalar' ? field.text : '') === value)
  )
}
