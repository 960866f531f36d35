import { isEmptyInFlow, MapNode, ScalarNode, SequenceNode, type Node } from './node.ts'
import { parseInteger, resolve } from './resolve.ts'

/** A plain value that YAML and JSON can both hold. Integers beyond 2^53 are `bigint`. */
export type Value = null | boolean | number | bigint | string | readonly Value[] | ValueMap
export interface ValueMap {
  readonly [key: string]: Value
}

/** A node that holds a plain value. Members that are `undefined` are left out. */
export function fromValue(value: unknown): Node {
  switch (typeof value) {
    case 'string':
      return new ScalarNode(value, '!!str', 'double')
    case 'boolean':
      return new ScalarNode(String(value), '!!bool', 'plain')
    case 'bigint':
      return new ScalarNode(String(value), '!!int', 'plain')
    case 'number':
      return numberNode(value)
    case 'object': {
      if (value === null) break
      if (Array.isArray(value)) return new SequenceNode(value.map(fromValue))
      const entries = Object.entries(value).filter(([, member]) => member !== undefined)
      return new MapNode(
        entries.map(([key]) => key),
        entries.map(([, member]) => fromValue(member)),
      )
    }
  }
  return new ScalarNode('null', '!!null', 'plain')
}

function numberNode(value: number): ScalarNode {
  const text = String(value === 0 ? 0 : value)
  return new ScalarNode(text, parseInteger(text) === undefined ? '!!float' : '!!int', 'plain')
}

/** The plain value of a node. */
export function toValue(node: Node): Value {
  return valueOf(node, false)
}

function valueOf(node: Node, inFlow: boolean): Value {
  switch (node.kind) {
    case 'scalar':
      return inFlow && isEmptyInFlow(node) ? '' : resolve(node)
    case 'sequence':
      return node.items.map(item => valueOf(item, inFlow || node.flow))
    case 'map':
      return Object.fromEntries(
        node.keys.map((key, i) => [key, valueOf(node.values[i] as Node, inFlow || node.flow)]),
      )
  }
}
