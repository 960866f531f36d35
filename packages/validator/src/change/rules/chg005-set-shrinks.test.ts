import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cartSet, observeChange, smallFleet } from '../../testing/changes.ts'
import { setShrinks as rule } from './chg005-set-shrinks.ts'

const set = 'gitops/applicationsets/cart.yaml'
const text = (path: string) => smallFleet[path] ?? ''

test('clusters that a set no longer selects are told', () => {
  const after = { [set]: cartSet({ environments: 'staging' }) }
  assert.deepEqual(observeChange(rule, { after }), [
    'gitops/applicationsets/cart.yaml:1:1 warning the ApplicationSet cart no longer reaches eu-west-1-production, us-east-1-production, which are still in the fleet',
  ])
})

test('one that leaves the fleet is told as such', () => {
  const after = {
    'fleet/regions.yaml': text('fleet/regions.yaml').replace(/^.*us-east-1-staging.*\n/m, ''),
    'clusters/kustomization.yaml': text('clusters/kustomization.yaml').replace(
      '- us-east-1-staging\n',
      '',
    ),
  }
  assert.deepEqual(observeChange(rule, { after }), [
    'gitops/applicationsets/cart.yaml:1:1 warning the ApplicationSet cart no longer reaches us-east-1-staging, which is no longer in the fleet',
  ])
})

test('a set that grows, is emptied, freezes or goes is not', () => {
  const before = { [set]: cartSet({ environments: 'staging' }) }
  assert.deepEqual(observeChange(rule, { before, after: { [set]: cartSet() } }), [])
  for (const environments of ['nowhere', "'{{ .nothing }}"]) {
    assert.deepEqual(observeChange(rule, { after: { [set]: cartSet({ environments }) } }), [])
  }
  const after = { 'gitops/applicationsets/kustomization.yaml': 'resources: []\n' }
  assert.deepEqual(observeChange(rule, { after }), [])
})
