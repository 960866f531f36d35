import { buildError } from '../build-error.ts'
import { readJson } from '../config/shape.ts'
import type { Meter } from '../meter.ts'
import { fromJson } from '../yaml/json.ts'
import { cloneNode, isNull, type MapNode, type Node, type SequenceNode } from '../yaml/node.ts'
import { toValue, type Value } from '../yaml/value.ts'

/** A JSON patch as it was written: a list of operations. */
export interface JsonPatch {
  readonly operations: readonly MapNode[]
  readonly node: Node
}

/** Takes a list of maps for a JSON patch; anything else is none. */
export function asJsonPatch(node: Node | undefined): JsonPatch | undefined {
  if (node?.kind !== 'sequence') return undefined
  const operations = node.items.filter(item => item.kind === 'map')
  if (operations.length !== node.items.length) return undefined
  return { operations, node }
}

/** Applies a patch to a tree in place. The tree must hold JSON values only. */
export function applyJsonPatch(root: MapNode, { operations }: JsonPatch, meter?: Meter): void {
  for (const operation of operations) {
    meter?.step(1, operation)
    apply(root, operation, meter)
  }
}

function apply(root: MapNode, operation: MapNode, meter: Meter | undefined): void {
  const op = textOf(operation, 'op')
  switch (op) {
    case 'add':
      return add(root, operation, valueOf(operation, meter))
    case 'remove': {
      const { container, key } = find(root, operation, 'path')
      return remove(container, key, operation)
    }
    case 'replace': {
      const { container, key } = find(root, operation, 'path')
      // In a map it may also add: kustomize asks for presence in lists only.
      if (container.kind === 'map') container.set(key, valueOf(operation, meter))
      else container.items[existing(container, key, operation)] = valueOf(operation, meter)
      return
    }
    case 'move': {
      const { container, key } = find(root, operation, 'from')
      const value = read(container, key, operation)
      remove(container, key, operation)
      return add(root, operation, value ?? nullNode(operation))
    }
    case 'copy': {
      const { container, key } = find(root, operation, 'from')
      const value = read(container, key, operation)
      return add(root, operation, value ? cloneNode(value, meter) : nullNode(operation))
    }
    case 'test':
      return test(root, operation)
    default:
      throw failure(
        operation,
        op === undefined ? 'an operation needs "op"' : `unknown operation "${op}"`,
      )
  }
}

function add(root: MapNode, operation: MapNode, value: Node): void {
  const { container, key } = find(root, operation, 'path')
  if (container.kind === 'map') return container.set(key, value)
  const { items } = container
  if (key === '-') {
    items.push(value)
    return
  }
  let index = indexOf(key, operation)
  if (index > items.length || index < -items.length - 1) throw outOfBounds(key, operation)
  if (index < 0) index += items.length + 1
  items.splice(index, 0, value)
}

function remove(container: MapNode | SequenceNode, key: string, operation: MapNode): void {
  if (container.kind === 'sequence') {
    container.items.splice(existing(container, key, operation), 1)
  } else if (!container.delete(key)) {
    throw failure(operation, `there is nothing at "${key}" to remove`)
  }
}

function test(root: MapNode, operation: MapNode): void {
  const wanted = operation.get('value')
  const value: Value = wanted ? readJson(wanted) : null
  if (textOf(operation, 'path') === '') {
    if (!isEqual(toValue(root), value)) throw failure(operation, 'the test fails')
    return
  }
  const { container, key } = find(root, operation, 'path')
  const node = read(container, key, operation)
  const found = node ? toValue(node) : null
  if (!isEqual(found, value)) throw failure(operation, 'the test fails')
}

function read(
  container: MapNode | SequenceNode,
  key: string,
  operation: MapNode,
): Node | undefined {
  if (container.kind === 'map') return container.get(key)
  return container.items[existing(container, key, operation)]
}

function existing({ items }: SequenceNode, key: string, operation: MapNode): number {
  const index = indexOf(key, operation)
  if (index >= items.length || index < -items.length) throw outOfBounds(key, operation)
  return index < 0 ? index + items.length : index
}

function indexOf(key: string, operation: MapNode): number {
  if (!/^[-+]?\d+$/.test(key)) throw failure(operation, `"${key}" is not the index of a list`)
  return Number(key)
}

/** The container that a pointer leads into, and the key in it. */
function find(
  root: MapNode,
  operation: MapNode,
  field: 'path' | 'from',
): { container: MapNode | SequenceNode; key: string } {
  const pointer = textOf(operation, field)
  if (pointer === undefined) throw failure(operation, `an operation needs "${field}"`)
  const parts = pointer.split('/').map(part => part.replaceAll('~1', '/').replaceAll('~0', '~'))
  if (parts.length < 2) throw failure(operation, `"${pointer}" is not a JSON pointer`)
  let container: MapNode | SequenceNode = root
  for (const part of parts.slice(1, -1)) {
    const next: Node | undefined =
      container.kind === 'map'
        ? container.get(part)
        : container.items[existing(container, part, operation)]
    if (next === undefined || next.kind === 'scalar') {
      throw failure(operation, `"${pointer}" leads nowhere: there is no map or list at "${part}"`)
    }
    container = next
  }
  return { container, key: parts.at(-1) ?? '' }
}

function textOf(operation: MapNode, field: string): string | undefined {
  const node = operation.get(field)
  return node?.kind === 'scalar' && !isNull(node) ? node.text : undefined
}

function valueOf(operation: MapNode, meter: Meter | undefined): Node {
  const node = operation.get('value')
  return node ? fromJson(readJson(node), node, meter) : nullNode(operation)
}

function nullNode(operation: MapNode): Node {
  return fromJson(null, operation)
}

function isEqual(a: Value, b: Value): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) {
    return a === b || (typeof a === 'bigint' && Number(a) === b)
  }
  if (Array.isArray(a) || Array.isArray(b)) {
    return (
      Array.isArray(a) &&
      Array.isArray(b) &&
      a.length === b.length &&
      a.every((item, i) => isEqual(item, b[i] as Value))
    )
  }
  const x = a as Readonly<Record<string, Value>>
  const y = b as Readonly<Record<string, Value>>
  const keys = Object.keys(x)
  return (
    keys.length === Object.keys(y).length &&
    keys.every(key => key in y && isEqual(x[key] as Value, y[key] as Value))
  )
}

function outOfBounds(key: string, operation: MapNode) {
  return failure(operation, `the list has no place ${key}`)
}

function failure(operation: MapNode, message: string) {
  return buildError('KUSTOMIZE_PATCH', `JSON patch: ${message}`, {
    at: operation.get('path') ?? operation,
    hint: 'Compare the path with the object that the patch is for.',
  })
}
