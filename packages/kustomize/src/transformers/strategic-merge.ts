import { buildError } from '../build-error.ts'
import { schemaOfComment } from '../schema/custom-schema.ts'
import type { Meter } from '../meter.ts'
import type { OpenApi, Schema } from '../schema/schema.ts'
import { setField } from '../yaml/fields.ts'
import { isNull, MapNode, ScalarNode, SequenceNode, type Node } from '../yaml/node.ts'
import {
  directiveOf,
  elementWith,
  keyValues,
  mergePartialValues,
  setElement,
  usableKeys,
} from './merge-lists.ts'

type Maybe<T> = T | undefined

/** What a merge makes of a field. A null is dropped unless it was in the object before. */
interface Merged {
  readonly node: Maybe<Node>
  readonly keepNull: boolean
}

const nothing: Merged = { node: undefined, keepNull: false }

/**
 * Merges a patch into an object, in place. The patch's own nodes become part of the object, so it
 * must be a copy that nobody else uses.
 *
 * @returns whether the object is still there: a patch can delete it
 */
export function strategicMerge(
  target: MapNode,
  patch: MapNode,
  api: OpenApi,
  meter?: Meter,
): boolean {
  return new Merge(target, api, meter).walk(target, patch, undefined).node !== undefined
}

/** Merges two trees at once: what an object has, and what a patch says of it. */
class Merge {
  readonly #root: MapNode
  readonly #api: OpenApi
  readonly #meter: Meter | undefined

  constructor(root: MapNode, api: OpenApi, meter: Meter | undefined) {
    this.#meter = meter
    this.#root = root
    this.#api = api
  }

  walk(target: Maybe<Node>, patch: Maybe<Node>, known: Maybe<Schema>): Merged {
    const schema = known ?? this.#schemaOf(target) ?? this.#schemaOf(patch)
    const kind = isMissing(target) ? (isMissing(patch) ? undefined : patch.kind) : target.kind
    if (!isMissing(patch) && kind !== patch.kind) {
      throw buildError(
        'KUSTOMIZE_PATCH',
        `the patch has a ${describe(patch)} where the object has a ${describe(target)}`,
        { at: patch, hint: 'Give the patch the same shape as the object.' },
      )
    }
    switch (kind) {
      case 'scalar':
        return { node: patch ?? target, keepNull: false }
      case 'sequence':
        return schema?.mergeKeys
          ? this.#walkKeyedList(target, patch, schema, schema.mergeKeys)
          : { node: patch ?? target, keepNull: false }
      default:
        return this.#walkMap(target, patch, schema)
    }
  }

  /** Inside an object that no schema describes, a part may name its own type. */
  #schemaOf(node: Maybe<Node>): Maybe<Schema> {
    if (node?.kind !== 'map') return undefined
    const apiVersion = node.get('apiVersion')
    const kind = node.get('kind')
    if (apiVersion?.kind !== 'scalar' || kind?.kind !== 'scalar') return undefined
    return this.#api.schemaOf(apiVersion.text, kind.text)
  }

  #walkMap(target: Maybe<Node>, patch: Maybe<Node>, schema: Maybe<Schema>): Merged {
    // An empty map takes the style of what is put into it.
    if (target?.kind === 'map' && target.size === 0 && patch?.kind === 'map') {
      target.flow = patch.flow
    }
    const chosen = chooseMap(target, patch)
    const { node } = chosen
    if (node?.kind !== 'map') return chosen
    const patchMap = patch?.kind === 'map' ? patch : undefined
    const names = new Set(node.keys)
    this.#meter?.step(node.size, patch)
    for (const key of patchMap?.keys ?? []) names.add(key)
    for (const name of names) {
      const known = commentedSchema(node, name) ?? commentedSchema(patchMap, name)
      const type = known ?? schema?.field(name)
      const value = this.walk(node.get(name), patchMap?.get(name), type)
      if (value.node === undefined) this.#meter?.step(node.size >> 4, patch)
      setField(this.#root, node, name, value.node, value.keepNull)
    }
    return chosen
  }

  #walkKeyedList(
    target: Maybe<Node>,
    patch: Maybe<Node>,
    schema: Schema,
    mergeKeys: readonly string[],
  ): Merged {
    const list = chooseList(target, patch)
    if (list?.kind !== 'sequence') return list ? { node: list, keepNull: false } : nothing
    const patchList = patch?.kind === 'sequence' ? patch : undefined
    const keys = mergeKeys.length > 0 ? mergeKeys : ['']
    const sources = [list, patchList]
    // What the patch names comes first, in its order.
    const values = keyValues([patchList, list], mergeKeys)
    // Each element is looked for among all of both lists, some times over.
    this.#meter?.step(values.length * (list.items.length + values.length), patch ?? list)
    if (keys.length > 1) mergePartialValues(values)
    const merged = new SequenceNode([], list.source, list.offset)
    let lastKeys: readonly string[] = []
    for (const wanted of values) {
      const usable = usableKeys(values, wanted, keys)
      lastKeys = usable.keys
      const own = usableKeys([usable.values], usable.values, usable.keys)
      const [before, change] = sources.map(source => elementWith(source, own.keys, own.values))
      let element = this.walk(before, change, schema.elements()).node
      if (isMissing(element) || isEmptyMap(element)) {
        setElement(list, undefined, usable.keys, usable.values)
        continue
      }
      element = this.#withKeys(element, usable.keys, usable.values)
      setElement(merged, element, usable.keys, usable.values)
    }
    if (values.length === 0) return { node: list, keepNull: false }
    appendRest(merged, list, lastKeys)
    return { node: merged, keepNull: false }
  }

  /** An element keeps the keys by which it was found. */
  #withKeys(element: Node, keys: readonly string[], values: readonly string[]): Node {
    if (element.kind === 'scalar') {
      if (keys[0] !== '' || values[0] === '') return element
      return new ScalarNode(element.text, '', element.style, element.source, element.offset)
    }
    if (element.kind !== 'map') return element
    keys.forEach((key, i) => {
      const value = values[i] ?? ''
      if (!element.has(key) && value !== '') element.set(key, new ScalarNode(value, '', 'plain'))
    })
    return element
  }
}

function commentedSchema(map: Maybe<MapNode>, name: string): Maybe<Schema> {
  const comment = map?.schemaComments?.get(name)
  return comment === undefined ? undefined : schemaOfComment(comment)
}

function chooseMap(target: Maybe<Node>, patch: Maybe<Node>): Merged {
  if (isMissing(target)) {
    if (patch?.kind === 'map' && directiveOf(patch, 'lenient') === 'delete') return nothing
    const isWrittenNull = target?.kind === 'scalar' && target.text !== ''
    if (patch === undefined && isWrittenNull) {
      const { text, source, offset } = target
      return { node: new ScalarNode(text, '!!null', 'plain', source, offset), keepNull: true }
    }
    return { node: patch, keepNull: false }
  }
  if (isNull(patch)) return nothing
  switch (directiveOf(patch, 'strict')) {
    case 'delete':
      return nothing
    case 'replace':
      return { node: patch, keepNull: false }
    case 'merge':
      return { node: target, keepNull: false }
  }
}

function chooseList(target: Maybe<Node>, patch: Maybe<Node>): Maybe<Node> {
  if (isMissing(target)) return patch
  if (isNull(patch)) return undefined
  switch (directiveOf(patch, 'strict')) {
    case 'delete':
      return undefined
    case 'replace':
      return patch
    case 'merge':
      return target
  }
}

/** Adds what the object had and the patch did not name, or puts it in the place of its like. */
function appendRest(merged: SequenceNode, list: SequenceNode, keys: readonly string[]): void {
  for (const element of list.items) {
    if (keys[0] === '') {
      setElement(merged, element, [''], [element.kind === 'scalar' ? element.text : ''])
      continue
    }
    if (element.kind !== 'map') {
      throw buildError('KUSTOMIZE_PATCH', 'every entry of this list must be a map', { at: element })
    }
    const values: string[] = []
    for (const key of keys) {
      const value = element.get(key)
      if (value === undefined) merged.items.push(element)
      else values.push(value.kind === 'scalar' ? value.text : '')
    }
    if (keys.length > 1) setElement(merged, undefined, keys, values)
    setElement(merged, element, keys, values)
  }
}

function isMissing(node: Maybe<Node>): node is undefined | (ScalarNode & { tag: '!!null' }) {
  return node === undefined || isNull(node)
}

function isEmptyMap(node: Node): boolean {
  return node instanceof MapNode && node.size === 0
}

function describe(node: Maybe<Node>): string {
  return node?.kind === 'scalar' ? 'plain value' : node?.kind === 'sequence' ? 'list' : 'map'
}
