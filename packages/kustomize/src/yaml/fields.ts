import { isNull, MapNode, ScalarNode, type Node } from './node.ts'
import { resolveTag } from './resolve.ts'

/**
 * Sets a field the way kustomize does: the style of a value that was there stays (so that a number
 * written over a quoted text becomes text), and a null removes the field.
 *
 * @param root the resource that `map` belongs to
 */
export function setField(
  root: MapNode,
  map: MapNode,
  key: string,
  value: Node | undefined,
  keepNull = false,
): void {
  if (value === undefined || (isNull(value) && !keepNull)) {
    map.delete(key)
    return
  }
  const index = map.indexOf(key)
  if (index < 0) {
    map.set(key, quotedIfNeeded(value))
    return
  }
  const old = map.values[index] as Node
  if (old === value) return
  if (old.kind !== 'scalar') {
    if (value.kind !== 'scalar') value.flow = old.flow
    map.values[index] = value
    return
  }
  const next = value.kind === 'scalar' ? restyled(value, old) : value
  map.values[index] = next
  if (old.shared) replaceEverywhere(root, old, next)
}

/** A text without a tag is meant as text when it is new. */
function quotedIfNeeded(value: Node): Node {
  if (value.kind !== 'scalar' || value.tag !== '' || value.style !== 'plain') return value
  if (value.text === '' || resolveTag(value.text, '1.1') === '!!str') return value
  return new ScalarNode(value.text, '', 'double', value.source, value.offset)
}

/** A scalar with the text of one and the style of another. */
export function restyled(value: ScalarNode, { style }: ScalarNode): ScalarNode {
  if (value.style === style) return value
  return new ScalarNode(value.text, value.tag, style, value.source, value.offset)
}

/**
 * A label or annotation that a transformer adds to several places of a resource is one value to
 * kustomize: whoever changes it in one place later changes it in all.
 */
export function replaceEverywhere(node: Node, old: ScalarNode, next: Node): void {
  if (next.kind === 'scalar') next.shared = true
  const slots = node.kind === 'map' ? node.values : node.kind === 'sequence' ? node.items : []
  for (let i = 0; i < slots.length; i++) {
    const child = slots[i] as Node
    if (child === old) slots[i] = next
    else if (child.kind !== 'scalar') replaceEverywhere(child, old, next)
  }
}

/** The map at a path of fields, created where it is missing. Nothing when something else is there. */
export function ensureMap(map: MapNode, ...path: readonly string[]): MapNode | undefined {
  let current = map
  for (const key of path) {
    let next = current.get(key)
    if (next === undefined || isNull(next)) {
      next = new MapNode()
      current.set(key, next)
    }
    if (next.kind !== 'map') return undefined
    current = next
  }
  return current
}

/** The text of a scalar, and nothing for what is missing, null or not a scalar. */
export function textOf(node: Node | undefined): string {
  return node?.kind === 'scalar' && node.tag !== '!!null' ? node.text : ''
}

/** Whether a node is missing, null or an empty collection. */
export function isNilOrEmpty(node: Node | undefined): boolean {
  if (node === undefined) return true
  switch (node.kind) {
    case 'scalar':
      return node.tag === '!!null'
    case 'map':
      return node.size === 0
    case 'sequence':
      return node.items.length === 0
  }
}
