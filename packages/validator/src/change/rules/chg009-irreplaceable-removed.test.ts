import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cartSet, observeChange } from '../../testing/changes.ts'
import { irreplaceableRemoved as rule } from './chg009-irreplaceable-removed.ts'

const overlay = 'apps/cart/overlays/us-east-1-staging'
const set = 'gitops/applicationsets/cart.yaml'

const withClaim = (options = '') => ({
  [`${overlay}/kustomization.yaml`]: 'resources: [../../base, claim.yaml]\n',
  [`${overlay}/claim.yaml`]: `apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: cart
  annotations: { argocd.argoproj.io/sync-options: '${options}' }
`,
})
const without = {
  [`${overlay}/kustomization.yaml`]: 'resources: [../../base]\n',
  [`${overlay}/claim.yaml`]: undefined,
}
const gone = { [set]: cartSet({ environments: 'production' }) }

test('a claim that a sync prunes is told, where it was', () => {
  assert.deepEqual(observeChange(rule, { before: withClaim(), after: without }), [
    `${overlay}/claim.yaml:1:1 warning PersistentVolumeClaim cart goes from us-east-1-staging with the Application cart-us-east-1-staging: Argo CD deletes it by itself, and no sync brings back what it held`,
  ])
})

test('so is one that goes with its Application', () => {
  assert.equal(observeChange(rule, { before: withClaim(), after: gone }).length, 1)
})

test('what Argo CD leaves is not, and what it asks for is told so', () => {
  for (const [options, after, found] of [
    ['Prune=false', without, undefined],
    ['Delete=false', without, /by itself/],
    ['Prune=confirm', without, /once a person confirms it/],
    ['Delete=false', gone, undefined],
    ['Prune=false', gone, /by itself/],
    ['Delete=confirm', gone, /once a person confirms it/],
  ] as const) {
    const seen = observeChange(rule, { before: withClaim(options), after })
    if (found) assert.match(seen.join(), found, options)
    else assert.deepEqual(seen, [], options)
  }
})

test('an Application that does not prune, or a set that preserves, leaves it', () => {
  const lenient = cartSet().replace('prune: true', 'prune: false')
  assert.deepEqual(
    observeChange(rule, { before: { ...withClaim(), [set]: lenient }, after: without }),
    [],
  )
  const more = '  syncPolicy: { preserveResourcesOnDeletion: true }\n'
  const before = { ...withClaim(), [set]: cartSet({ more }) }
  const after = { [set]: cartSet({ more, environments: 'production' }) }
  assert.deepEqual(observeChange(rule, { before, after }), [])
})

test('what comes back with the next sync is not told', () => {
  const before = {
    [`${overlay}/kustomization.yaml`]: 'resources: [../../base, map.yaml]\n',
    [`${overlay}/map.yaml`]: 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: cart }\n',
  }
  assert.deepEqual(observeChange(rule, { before, after: without }), [])
})
