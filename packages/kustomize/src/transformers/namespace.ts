import { buildError } from '../build-error.ts'
import type { FieldSpec } from '../kustomization.ts'
import type { Resource } from '../resource.ts'
import { describeId, idKey } from '../resource-id.ts'
import { restyled } from '../yaml/fields.ts'
import { ScalarNode, type MapNode, type Node } from '../yaml/node.ts'
import { putNode, specsFor, visitFields, type Slot } from './field-spec.ts'
import type { Transformer } from './transformer.ts'

/** Which subjects of role bindings get the namespace. */
export type RoleBindingSubjects = 'defaultOnly' | 'allServiceAccounts' | 'none'

export interface NamespaceOptions {
  readonly namespace: string
  readonly fieldSpecs: readonly FieldSpec[]
  readonly unsetOnly?: boolean
  readonly setRoleBindingSubjects?: RoleBindingSubjects
  /** Where the namespace is written. */
  readonly node?: Node | undefined
}

/** Puts everything that can live in a namespace into one. */
export function namespaceTransformer(options: NamespaceOptions): Transformer {
  return {
    by: 'namespace',
    kind: 'NamespaceTransformer',
    node: options.node,
    transform(resources) {
      if (options.namespace === '') return
      const places = resources.resources.length * options.fieldSpecs.length
      resources.meter.step(Math.ceil(places / 8), options.node)
      const counts = new Map<string, number>()
      const count = (key: string, by: number) => counts.set(key, (counts.get(key) ?? 0) + by)
      for (const resource of resources.resources) count(idKey(resource.id), 1)
      for (const resource of resources.resources) {
        count(idKey(resource.id), -1)
        resource.rememberId()
        setNamespace(resource, options)
        const { id } = resource
        count(idKey(id), 1)
        if (counts.get(idKey(id)) === 1) continue
        throw buildError(
          'KUSTOMIZE_ID_CONFLICT',
          `in namespace "${options.namespace}" two resources become ${describeId(id)}`,
          { at: options.node ?? resource.origin?.node, hint: 'Rename one of them.' },
        )
      }
      resources.touch()
    },
  }
}

/** Puts one resource into the namespace. */
export function setNamespace(resource: Resource, options: NamespaceOptions): void {
  const root = resource.edit()
  const set = setter(root, options)
  const { apiVersion, kind } = resource
  if (!resource.id.isClusterScoped) {
    visitFields(root, { path: 'metadata/namespace', create: true }, 'text', set)
  }
  const isBinding = kind === 'RoleBinding' || kind === 'ClusterRoleBinding'
  if (isBinding) setSubjects(root, options, set)
  for (const spec of specsFor(root, options.fieldSpecs)) {
    if (spec.path === 'metadata/namespace') continue
    // Other objects of kind Namespace, as those of Knative or Azure, are left alone.
    if (spec.path === 'metadata/name' && apiVersion !== 'v1') continue
    const isSubjects = spec.kind === 'RoleBinding' || spec.kind === 'ClusterRoleBinding'
    if (isBinding && isSubjects && spec.path === 'subjects/namespace') continue
    visitFields(root, spec, 'text', set)
  }
}

function setter(root: MapNode, { namespace, unsetOnly, node: at }: NamespaceOptions) {
  return (slot: Slot): void => {
    const { node } = slot
    if (node.kind !== 'scalar') {
      throw buildError('KUSTOMIZE_TRANSFORMER', 'a namespace field must hold text', { at: node })
    }
    if (unsetOnly && node.tag !== '!!null' && node.text !== '') return
    const next = new ScalarNode(namespace, '!!str', 'plain', at?.source, at?.offset)
    putNode(root, slot, restyled(next, node))
  }
}

/** Subjects name service accounts; without more knowledge only `default` surely moves along. */
function setSubjects(
  root: MapNode,
  { setRoleBindingSubjects = 'defaultOnly' }: NamespaceOptions,
  set: (slot: Slot) => void,
): void {
  const subjects = root.get('subjects')
  if (setRoleBindingSubjects === 'none' || subjects === undefined) return
  if (subjects.kind === 'scalar' && subjects.tag === '!!null') return
  if (subjects.kind !== 'sequence') {
    throw buildError('KUSTOMIZE_TRANSFORMER', 'subjects must be a list', { at: subjects })
  }
  const [field, value] =
    setRoleBindingSubjects === 'allServiceAccounts'
      ? ['kind', 'ServiceAccount']
      : ['name', 'default']
  for (const subject of subjects.items) {
    if (subject.kind !== 'map') continue
    const found = subject.get(field)
    if (found?.kind !== 'scalar' || found.text !== value) continue
    if (!subject.has('namespace')) subject.set('namespace', new ScalarNode('', '!!str', 'plain'))
    const index = subject.keys.indexOf('namespace')
    set({ slots: subject.values, index, node: subject.values[index] as Node })
  }
}
