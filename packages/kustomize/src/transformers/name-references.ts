import { buildError } from '../build-error.ts'
import type { NameReference, TransformerConfig } from '../config/transformer-config.ts'
import type { FieldSpec } from '../kustomization.ts'
import type { ResMap } from '../res-map.ts'
import type { Resource } from '../resource.ts'
import {
  describeId,
  effectiveNamespace,
  isSelectedByGvk,
  noNamespace,
  type FullGvk,
  type ResourceId,
} from '../resource-id.ts'
import { setField } from '../yaml/fields.ts'
import { isNull, ScalarNode, type MapNode, type Node } from '../yaml/node.ts'
import { resolve } from '../yaml/resolve.ts'
import { putNode, visitFields, type Slot } from './field-spec.ts'

/** A field that may hold the name of a resource of some kind. */
interface ReferenceField {
  readonly path: string
  readonly target: NameReference
}

/** Writes new names wherever resources speak of each other by old ones. Runs once, at the end. */
export function fixNameReferences(resources: ResMap, config: TransformerConfig): void {
  for (const resource of resources.resources) subjectNamespaces(resource)
  const candidates = new Candidates(resources.resources)
  if (candidates.isEmpty) return
  let fields = known.get(config)
  if (!fields) known.set(config, (fields = new ReferenceFields(config.nameReference ?? [])))
  for (const resource of resources.resources) {
    const referrer = new Referrer(resource, candidates)
    for (const field of fields.of(resource.originalId)) referrer.fix(field)
  }
}

/** What was found out about a config before: most builds have the same. */
const known = new WeakMap<TransformerConfig, ReferenceFields>()

/** Which fields of a kind are references; found once for each kind. */
class ReferenceFields {
  readonly #references: readonly NameReference[]
  readonly #known = new Map<string, readonly ReferenceField[]>()

  constructor(references: readonly NameReference[]) {
    this.#references = references
  }

  of(id: FullGvk): readonly ReferenceField[] {
    const key = `${id.group}|${id.version}|${id.kind}`
    let fields = this.#known.get(key)
    if (!fields) {
      fields = this.#references.flatMap(target =>
        target.fieldSpecs
          .filter((spec: FieldSpec) => isSelectedByGvk(id, spec))
          .map(spec => ({ path: spec.path ?? '', target })),
      )
      this.#known.set(key, fields)
    }
    return fields
  }
}

interface Candidate {
  readonly resource: Resource
  readonly id: ResourceId
  readonly namespace: string
  readonly originalNamespace: string
  readonly previousIds: readonly ResourceId[]
}

/** The resources that have had another name, by that name. */
class Candidates {
  readonly #byPreviousName = new Map<string, Candidate[]>()
  /** The original namespaces of what lives in a namespace now. */
  readonly originalNamespaces = new Map<string, Set<string>>()

  constructor(resources: readonly Resource[]) {
    for (const resource of resources) {
      const { id, previousIds } = resource
      const namespace = effectiveNamespace(id)
      const originalNamespace = effectiveNamespace(previousIds[0] ?? id)
      let originals = this.originalNamespaces.get(namespace)
      if (!originals) this.originalNamespaces.set(namespace, (originals = new Set()))
      originals.add(originalNamespace)
      if (previousIds.length === 0) continue
      const candidate = { resource, id, namespace, originalNamespace, previousIds }
      for (const name of new Set(previousIds.map(previous => previous.name))) {
        const known = this.#byPreviousName.get(name)
        if (known) known.push(candidate)
        else this.#byPreviousName.set(name, [candidate])
      }
    }
  }

  get isEmpty(): boolean {
    return this.#byPreviousName.size === 0
  }

  named(name: string): readonly Candidate[] {
    return this.#byPreviousName.get(name) ?? []
  }
}

/** One resource whose references are being fixed. */
class Referrer {
  readonly #resource: Resource
  readonly #candidates: Candidates
  readonly #id: ResourceId
  /** The namespaces of the service accounts that a role binding names. */
  readonly #subjectNamespaces: ReadonlySet<string>

  constructor(resource: Resource, candidates: Candidates) {
    this.#resource = resource
    this.#candidates = candidates
    this.#id = resource.id
    this.#subjectNamespaces = subjectNamespaces(resource)
  }

  fix(field: ReferenceField): void {
    let changes = false
    this.#visit(this.#resource.node, field, () => {
      changes = true
    })
    if (!changes) return
    const root = this.#resource.edit()
    this.#visit(root, field, change => change(root))
  }

  #visit(
    root: MapNode,
    field: ReferenceField,
    report: (change: (root: MapNode) => void) => void,
  ): void {
    visitFields(root, { path: field.path }, undefined, slot => {
      const { node } = slot
      if (isNull(node)) return
      if (node.kind !== 'sequence') return this.#fixOne(slot, field, report)
      node.items.forEach((item, index) => {
        if (isNull(item)) return
        if (item.kind === 'sequence') throw badReference(item, field)
        this.#fixOne({ slots: node.items, index, node: item }, field, report)
      })
    })
  }

  #fixOne(
    slot: Slot,
    field: ReferenceField,
    report: (change: (root: MapNode) => void) => void,
  ): void {
    const { node } = slot
    if (node.kind === 'scalar') {
      const referral = this.#select(node.text, field, this.#reachable(node.text), false)
      const name = referral?.name
      if (name === undefined || name === node.text) return
      report(root =>
        putNode(root, slot, new ScalarNode(name, '', node.style, node.source, node.offset)),
      )
    } else if (node.kind === 'map') this.#fixMap(node, field, report)
  }

  /** A map that names a resource may say where it lives, and is told where that is now. */
  #fixMap(
    map: MapNode,
    field: ReferenceField,
    report: (change: (root: MapNode) => void) => void,
  ): void {
    const nameNode = map.get('name')
    if (nameNode === undefined) throw badReference(map, field)
    const oldName = nameNode.kind === 'scalar' ? nameNode.text : ''
    const candidates = this.#inNamespaceOf(map, this.#reachable(oldName))
    const referral = this.#select(oldName, field, candidates, true)
    if (!referral) return
    const { name, namespace } = referral
    if (name === oldName && namespace === '') return
    report(root => {
      setText(root, map, 'name', name)
      if (namespace !== '') setText(root, map, 'namespace', namespace)
    })
  }

  /** Candidates with a name that this resource can speak of at all. */
  #reachable(name: string): readonly Candidate[] {
    const candidates = this.#candidates.named(name)
    if (candidates.length === 0 || this.#id.isClusterScoped) return candidates
    const own = effectiveNamespace(this.#id)
    return candidates.filter(
      ({ id, namespace }) =>
        id.isClusterScoped || namespace === own || this.#subjectNamespaces.has(id.namespace),
    )
  }

  #inNamespaceOf(map: MapNode, candidates: readonly Candidate[]): readonly Candidate[] {
    const node = map.get('namespace')
    if (node === undefined) return candidates
    const wanted = node.kind === 'scalar' ? node.text : ''
    if (wanted === noNamespace) return []
    return this.#seesOriginalNamespace(wanted)
      ? candidates.filter(({ originalNamespace }) => originalNamespace === wanted)
      : candidates.filter(({ namespace }) => namespace === wanted)
  }

  /** Whether anything that this resource can speak of came from a namespace. */
  #seesOriginalNamespace(wanted: string): boolean {
    const own = effectiveNamespace(this.#id)
    for (const [namespace, originals] of this.#candidates.originalNamespaces) {
      if (!originals.has(wanted)) continue
      if (this.#id.isClusterScoped || namespace === noNamespace || namespace === own) return true
      if (this.#subjectNamespaces.has(namespace)) return true
    }
    return false
  }

  #select(
    oldName: string,
    { path, target }: ReferenceField,
    reachable: readonly Candidate[],
    compareNamespaces: boolean,
  ): Resource | undefined {
    if (reachable.length === 0) return undefined
    const role = path.endsWith('roleRef/name') ? this.#roleRef() : undefined
    let candidates = reachable.filter(
      candidate =>
        candidate.previousIds.some(id => isSelectedByGvk(id, target)) &&
        (!role || candidate.previousIds.some(id => isSelectedByGvk(id, role))) &&
        this.#sharesNamespace(candidate),
    )
    if (candidates.length === 1) return candidates[0]?.resource
    candidates = candidates.filter(({ resource }) => sameAffixes(resource, this.#resource, true))
    if (candidates.length > 1) {
      candidates = candidates.filter(({ resource }) => sameAffixes(resource, this.#resource, false))
    }
    const [first, ...others] = candidates
    const isSame = others.every(
      other =>
        other.id.name === first?.id.name &&
        (!compareNamespaces || other.id.namespace === first.id.namespace),
    )
    if (isSame) return first?.resource
    throw buildError(
      'KUSTOMIZE_NAME_REFERENCE',
      `${describeId(this.#id)} speaks of "${oldName}", which could be ${candidates
        .map(({ id }) => describeId(id))
        .join(' or ')}`,
      { at: this.#resource.origin?.node, hint: 'Give them names that differ.' },
    )
  }

  #sharesNamespace({ id, namespace }: Candidate): boolean {
    if (this.#id.isClusterScoped || id.isClusterScoped) return true
    // A role binding may speak of a service account in another namespace.
    return id.kind === 'ServiceAccount' || namespace === effectiveNamespace(this.#id)
  }

  #roleRef(): { readonly group: string; readonly kind: string } | undefined {
    const roleRef = this.#resource.node.get('roleRef')
    if (roleRef?.kind !== 'map') return undefined
    const group = roleRef.get('apiGroup')
    const kind = roleRef.get('kind')
    if (group?.kind !== 'scalar' || kind?.kind !== 'scalar') return undefined
    return { group: group.text, kind: kind.text }
  }
}

function setText(root: MapNode, map: MapNode, key: string, text: string): void {
  const old = map.get(key)
  setField(root, map, key, new ScalarNode(text, '', 'plain', old?.source, old?.offset))
}

/** Whether two resources have come through the same layers, as their prefixes and suffixes tell. */
function sameAffixes(a: Resource, b: Resource, allowEmpty: boolean): boolean {
  return (
    sameEnding(a.notes.prefixes, b.notes.prefixes, allowEmpty) &&
    sameEnding(a.notes.suffixes, b.notes.suffixes, allowEmpty)
  )
}

function sameEnding(a: readonly string[], b: readonly string[], allowEmpty: boolean): boolean {
  if (a.length === 0 || b.length === 0) return allowEmpty || a.length === b.length
  const shorter = Math.min(a.length, b.length)
  for (let i = 1; i <= shorter; i++) if (a.at(-i) !== b.at(-i)) return false
  return true
}

function subjectNamespaces(resource: Resource): ReadonlySet<string> {
  const namespaces = new Set<string>()
  if (resource.kind !== 'RoleBinding') return namespaces
  const subjects = resource.node.get('subjects')
  if (subjects?.kind !== 'sequence') return namespaces
  for (const subject of subjects.items) {
    if (subject.kind !== 'map') continue
    const namespace = subject.get('namespace')
    const kind = subject.get('kind')
    if (!namespace || kind?.kind !== 'scalar' || kind.text !== 'ServiceAccount') continue
    if (namespace.kind !== 'scalar' || typeof resolve(namespace) !== 'string') {
      throw buildError('KUSTOMIZE_NAME_REFERENCE', 'the namespace of a subject must be text', {
        at: namespace,
      })
    }
    namespaces.add(namespace.text)
  }
  return namespaces
}

function badReference(node: Node, { path }: ReferenceField) {
  return buildError('KUSTOMIZE_NAME_REFERENCE', `"${path}" does not lead to a name`, {
    at: node,
    hint: 'Let the nameReference of the configuration lead to the name itself.',
  })
}
