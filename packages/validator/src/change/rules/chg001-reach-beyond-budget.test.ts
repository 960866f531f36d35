import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cartSet, deployment, fleetSpec, observeChange, rolling } from '../../testing/changes.ts'
import { reachBeyondBudget as rule } from './chg001-reach-beyond-budget.ts'

const spec = 'fleet/fleet.yaml'
const budget = (...limits: readonly string[]) =>
  fleetSpec(`  changeBudget:\n    reach:\n${limits.map(limit => `      - ${limit}\n`).join('')}`)
/** A change of all three clusters. */
const everywhere = { 'apps/cart/base/deployment.yaml': deployment('cart:2.0.0') }

const cases: readonly (readonly [limit: string, found: string | undefined])[] = [
  ['{ clusters: 3, regions: 2, environments: 2, providers: 1 }', undefined],
  [
    '{ clusters: 2 }',
    'reaches 3 clusters at once, and the budget allows 2 clusters: eu-west-1-production, us-east-1-production, us-east-1-staging',
  ],
  [
    '{ regions: 1 }',
    'reaches 2 regions at once, and the budget allows 1 region: eu-west-1, us-east-1',
  ],
  [
    '{ environments: 1 }',
    'reaches 2 environments at once, and the budget allows 1 environment: staging, production',
  ],
  ['{ providers: 0 }', 'reaches 1 providers at once, and the budget allows 0 providers: aws'],
  ['{ in: [staging], regions: 1 }', undefined],
  [
    '{ in: [production], regions: 1 }',
    'reaches 2 regions of production at once, and the budget allows 1 region: eu-west-1, us-east-1',
  ],
]

for (const [limit, found] of cases) {
  test(`a change of every cluster, under ${limit}`, () => {
    const seen = observeChange(rule, { before: { [spec]: budget(limit) }, after: everywhere })
    assert.deepEqual(
      seen.map(text => text.replace(/^\S+ error this change /, '')),
      found === undefined ? [] : [found],
    )
  })
}

test('a limit that is broken is told where it is written', () => {
  const before = { [spec]: budget('{ clusters: 9 }', '{ regions: 1 }') }
  const [seen] = observeChange(rule, { before, after: everywhere })
  assert.match(seen ?? '', /^fleet\/fleet\.yaml:11:20 error /)
})

test('a limit that the change takes away still holds for it, and one that it brings as well', () => {
  const strict = { [spec]: budget('{ clusters: 1 }') }
  const loose = { [spec]: fleetSpec() }
  for (const [before, after] of [
    [strict, loose],
    [loose, strict],
    [strict, strict],
  ] as const) {
    const seen = observeChange(rule, { before, after: { ...everywhere, ...after } })
    assert.equal(seen.length, 1)
  }
})

test('what waits behind a step is not at once', () => {
  const before = {
    [spec]: budget('{ clusters: 1 }'),
    'gitops/applicationsets/cart.yaml': cartSet({ more: rolling }),
  }
  assert.deepEqual(observeChange(rule, { before, after: everywhere }), [])
})
