import type { Meter } from './meter.ts'
import type { Change, ResourceOrigin } from './provenance.ts'
import {
  effectiveNamespace,
  splitApiVersion,
  type FullGvk,
  type ResourceId,
} from './resource-id.ts'
import type { OpenApi } from './schema/schema.ts'
import { ensureMap, isNilOrEmpty, setField } from './yaml/fields.ts'
import { cloneNode, ScalarNode, type MapNode, type Node } from './yaml/node.ts'

export type GeneratorBehavior = 'unspecified' | 'create' | 'replace' | 'merge'

/** A name that a resource had before a transformer gave it another. */
interface PreviousName {
  readonly name: string
  readonly namespace: string
  readonly kind: string
}

/**
 * What kustomize notes on a resource while it builds, and removes before output. There it lives in
 * annotations; here beside the object.
 */
interface BuildNotes {
  readonly previous: readonly PreviousName[]
  readonly prefixes: readonly string[]
  readonly suffixes: readonly string[]
  readonly behavior: GeneratorBehavior | undefined
  readonly needsHash: boolean
}

const noNotes: BuildNotes = {
  previous: [],
  prefixes: [],
  suffixes: [],
  behavior: undefined,
  needsHash: false,
}

/**
 * A Kubernetes object during a build. Its tree may be shared with other builds: read `node`, and
 * ask `edit()` for a tree to change.
 */
export class Resource {
  readonly #api: OpenApi
  #node: MapNode | undefined
  #owned: boolean
  /** What the copies of its tree are taken from: that of the kustomization that has it. */
  meter: Meter | undefined
  notes: BuildNotes = noNotes
  /** The names of the variables whose value is taken from here. */
  variables: readonly string[] = []
  origin: ResourceOrigin | undefined
  changes: readonly Change[] = []

  constructor(node: MapNode, api: OpenApi, owned: boolean) {
    this.#node = node
    this.#api = api
    this.#owned = owned
  }

  /** A resource of its own with the same tree, which is copied when either changes it. */
  share(): Resource {
    this.#owned = false
    const copy = new Resource(this.node, this.#api, false)
    copy.#node = this.#node
    copy.notes = this.notes
    copy.variables = this.variables
    copy.origin = this.origin
    copy.changes = this.changes
    return copy
  }

  /** The tree as it is. Whoever reads it must not change it. */
  get node(): MapNode {
    return this.#node as MapNode
  }

  /** The tree to change. */
  edit(): MapNode {
    if (!this.#owned && this.#node) {
      this.#node = cloneNode(this.#node, this.meter)
      this.#owned = true
    }
    return this.node
  }

  /** Gives the resource another tree, or none: then it is dropped. */
  replace(node: MapNode | undefined): void {
    this.#node = node
    this.#owned = true
  }

  get isEmpty(): boolean {
    return this.#node === undefined || this.#node.size === 0
  }

  get apiVersion(): string {
    return rawText(this.node.get('apiVersion'))
  }

  get kind(): string {
    return rawText(this.node.get('kind'))
  }

  get name(): string {
    return this.#metaText('name')
  }

  get namespace(): string {
    return this.#metaText('namespace')
  }

  get gvk(): FullGvk {
    return { ...splitApiVersion(this.apiVersion), kind: this.kind }
  }

  get id(): ResourceId {
    const { apiVersion, kind } = this
    const { group, version } = splitApiVersion(apiVersion)
    return {
      group,
      version,
      kind,
      name: this.name,
      namespace: this.namespace,
      isClusterScoped: this.#api.isClusterScoped(apiVersion, kind),
    }
  }

  /** Every earlier id, the oldest first. */
  get previousIds(): readonly ResourceId[] {
    if (this.notes.previous.length === 0) return []
    const { group, version } = splitApiVersion(this.apiVersion)
    return this.notes.previous.map(previous => ({
      group,
      version,
      ...previous,
      isClusterScoped: false,
    }))
  }

  get originalId(): ResourceId {
    return this.previousIds[0] ?? this.id
  }

  get allIds(): readonly ResourceId[] {
    return [...this.previousIds, this.id]
  }

  /** Notes the present id before something changes it. */
  rememberId(): void {
    const { id } = this
    const previous = { name: id.name, namespace: effectiveNamespace(id), kind: id.kind }
    this.notes = { ...this.notes, previous: [...this.notes.previous, previous] }
  }

  /** Whether kustomize would have annotations on this object, be it only its own notes. */
  get hasNotes(): boolean {
    const { previous, prefixes, suffixes, behavior, needsHash } = this.notes
    return (
      previous.length + prefixes.length + suffixes.length > 0 || behavior !== undefined || needsHash
    )
  }

  forgetNotes(): void {
    this.notes = noNotes
  }

  /** Records what changed this object, for provenance. */
  note(change: Change): void {
    this.changes = [...this.changes, change]
  }

  get annotations(): ReadonlyMap<string, string> {
    return readTextMap(this.#meta('annotations'))
  }

  get labels(): ReadonlyMap<string, string> {
    return readTextMap(this.#meta('labels'))
  }

  setName(name: string, from?: Node): void {
    this.#setMeta('name', name, from)
  }

  setNamespace(namespace: string): void {
    if (namespace !== '') this.#setMeta('namespace', namespace)
    else {
      const metadata = this.edit().get('metadata')
      if (metadata?.kind === 'map') metadata.delete('namespace')
    }
  }

  setKind(kind: string): void {
    const root = this.edit()
    setField(root, root, 'kind', new ScalarNode(kind, '', 'plain'))
  }

  /** Writes all labels or annotations anew, each as text; an empty map removes the field. */
  setTextMap(field: 'labels' | 'annotations', entries: ReadonlyMap<string, string>): void {
    writeTextMap(this.edit(), field, entries)
  }

  #meta(field: string): Node | undefined {
    const metadata = this.node.get('metadata')
    return metadata?.kind === 'map' ? metadata.get(field) : undefined
  }

  #metaText(field: string): string {
    const node = this.#meta(field)
    return isNilOrEmpty(node) ? '' : rawText(node)
  }

  #setMeta(field: string, value: string, from?: Node): void {
    const root = this.edit()
    const metadata = ensureMap(root, 'metadata')
    if (!metadata) return
    const old = metadata.get(field)
    const at = from ?? old
    setField(root, metadata, field, new ScalarNode(value, '', 'plain', at?.source, at?.offset))
  }
}

function readTextMap(node: Node | undefined): ReadonlyMap<string, string> {
  const map = new Map<string, string>()
  if (node?.kind !== 'map') return map
  node.keys.forEach((key, i) => map.set(key, rawText(node.values[i])))
  return map
}

/** Writes labels or annotations of a tree; each value keeps its place in the user's files. */
export function writeTextMap(
  root: MapNode,
  field: 'labels' | 'annotations',
  entries: ReadonlyMap<string, string>,
): void {
  const metadata = ensureMap(root, 'metadata')
  if (!metadata) return
  const old = metadata.get(field)
  metadata.delete(field)
  if (entries.size === 0) return
  const map = ensureMap(metadata, field)
  if (!map) return
  map.source = old?.source
  map.offset = old?.offset ?? 0
  for (const [key, value] of entries) {
    const at = old?.kind === 'map' ? (old.get(key) ?? old) : old
    map.set(key, new ScalarNode(value, '!!str', 'plain', at?.source, at?.offset))
  }
}

/** The text of a scalar, even of a null. */
function rawText(node: Node | undefined): string {
  return node?.kind === 'scalar' ? node.text : ''
}
