import type { Source } from './source.ts'

/** A YAML node. Scalars never change once made; maps and sequences belong to one resource each. */
export type Node = MapNode | SequenceNode | ScalarNode

export type ScalarStyle = 'plain' | 'single' | 'double' | 'literal' | 'folded'

/**
 * A scalar as its author wrote it: `text` is not interpreted until output, so that `1.0` or `0777`
 * travel through a build unchanged. It is immutable and shared between all copies of its resource;
 * a change replaces it in its parent. That is also what makes the origin of each leaf cheap to keep.
 */
export class ScalarNode {
  readonly kind = 'scalar'
  readonly text: string
  /** Short form, as in `!!str`; empty means "whatever the text resolves to". */
  readonly tag: string
  readonly style: ScalarStyle
  /** Where the value was written, where it came from a file. */
  readonly source: Source | undefined
  readonly offset: number
  /** The one-line rendering in the output, once it is known. Owned by the emitter. */
  rendered: string | undefined = undefined
  /** Whether it stands in several places of its resource and changes in all of them at once. */
  shared = false

  constructor(text: string, tag: string, style: ScalarStyle, source?: Source, offset = 0) {
    this.text = text
    this.tag = tag
    this.style = style
    this.source = source
    this.offset = offset
  }
}

/** Up to here it is faster to look at all keys. */
const fewKeys = 32

/** The places of the first `count` keys of a map. */
interface Places {
  readonly of: Map<string, number>
  count: number
}

/** Where keys stand in large maps that were asked for one. Most maps are small, and have no field for it. */
const placesOf = new WeakMap<MapNode, Places>()

/**
 * A mapping. Keys and values are parallel lists; a parsed map may hold a key twice. Keys are
 * only added at the end and taken out by `delete` and `removeAt`.
 */
export class MapNode {
  readonly kind = 'map'
  keys: string[]
  values: Node[]
  tag: string
  source: Source | undefined
  offset: number
  /** The tags of keys that are not strings, by position; absent when all are. */
  keyTags: (string | undefined)[] | undefined = undefined
  /** JSON in comments that describes the types of fields, by key. */
  schemaComments: ReadonlyMap<string, string> | undefined = undefined
  /** Whether it was written in braces. */
  flow = false

  constructor(keys: string[] = [], values: Node[] = [], source?: Source, offset = 0) {
    this.keys = keys
    this.values = values
    this.tag = '!!map'
    this.source = source
    this.offset = offset
  }

  get size(): number {
    return this.keys.length
  }

  /** The first place of a key; -1 where it is not there. */
  indexOf(key: string): number {
    const { keys } = this
    if (keys.length <= fewKeys) return keys.indexOf(key)
    const places = placesOf.get(this) ?? { of: new Map(), count: 0 }
    if (places.count === 0) placesOf.set(this, places)
    for (; places.count < keys.length; places.count++) {
      const next = keys[places.count] as string
      if (!places.of.has(next)) places.of.set(next, places.count)
    }
    return places.of.get(key) ?? -1
  }

  get(key: string): Node | undefined {
    const index = this.indexOf(key)
    return index < 0 ? undefined : this.values[index]
  }

  has(key: string): boolean {
    return this.indexOf(key) >= 0
  }

  /** Replaces the value of a key, or adds the key at the end. */
  set(key: string, value: Node): void {
    const index = this.indexOf(key)
    if (index >= 0) this.values[index] = value
    else {
      this.keys.push(key)
      this.values.push(value)
      this.keyTags?.push(undefined)
    }
  }

  delete(key: string): boolean {
    const index = this.indexOf(key)
    if (index < 0) return false
    this.removeAt(index)
    return true
  }

  removeAt(index: number): void {
    this.keys.splice(index, 1)
    this.values.splice(index, 1)
    this.keyTags?.splice(index, 1)
    if (this.keys.length >= fewKeys) placesOf.delete(this)
  }
}

export class SequenceNode {
  readonly kind = 'sequence'
  items: Node[]
  tag: string
  source: Source | undefined
  offset: number
  /** Whether it was written in brackets. */
  flow = false

  constructor(items: Node[] = [], source?: Source, offset = 0) {
    this.items = items
    this.tag = '!!seq'
    this.source = source
    this.offset = offset
  }
}

/** What counts the values that are made. */
export interface StepCounter {
  step(count: number, at?: Node): void
}

/** A copy whose maps and sequences can change without touching the original. */
export function cloneNode<T extends Node>(node: T, meter?: StepCounter): T
export function cloneNode(node: Node, meter?: StepCounter): Node {
  switch (node.kind) {
    case 'scalar':
      return node
    case 'map': {
      meter?.step(node.keys.length + 1, node)
      const values = node.values.map(value => cloneNode(value, meter))
      const copy = new MapNode(node.keys.slice(), values, node.source)
      copy.offset = node.offset
      copy.tag = node.tag
      copy.keyTags = node.keyTags?.slice()
      copy.schemaComments = node.schemaComments
      copy.flow = node.flow
      return copy
    }
    case 'sequence': {
      meter?.step(node.items.length + 1, node)
      const items = node.items.map(item => cloneNode(item, meter))
      const copy = new SequenceNode(items, node.source, node.offset)
      copy.tag = node.tag
      copy.flow = node.flow
      return copy
    }
  }
}

/** A string that no YAML version reads as anything else. */
export function stringNode(text: string, from?: Node): ScalarNode {
  return new ScalarNode(text, '!!str', 'plain', from?.source, from?.offset)
}

/**
 * Whether a scalar is nothing at all between braces or brackets: kustomize writes that as `''`, and
 * reads it back as text.
 */
export function isEmptyInFlow(scalar: ScalarNode): boolean {
  return scalar.text === '' && (scalar.tag === '' || scalar.tag === '!!null')
}

export function isNull(node: Node | undefined): boolean {
  return node?.kind === 'scalar' && node.tag === '!!null'
}
