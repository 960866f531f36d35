import assert from 'node:assert/strict'
import { test } from 'node:test'
import { acmeRepository, observe } from '../testing/acme.ts'
import type { Files } from '../testing/memory-repository.ts'
import { inventoryTreeMismatch as rule } from './cfg003-inventory-tree-mismatch.ts'

const observeEdits = (edits: Files) => observe(rule, acmeRepository({}, edits))
const staging = 'clusters/us-east-1-staging/kustomization.yaml'

test('a directory for each cluster, and each in the list, is fine', () => {
  assert.deepEqual(observeEdits({}), [])
})

test('a cluster without its directory is reported where the spec names it', () => {
  assert.deepEqual(observeEdits({ [staging]: undefined }), [
    `fleet/fleet.yaml:32:15 cluster "us-east-1-staging" has no ${staging}`,
  ])
})

test('a directory without a cluster is reported', () => {
  assert.deepEqual(observeEdits({ 'clusters/old/kustomization.yaml': 'resources: []\n' }), [
    'clusters/old/kustomization.yaml:1:1 clusters/old belongs to no cluster of the spec',
  ])
})

test('a cluster that the list leaves out is reported', () => {
  const list = 'resources:\n- eu-west-1-production\n- ./us-east-1-production/\n'
  assert.deepEqual(observeEdits({ 'clusters/kustomization.yaml': list }), [
    'clusters/kustomization.yaml:2:1 cluster "us-east-1-staging" is not listed',
  ])
})

test('so is a list that is missing', () => {
  assert.deepEqual(observeEdits({ 'clusters/kustomization.yaml': undefined }), [
    'clusters/kustomization.yaml:1:1 clusters/kustomization.yaml, which lists the clusters, is missing',
  ])
})

test('before anything is generated there is nothing to compare', () => {
  const { paths } = acmeRepository()
  const gone = paths.filter(path => !path.startsWith('fleet/')).map(path => [path, undefined])
  assert.deepEqual(observeEdits(Object.fromEntries(gone)), [])
})

test('each Argo CD of a region has a list of its own', () => {
  const spec = acmeRepository().read('fleet/fleet.yaml') ?? ''
  const regional = {
    'fleet/fleet.yaml': spec.replace(
      '\nspec:\n',
      '\nspec:\n  gitops: { argocd: { topology: regional } }\n',
    ),
    'clusters/kustomization.yaml': undefined,
    'gitops/eu-west-1/clusters/kustomization.yaml':
      'resources:\n- ../../../clusters/eu-west-1-production\n',
    'gitops/us-east-1/clusters/kustomization.yaml':
      'resources:\n- ../../../clusters/us-east-1-production/\n',
  }
  assert.deepEqual(observeEdits(regional), [
    'gitops/us-east-1/clusters/kustomization.yaml:2:1 cluster "us-east-1-staging" is not listed',
  ])
})
