import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isIrreplaceable } from './irreplaceable.ts'

const kinds: readonly (readonly [apiVersion: string, kind: string, is: boolean])[] = [
  ['v1', 'Namespace', true],
  ['v1', 'PersistentVolumeClaim', true],
  ['apiextensions.k8s.io/v1', 'CustomResourceDefinition', true],
  ['postgresql.cnpg.io/v1', 'Cluster', true],
  ['cluster.x-k8s.io/v1beta1', 'Cluster', true],
  ['cluster.x-k8s.io/v1beta2', 'Cluster', true],
  ['example.com/v1', 'Cluster', false],
  ['example.com/v1', 'Namespace', false],
  ['apps/v1', 'Deployment', false],
  // Its claims stay, and so the next one finds its data.
  ['apps/v1', 'StatefulSet', false],
  ['v1', 'ConfigMap', false],
]

for (const [apiVersion, kind, is] of kinds) {
  test(`${apiVersion} ${kind} ${is ? 'takes something with it' : 'comes back with the next sync'}`, () => {
    assert.equal(isIrreplaceable({ apiVersion, kind }), is)
  })
}
