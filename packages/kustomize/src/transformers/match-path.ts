import { buildError } from '../build-error.ts'
import { isElementStep, isIndex, splitElementStep, wrongKind } from '../field-path.ts'
import { goRegExp, type Pattern } from '../go-regexp.ts'
import { isLimit, type Meter } from '../meter.ts'
import { resolveTag } from '../yaml/resolve.ts'
import { isNull, MapNode, ScalarNode, SequenceNode, type Node } from '../yaml/node.ts'
import type { Slot } from './field-spec.ts'

/** The kind of node that a path ends in when it has to be created. */
export type CreatedKind = Node['kind'] | undefined

/** Every place that a path leads to: `*` and element steps can find several. */
export function matchPath(
  slot: Slot,
  path: readonly string[],
  created: CreatedKind,
  meter?: Meter,
): Slot[] {
  const [step, ...rest] = path
  if (step === undefined) return [slot]
  if (isIndex(step)) return matchIndex(slot.node, step, rest, created, meter)
  if (isElementStep(step)) return matchElements(slot.node, step, rest, created, meter, true)
  if (step === '*') return matchEvery(slot.node, step, rest, created, meter)
  return matchField(slot.node, step, rest, created, meter)
}

function matchField(
  node: Node,
  step: string,
  rest: readonly string[],
  created: CreatedKind,
  meter: Meter | undefined,
): Slot[] {
  if (isNull(node)) {
    // What is created below a null goes nowhere, and nobody complains.
    return created ? [detached(rest.length === 0 ? created : 'map')] : []
  }
  if (node.kind !== 'map') throw wrongKind(node, step, 'a map')
  if (!node.has(step)) {
    if (!created) return []
    node.set(step, createNode(rest[0], created))
  }
  return matchPath(slotOf(node.values, node.indexOf(step)), rest, created, meter)
}

function matchIndex(
  node: Node,
  step: string,
  rest: readonly string[],
  created: CreatedKind,
  meter: Meter | undefined,
): Slot[] {
  const items = itemsOf(node, step)
  const index = Number(step)
  if (items.length === index && created) items.push(createNode(rest[0], created))
  if (index >= items.length) {
    throw buildError('KUSTOMIZE_REPLACEMENT', `the list has no element ${index}`, { at: node })
  }
  return matchPath(slotOf(items, index), rest, created, meter)
}

function matchEvery(
  node: Node,
  step: string,
  rest: readonly string[],
  created: CreatedKind,
  meter: Meter | undefined,
): Slot[] {
  const items = itemsOf(node, step)
  meter?.step(1 + items.length)
  return items.flatMap((_, index) => matchPath(slotOf(items, index), rest, created, meter))
}

function matchElements(
  node: Node,
  step: string,
  rest: readonly string[],
  created: CreatedKind,
  meter: Meter | undefined,
  mayCreate: boolean,
): Slot[] {
  const [field, pattern] = splitElementStep(step)
  const items = itemsOf(node, step)
  const matches = elementPattern(pattern, node, meter)
  meter?.step(1 + items.length)
  const found = items.flatMap((item, index) => {
    if (field === '') return matches.test(written(item), meter) ? [slotOf(items, index)] : []
    const value = item.kind === 'map' ? item.get(field) : undefined
    if (value === undefined || !matches.test(written(value), meter)) return []
    return matchPath(slotOf(items, index), rest, created, meter)
  })
  if (found.length > 0 || !created || !mayCreate) return found
  const value = new ScalarNode(pattern, '', 'plain')
  items.push(field === '' ? value : new MapNode([field], [value]))
  return matchElements(node, step, rest, created, meter, false)
}

/** The pattern that an element of a list is found by. */
function elementPattern(pattern: string, at: Node, meter: Meter | undefined): Pattern {
  try {
    return goRegExp(pattern, meter)
  } catch (cause) {
    if (isLimit(cause)) throw cause
    throw buildError('KUSTOMIZE_REPLACEMENT', `"${pattern}" is not a regular expression`, {
      at,
      hint: 'Correct the path of the replacement.',
      cause,
    })
  }
}

function itemsOf(node: Node, step: string): Node[] {
  if (isNull(node)) return []
  if (node.kind !== 'sequence') throw wrongKind(node, step, 'a list')
  return node.items
}

function slotOf(slots: Node[], index: number): Slot {
  return { slots, index, node: slots[index] as Node }
}

function detached(kind: Node['kind']): Slot {
  const node = newNode(kind)
  return { slots: [node], index: 0, node }
}

/** What the next step of a path can go into. */
function createNode(next: string | undefined, created: Node['kind']): Node {
  if (next === undefined || next === '') return newNode(created)
  return newNode(isElementStep(next) || isIndex(next) ? 'sequence' : 'map')
}

function newNode(kind: Node['kind']): Node {
  switch (kind) {
    case 'scalar':
      return new ScalarNode('', '', 'plain')
    case 'map':
      return new MapNode()
    case 'sequence':
      return new SequenceNode()
  }
}

/** A value as it would be written, quotes included: that is what the pattern is matched with. */
function written(node: Node): string {
  if (node.kind !== 'scalar') return ''
  const { text, style, tag } = node
  if (style === 'single') return `'${text}'`
  const needsQuotes = style === 'plain' && tag === '!!str' && resolveTag(text) !== '!!str'
  return style === 'double' || needsQuotes ? `"${text}"` : text.trim()
}
