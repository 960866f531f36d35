import { compareKeys } from './compare-keys.ts'
import {
  isEmptyInFlow,
  type MapNode,
  type Node,
  type ScalarNode,
  type SequenceNode,
} from './node.ts'
import { formatYamlFloat } from './number.ts'
import { parseInteger, resolve } from './resolve.ts'
import { foldDouble, foldPlain, foldSingle, indentBlock, renderString } from './render.ts'

const lineWidth = 80
const longestSimpleKey = 128

/** Something that cannot be written as YAML, and the node that is to blame. */
export class UnwritableNode extends Error {
  readonly node: Node

  constructor(message: string, node: Node) {
    super(message)
    this.node = node
  }
}

/** A node as kustomize prints it: sorted keys, compact sequences, lines folded past column 80. */
export function emitYaml(node: Node): string {
  switch (node.kind) {
    case 'map':
      return node.size === 0 ? '{}\n' : emitMap(node, 0, false, false)
    case 'sequence':
      return node.items.length === 0 ? '[]\n' : emitSequence(node, 0, false, false)
    case 'scalar':
      return `${emitScalar(node, 0, -1)}\n`.slice(1)
  }
}

/**
 * Finds out whether a node can be written, for less than it takes to write it.
 *
 * @throws what `emitYaml` throws
 */
export function checkWritable(node: Node): void {
  switch (node.kind) {
    case 'map': {
      const { keys, values } = node
      if (node.keyTags) refuseTypedKeys(node)
      sortedOrder(node)
      for (let i = 0; i < keys.length; i++) {
        const value = values[i] as Node
        renderKey(keys[i] as string, value)
        checkWritable(value)
      }
      return
    }
    case 'sequence':
      for (const item of node.items) checkWritable(item)
      return
    case 'scalar':
      node.rendered ??= render(node)
  }
}

function emitMap(map: MapNode, indent: number, inline: boolean, inFlow: boolean): string {
  const flow = inFlow || map.flow
  const { keys, values } = map
  if (map.keyTags) refuseTypedKeys(map)
  const pad = spaces(indent)
  let out = ''
  let first = inline
  const count = keys.length
  const order = sortedOrder(map)
  for (let i = 0; i < count; i++) {
    const index = order ? (order[i] as number) : i
    const key = keys[index] as string
    const value = values[index] as Node
    if (first) first = false
    else out += pad
    const shown = renderKey(key, value)
    if (shown === undefined) {
      out += `?${emitText(key, indent, indent + 1)}\n${pad}:${emitItem(value, indent, flow)}`
      continue
    }
    out += shown
    if (value.kind === 'scalar') {
      const column = indent + shown.length + 1
      out += flow && isEmptyInFlow(value) ? ': ""\n' : `:${emitScalar(value, indent, column)}\n`
    } else if (value.kind === 'map') {
      out += value.keys.length === 0 ? ': {}\n' : `:\n${emitMap(value, indent + 2, false, flow)}`
    } else {
      out += value.items.length === 0 ? ': []\n' : `:\n${emitSequence(value, indent, false, flow)}`
    }
  }
  return out
}

function emitSequence(
  sequence: SequenceNode,
  indent: number,
  inline: boolean,
  inFlow: boolean,
): string {
  const { items } = sequence
  const flow = inFlow || sequence.flow
  const pad = spaces(indent)
  let out = ''
  for (let i = 0; i < items.length; i++) {
    if (i > 0 || !inline) out += pad
    out += `-${emitItem(items[i] as Node, indent, flow)}`
  }
  return out
}

/** What follows a `-` or the `:` of a key too long for one line. */
function emitItem(node: Node, indent: number, flow: boolean): string {
  switch (node.kind) {
    case 'scalar':
      if (flow && isEmptyInFlow(node)) return ' ""\n'
      return `${emitScalar(node, indent, indent + 1)}\n`
    case 'map':
      return node.size === 0 ? ' {}\n' : ` ${emitMap(node, indent + 2, true, flow)}`
    case 'sequence':
      return node.items.length === 0 ? ' []\n' : ` ${emitSequence(node, indent + 2, true, flow)}`
  }
}

/** The text of a scalar with the space before it; `column` is where that space goes. */
function emitScalar(scalar: ScalarNode, indent: number, column: number): string {
  const rendered = (scalar.rendered ??= render(scalar))
  if (rendered.charCodeAt(0) === 124) {
    const value = resolve(scalar) as string
    return ` ${rendered}${indentBlock(value, spaces(indent + 2))}`
  }
  return fold(rendered, indent, column)
}

function emitText(text: string, indent: number, column: number): string {
  const rendered = renderString(text)
  if (rendered.charCodeAt(0) === 124) {
    return ` ${rendered}${indentBlock(text, spaces(indent + 2))}`
  }
  return fold(rendered, indent, column)
}

function fold(rendered: string, indent: number, column: number): string {
  const isShort = column + 1 + rendered.length <= lineWidth || !rendered.includes(' ')
  if (isShort && !/[\u2028\u2029]/.test(rendered)) return ` ${rendered}`
  const pad = spaces(indent + 2)
  switch (rendered[0]) {
    case '"':
      return foldDouble(rendered, pad, column + 1)
    case "'":
      return foldSingle(rendered, pad, column + 1)
    default:
      return foldPlain(rendered, pad, column + 1)
  }
}

function render(scalar: ScalarNode): string {
  const value = resolve(scalar)
  switch (typeof value) {
    case 'string':
      return renderText(value, scalar)
    case 'number':
      // What does not fit into 64 bits is a float, also where it is whole.
      return Number.isSafeInteger(value) || parseInteger(String(value)) !== undefined
        ? String(value)
        : formatYamlFloat(value)
    default:
      return String(value)
  }
}

function renderText(text: string, node: Node): string {
  try {
    return renderString(text)
  } catch (error) {
    throw new UnwritableNode(error instanceof Error ? error.message : String(error), node)
  }
}

function refuseTypedKeys(map: MapNode): void {
  const index = map.keyTags?.findIndex(tag => tag !== undefined) ?? -1
  if (index < 0) return
  throw new UnwritableNode(
    `the key "${map.keys[index] ?? ''}" is not a string: JSON has no such keys`,
    map.values[index] ?? map,
  )
}

const simpleKey = /^[A-Za-z_][A-Za-z0-9_./-]*$/

/**
 * A key on one line, or nothing when it is too long or has breaks and needs the `?` form.
 *
 * @param value the value of the key, which is to blame where the key cannot be written
 */
function renderKey(key: string, value: Node): string | undefined {
  if (key.length > 5 && key.length <= longestSimpleKey && simpleKey.test(key)) return key
  const rendered = renderText(key, value)
  if (key.length * 3 > longestSimpleKey && Buffer.byteLength(key) > longestSimpleKey) {
    return undefined
  }
  if (rendered.charCodeAt(0) === 124 || /[\n\u2028\u2029]/.test(key)) return undefined
  return rendered
}

/** The positions of a map's keys in output order, or nothing when they are in it already. */
function sortedOrder(map: MapNode): number[] | undefined {
  const { keys } = map
  for (let i = 1; i < keys.length; i++) {
    if (compareKeys(keys[i - 1] as string, keys[i] as string) < 0) continue
    const order = keys.map((_, index) => index)
    order.sort((a, b) => compareKeys(keys[a] as string, keys[b] as string))
    refuseDuplicates(map, order)
    return order
  }
  return undefined
}

function refuseDuplicates({ keys, values }: MapNode, order: readonly number[]): void {
  for (let i = 1; i < order.length; i++) {
    const key = keys[order[i] as number] as string
    if (key !== keys[order[i - 1] as number]) continue
    throw new UnwritableNode(
      `the key ${JSON.stringify(key)} stands twice in one map`,
      values[Math.max(order[i] as number, order[i - 1] as number)] as Node,
    )
  }
}

const pads: string[] = []

function spaces(count: number): string {
  return (pads[count] ??= ' '.repeat(Math.max(0, count)))
}
