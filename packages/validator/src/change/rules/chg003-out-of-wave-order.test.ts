import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cartSet, deployment, fleetSpec, observeChange, rolling } from '../../testing/changes.ts'
import { outOfWaveOrder as rule } from './chg003-out-of-wave-order.ts'

const set = 'gitops/applicationsets/cart.yaml'
const ordered = { 'fleet/fleet.yaml': fleetSpec('  changeBudget: { waveOrder: true }\n') }
const everywhere = { 'apps/cart/base/deployment.yaml': deployment('cart:2.0.0') }
const overlay = (cluster: string) => ({
  [`apps/cart/overlays/${cluster}/kustomization.yaml`]: 'resources: [../../base]\nnamePrefix: x-\n',
})

test('a workload that changes in two environments at once is told, in promotion order', () => {
  assert.deepEqual(observeChange(rule, { before: ordered, after: everywhere }), [
    'fleet/fleet.yaml:8:30 error cart changes in staging and production at once, and the budget wants one environment after the other',
  ])
})

test('one that changes in one environment only is not, in however many regions', () => {
  const production = { ...overlay('eu-west-1-production'), ...overlay('us-east-1-production') }
  assert.deepEqual(observeChange(rule, { before: ordered, after: production }), [])
})

const withImage = (cluster: string, tag: string) => ({
  [`apps/cart/overlays/${cluster}/kustomization.yaml`]: `resources: [../../base]\nimages: [{ name: cart, newTag: ${tag} }]\n`,
})

test('an image that the environment before does not run is told', () => {
  const after = withImage('us-east-1-production', '2.0.0')
  assert.deepEqual(observeChange(rule, { before: ordered, after }), [
    'fleet/fleet.yaml:8:30 error cart gets cart:2.0.0 in production, and staging does not run it',
  ])
  const before = { ...ordered, ...withImage('us-east-1-staging', '2.0.0') }
  assert.deepEqual(observeChange(rule, { before, after }), [])
})

test('the first environment has none before it, nor has one where the set reaches no other', () => {
  const staging = withImage('us-east-1-staging', '2.0.0')
  assert.deepEqual(observeChange(rule, { before: ordered, after: staging }), [])
  const before = { ...ordered, [set]: cartSet({ environments: 'production' }) }
  const after = withImage('us-east-1-production', '2.0.0')
  assert.deepEqual(observeChange(rule, { before, after }), [])
})

test('nor is anything where the budget does not want an order', () => {
  assert.deepEqual(observeChange(rule, { after: everywhere }), [])
})

test('steps keep the order by themselves', () => {
  const before = { ...ordered, [set]: cartSet({ more: rolling }) }
  assert.deepEqual(observeChange(rule, { before, after: everywhere }), [])
})

test('what is removed is no rehearsal', () => {
  const after = { [set]: cartSet({ environments: 'nowhere' }) }
  assert.deepEqual(observeChange(rule, { before: ordered, after }), [])
})

test('who gives up the order has the benefit from the next change on', () => {
  const after = { ...everywhere, 'fleet/fleet.yaml': fleetSpec() }
  assert.equal(observeChange(rule, { before: ordered, after }).length, 1)
})
