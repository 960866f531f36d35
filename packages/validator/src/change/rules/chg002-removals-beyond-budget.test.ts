import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cartSet, fleetSpec, observeChange } from '../../testing/changes.ts'
import { removalsBeyondBudget as rule } from './chg002-removals-beyond-budget.ts'

const spec = 'fleet/fleet.yaml'
const set = 'gitops/applicationsets/cart.yaml'
const budget = (most: number) => ({
  [spec]: fleetSpec(`  changeBudget: { removedApplications: ${most} }\n`),
})
/** Takes both clusters of production away. */
const removal = { [set]: cartSet({ environments: 'staging' }) }

test('more removals than the budget allows are told, with their names', () => {
  assert.deepEqual(observeChange(rule, { before: budget(1), after: removal }), [
    'fleet/fleet.yaml:8:40 error this change removes 2 Applications, and the budget allows 1: cart-eu-west-1-production, cart-us-east-1-production',
  ])
})

test('as many as it allows are not, nor are any without a budget', () => {
  assert.deepEqual(observeChange(rule, { before: budget(2), after: removal }), [])
  assert.deepEqual(observeChange(rule, { after: removal }), [])
})

test('the lesser limit of before and after holds', () => {
  for (const [before, after] of [
    [1, 9],
    [9, 1],
  ] as const) {
    const seen = observeChange(rule, {
      before: budget(before),
      after: { ...removal, ...budget(after) },
    })
    assert.match(seen.join(), /the budget allows 1:/)
  }
})

test('a set that freezes, or refuses what it made, removes nothing', () => {
  for (const text of [
    cartSet({ name: '{{ .nothing }}' }),
    cartSet().replace('project: default', 'project: gone'),
  ]) {
    const project = 'apiVersion: argoproj.io/v1alpha1\nkind: AppProject\nmetadata: { name: shop }\n'
    const before = {
      ...budget(0),
      'gitops/applicationsets/kustomization.yaml': 'resources: [cart.yaml, project.yaml]\n',
      'gitops/applicationsets/project.yaml': project,
    }
    assert.deepEqual(observeChange(rule, { before, after: { [set]: text } }), [])
  }
})
