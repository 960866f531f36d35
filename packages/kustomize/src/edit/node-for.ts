import { nodeOf } from '../config/shape.ts'
import { MapNode, ScalarNode, SequenceNode, type Node } from '../yaml/node.ts'
import type { Source } from '../yaml/source.ts'

/**
 * A node that holds a value. What was read from a file, or is what stood there before, keeps its
 * place; the rest comes from `source`.
 */
export function nodeFor(
  value: unknown,
  source: Source | undefined,
  before: Node | undefined,
): Node {
  switch (typeof value) {
    case 'object': {
      if (value === null) break
      const read = nodeOf(value)
      if (read) return read
      if (Array.isArray(value)) {
        const items = before?.kind === 'sequence' ? before.items : []
        return new SequenceNode(
          value.map((item, i) => nodeFor(item, source, items[i])),
          source,
        )
      }
      const entries = Object.entries(value).filter(([, member]) => member !== undefined)
      const old = before?.kind === 'map' ? before : undefined
      return new MapNode(
        entries.map(([key]) => key),
        entries.map(([key, member]) => nodeFor(member, source, old?.get(key))),
        source,
      )
    }
    case 'boolean':
      return new ScalarNode(String(value), '!!bool', 'plain', source)
    case 'number':
      return new ScalarNode(String(value), '!!int', 'plain', source)
    case 'string':
      if (before?.kind === 'scalar' && before.text === value) return before
      return new ScalarNode(value, '!!str', 'double', source)
  }
  throw new TypeError(`a kustomization holds no ${String(value)}`)
}
