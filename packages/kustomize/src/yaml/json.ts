import {
  isEmptyInFlow,
  MapNode,
  ScalarNode,
  SequenceNode,
  type Node,
  type ScalarStyle,
  type StepCounter,
} from './node.ts'
import { formatYamlFloat } from './number.ts'
import { renderString } from './render.ts'
import { resolve, resolveTag } from './resolve.ts'
import type { Value } from './value.ts'

/**
 * A copy of a node as it comes back from a journey through JSON: every scalar in its canonical
 * form, numbers with the precision of a double. Each value keeps the place where it was written.
 */
export function throughJson(node: Node, meter?: StepCounter): Node {
  return copyThroughJson(node, false, meter)
}

function copyThroughJson(node: Node, inFlow: boolean, meter: StepCounter | undefined): Node {
  switch (node.kind) {
    case 'scalar':
      return scalarThroughJson(inFlow && isEmptyInFlow(node) ? '' : resolve(node), node)
    case 'sequence': {
      meter?.step(node.items.length + 1, node)
      const items = node.items.map(item => copyThroughJson(item, inFlow || node.flow, meter))
      return new SequenceNode(items, node.source, node.offset)
    }
    case 'map': {
      meter?.step(node.keys.length + 1, node)
      const values = node.values.map(value => copyThroughJson(value, inFlow || node.flow, meter))
      return new MapNode(node.keys.slice(), values, node.source, node.offset)
    }
  }
}

/** A JSON value as a node. `at` is where it was written. */
export function fromJson(value: Value, at: Node | undefined, meter?: StepCounter): Node {
  if (typeof value !== 'object' || value === null) return scalarThroughJson(value, at)
  if (Array.isArray(value)) {
    const items = at?.kind === 'sequence' ? at.items : []
    meter?.step(value.length + 1, at)
    return new SequenceNode(
      (value as readonly Value[]).map((item, i) => fromJson(item, items[i] ?? at, meter)),
      at?.source,
      at?.offset,
    )
  }
  const entries = Object.entries(value)
  meter?.step(entries.length + 1, at)
  return new MapNode(
    entries.map(([key]) => key),
    entries.map(([key, member]) =>
      fromJson(member, (at?.kind === 'map' ? at.get(key) : undefined) ?? at, meter),
    ),
    at?.source,
    at?.offset,
  )
}

/** A scalar in its canonical form. */
export function scalarThroughJson(value: Value, at: Node | undefined): ScalarNode {
  switch (typeof value) {
    case 'string':
      return new ScalarNode(value, '!!str', styleOf(value), at?.source, at?.offset)
    case 'number':
    case 'bigint': {
      const written = formatYamlFloat(Number(value))
      return new ScalarNode(written, resolveTag(written), 'plain', at?.source, at?.offset)
    }
    default: {
      const tag = value === null ? '!!null' : '!!bool'
      return new ScalarNode(String(value), tag, 'plain', at?.source, at?.offset)
    }
  }
}

/** How a text is quoted when it is written anew. */
function styleOf(text: string): ScalarStyle {
  if (text.includes('\n')) return 'literal'
  return renderString(text) === text ? 'plain' : 'double'
}
