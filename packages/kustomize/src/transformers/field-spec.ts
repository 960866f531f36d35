import { buildError } from '../build-error.ts'
import type { FieldSpec } from '../kustomization.ts'
import type { Resource } from '../resource.ts'
import { isSelectedByGvk, splitApiVersion } from '../resource-id.ts'
import { replaceEverywhere } from '../yaml/fields.ts'
import { MapNode, ScalarNode, SequenceNode, type Node } from '../yaml/node.ts'

/** What to create at the end of a path that does not exist yet. */
export type Creation = 'map' | 'text' | 'integer'

/** A place in a tree: a node's list of values or items, and a position in it. */
export interface Slot {
  readonly slots: Node[]
  readonly index: number
  readonly node: Node
}

const splitPaths = new Map<string, readonly string[]>()

/** The steps of a path: separated by `/`, where `\/` is a slash in a name. */
function splitPath(path: string): readonly string[] {
  let steps = splitPaths.get(path)
  if (!steps) {
    steps = splitEscaped(path, '/')
    splitPaths.set(path, steps)
  }
  return steps
}

export function splitEscaped(path: string, delimiter: string): string[] {
  const parts = path.split(delimiter)
  if (parts.length > 1 && parts[0] === '') parts.shift()
  const steps: string[] = []
  for (const part of parts) {
    const last = steps.at(-1)
    if (last?.endsWith('\\')) steps[steps.length - 1] = last.slice(0, -1) + delimiter + part
    else steps.push(part)
  }
  return steps
}

/** Of a list of field specs, those that speak of objects of a kind, by `apiVersion` and `kind`. */
const chosen = new WeakMap<readonly FieldSpec[], Map<string, readonly FieldSpec[]>>()

/** The field specs that speak of this object: every part of the kind that one names is equal. */
export function specsFor(root: MapNode, specs: readonly FieldSpec[]): readonly FieldSpec[] {
  const apiVersion = textAt(root, 'apiVersion')
  const kind = textAt(root, 'kind')
  let ofKinds = chosen.get(specs)
  if (!ofKinds) chosen.set(specs, (ofKinds = new Map()))
  const key = `${apiVersion}\n${kind}`
  let found = ofKinds.get(key)
  if (!found) {
    found = specs.filter(spec => appliesTo(spec, root))
    ofKinds.set(key, found)
  }
  return found
}

/** Tells whether a field spec speaks of this object. */
export function appliesTo(spec: FieldSpec, root: MapNode): boolean {
  const kind = textAt(root, 'kind')
  return isSelectedByGvk({ ...splitApiVersion(textAt(root, 'apiVersion')), kind }, spec)
}

function textAt(root: MapNode, key: string): string {
  const node = root.get(key)
  return node?.kind === 'scalar' ? node.text : ''
}

/**
 * Visits every field that the path of a spec leads to; see `specsFor`. Lists on the way are entered; what is missing is created
 * when the spec says so and `creation` says what.
 */
export function visitFields(
  root: MapNode,
  spec: FieldSpec,
  creation: Creation | undefined,
  visit: (slot: Slot) => void,
): void {
  const path = splitPath(spec.path ?? '')
  walk({ slots: [root], index: 0, node: root }, 0)

  function walk(slot: Slot, depth: number): void {
    if (depth === path.length) return visit(slot)
    const { node } = slot
    switch (node.kind) {
      case 'sequence':
        for (let i = 0; i < node.items.length; i++) {
          walk({ slots: node.items, index: i, node: node.items[i] as Node }, depth)
        }
        return
      case 'map':
        return walkMap(node, depth)
      case 'scalar':
        if (node.tag === '!!null') return
        throw buildError(
          'KUSTOMIZE_TRANSFORMER',
          `the path "${spec.path}" leads through a plain value`,
          { at: node, hint: 'Make it a map or a list, or correct the path in the configuration.' },
        )
    }
  }

  function walkMap(map: MapNode, depth: number): void {
    const step = path[depth] as string
    const isList = step.endsWith('[]')
    const name = isList ? step.slice(0, -2) : step
    if (name === '') {
      throw buildError('KUSTOMIZE_TRANSFORMER', `the path "${spec.path}" has an empty step`)
    }
    const creates = spec.create === true && creation !== undefined && !isList
    const kind = depth === path.length - 1 ? creation : 'map'
    let index = map.indexOf(name)
    if (index < 0) {
      if (!creates || !kind) return
      map.set(name, create(kind))
      index = map.keys.length - 1
    }
    const node = map.values[index] as Node
    if (node.kind === 'scalar' && node.tag === '!!null') {
      if (isList) map.values[index] = new SequenceNode()
      else if (creates && kind) map.values[index] = create(kind, node.text)
    }
    walk({ slots: map.values, index, node: map.values[index] as Node }, depth + 1)
  }
}

function create(kind: Creation, text = ''): Node {
  if (kind === 'map') return new MapNode()
  return new ScalarNode(text, kind === 'text' ? '!!str' : '!!int', 'plain')
}

/**
 * Gives every field that specs lead to the node that `compute` makes of it. A resource for which
 * `compute` has nothing stays shared with the builds it is shared with.
 */
export function changeFields(
  resource: Resource,
  specs: readonly FieldSpec[],
  compute: (node: Node) => Node | undefined,
): void {
  for (const spec of specsFor(resource.node, specs)) changeField(resource, spec, compute)
}

function changeField(
  resource: Resource,
  spec: FieldSpec,
  compute: (node: Node) => Node | undefined,
): void {
  let changes = false
  visitFields(resource.node, spec, undefined, ({ node }) => {
    changes ||= compute(node) !== undefined
  })
  if (!changes) return
  const root = resource.edit()
  visitFields(root, spec, undefined, slot => {
    const next = compute(slot.node)
    if (next !== undefined) putNode(root, slot, next)
  })
}

/** Puts a node in a place, and in every other place that shares its present value. */
export function putNode(root: MapNode, { slots, index, node }: Slot, next: Node): void {
  slots[index] = next
  if (node.kind === 'scalar' && node.shared) replaceEverywhere(root, node, next)
}
