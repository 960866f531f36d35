import { objectOf, textOf, type JsonObject } from '@bulkhead/argocd'
import { apiGroupOf } from './api-group.ts'
import type { FieldChange } from './compare-fields.ts'

/** What a change of an object replaces: pods are started anew, or machines. */
export type Replacement = 'pods' | 'nodes'

interface Kind {
  readonly apiVersion: string
  readonly kind: string
}

interface Rule {
  readonly group: string
  readonly kind: string
  readonly replaces: Replacement
  /** The fields whose change does it, with all below them. */
  readonly by: readonly string[]
  /** The field of a strategy that leaves it to a person, and the value that says so. */
  readonly unless?: readonly [field: readonly string[], value: string]
}

/**
 * What restarts. (Kubernetes docs: Deployment "a rollout is triggered if and only if the pod
 * template is changed", StatefulSet and DaemonSet update strategies; Argo Rollouts spec; Cluster
 * API: MachineDeployment and KubeadmControlPlane in-place propagation, where what is below
 * `template.spec` and `spec.version` replaces machines)
 */
const rules: readonly Rule[] = [
  { group: 'apps', kind: 'Deployment', replaces: 'pods', by: ['spec.template'] },
  {
    group: 'apps',
    kind: 'StatefulSet',
    replaces: 'pods',
    by: ['spec.template'],
    unless: [['spec', 'updateStrategy', 'type'], 'OnDelete'],
  },
  {
    group: 'apps',
    kind: 'DaemonSet',
    replaces: 'pods',
    by: ['spec.template'],
    unless: [['spec', 'updateStrategy', 'type'], 'OnDelete'],
  },
  { group: 'argoproj.io', kind: 'Rollout', replaces: 'pods', by: ['spec.template'] },
  {
    group: 'cluster.x-k8s.io',
    kind: 'MachineDeployment',
    replaces: 'nodes',
    by: ['spec.template.spec'],
  },
  {
    group: 'controlplane.cluster.x-k8s.io',
    kind: 'KubeadmControlPlane',
    replaces: 'nodes',
    by: ['spec.version', 'spec.machineTemplate.spec', 'spec.kubeadmConfigSpec'],
  },
  {
    group: 'cluster.x-k8s.io',
    kind: 'Cluster',
    replaces: 'nodes',
    by: ['spec.topology.version', 'spec.topology.class', 'spec.topology.classRef'],
  },
]

/** What the change of an object replaces, if anything. */
export function replacementOf(
  { apiVersion, kind }: Kind,
  value: JsonObject,
  fields: readonly FieldChange[],
): Replacement | undefined {
  const group = apiGroupOf(apiVersion)
  const rule = rules.find(one => one.group === group && one.kind === kind)
  if (!rule || (rule.unless && textAt(value, rule.unless[0]) === rule.unless[1])) return undefined
  const isTouched = fields.some(({ path }) => rule.by.some(field => isBelow(path, field)))
  return isTouched ? rule.replaces : undefined
}

function isBelow(path: string, field: string): boolean {
  return path === field || path.startsWith(`${field}.`) || path.startsWith(`${field}[`)
}

function textAt(value: JsonObject, path: readonly string[]): string {
  const parent = path.slice(0, -1).reduce((at, key) => objectOf(at[key]), value)
  return textOf(parent[path.at(-1) ?? ''])
}
