import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { JsonObject } from '@bulkhead/argocd'
import { replacementOf, type Replacement } from './replacements.ts'

const onDelete = { spec: { updateStrategy: { type: 'OnDelete' } } }

const cases: readonly (readonly [
  object: string,
  path: string,
  replaces: Replacement | undefined,
  value?: JsonObject,
])[] = [
  ['apps/v1 Deployment', 'spec.template.spec.containers[name=app].image', 'pods'],
  ['apps/v1 Deployment', 'spec.template', 'pods'],
  ['apps/v1 Deployment', 'spec.template["x.io/y"]', 'pods'],
  ['apps/v1 Deployment', 'spec.templateOther', undefined],
  ['apps/v1 Deployment', 'spec.replicas', undefined],
  ['apps/v1 Deployment', 'metadata.labels.template', undefined],
  ['apps/v1 StatefulSet', 'spec.template.metadata.labels.a', 'pods'],
  ['apps/v1 StatefulSet', 'spec.template.metadata.labels.a', undefined, onDelete],
  ['apps/v1 DaemonSet', 'spec.template.spec', undefined, onDelete],
  ['apps/v1 Deployment', 'spec.template.spec', 'pods', onDelete],
  ['argoproj.io/v1alpha1 Rollout', 'spec.template.spec', 'pods'],
  ['batch/v1 CronJob', 'spec.jobTemplate.spec', undefined],
  ['v1 ConfigMap', 'spec.template', undefined],
  ['cluster.x-k8s.io/v1beta2 MachineDeployment', 'spec.template.spec.version', 'nodes'],
  ['cluster.x-k8s.io/v1beta2 MachineDeployment', 'spec.template.metadata.labels.a', undefined],
  ['cluster.x-k8s.io/v1beta2 MachineDeployment', 'spec.replicas', undefined],
  ['controlplane.cluster.x-k8s.io/v1beta2 KubeadmControlPlane', 'spec.version', 'nodes'],
  ['cluster.x-k8s.io/v1beta1 Cluster', 'spec.topology.version', 'nodes'],
  ['cluster.x-k8s.io/v1beta1 Cluster', 'spec.topology.class', 'nodes'],
  ['cluster.x-k8s.io/v1beta2 Cluster', 'spec.topology.classRef.name', 'nodes'],
  ['cluster.x-k8s.io/v1beta2 Cluster', 'spec.paused', undefined],
  ['postgresql.cnpg.io/v1 Cluster', 'spec.topology.version', undefined],
]

for (const [object, path, replaces, value = {}] of cases) {
  const strategy = value === onDelete ? ' with OnDelete' : ''
  test(`${path} of ${object}${strategy} replaces ${replaces ?? 'nothing'}`, () => {
    const [apiVersion = '', kind = ''] = object.split(' ')
    const fields = [
      { path: 'metadata.annotations', before: undefined, after: {} },
      { path, before: 1, after: 2 },
    ]
    assert.equal(replacementOf({ apiVersion, kind }, value, fields), replaces)
  })
}
