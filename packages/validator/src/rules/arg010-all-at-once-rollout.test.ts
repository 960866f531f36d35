import assert from 'node:assert/strict'
import { test } from 'node:test'
import { acmeRepository, observe } from '../testing/acme.ts'
import { edited, setPath } from '../testing/edited.ts'
import { allAtOnceRollout as rule } from './arg010-all-at-once-rollout.ts'

const observeSet = (...edits: readonly (readonly [string, string])[]) =>
  observe(rule, acmeRepository({}, edited(setPath, ...edits)))
const shared = [`'apps/web/overlays/{{ .name }}'`, 'apps/web/base'] as const
const labelled = [
  `      name: 'web-{{ .name }}'\n`,
  `      name: 'web-{{ .name }}'\n      labels: { region: '{{ .metadata.labels.region }}' }\n`,
] as const
const rolling = (...steps: readonly string[]) =>
  [
    '  template:\n',
    `  strategy:\n    type: RollingSync\n    rollingSync:\n      steps: [${steps.join(', ')}]\n  template:\n`,
  ] as const
const step = (operator: string, region: string, more = '') =>
  `{ matchExpressions: [{ key: region, operator: ${operator}, values: [${region}] }]${more} }`

test('an overlay for each cluster: a commit can go to one of them first', () => {
  assert.deepEqual(observeSet(), [])
})

test('one path for the protected clusters of two regions is reported', () => {
  assert.deepEqual(observeSet(shared), [
    `${setPath}:20:7 the ApplicationSet web deploys one and the same source to the protected clusters of eu-west-1 and 1 more: a change of it reaches all of them at once`,
  ])
})

test('so is one path for each environment', () => {
  const environment = `'apps/web/{{ .metadata.labels.environment }}'`
  assert.equal(observeSet([shared[0], environment]).length, 1)
})

test('one region at a time, or what a person syncs: fine', () => {
  const region = `'apps/web/{{ .metadata.labels.region }}'`
  assert.deepEqual(observeSet([shared[0], region]), [])
  const selector = 'argocd.argoproj.io/secret-type: cluster'
  assert.deepEqual(observeSet(shared, [selector, 'region: us-east-1']), [])
  const byHand = '      syncPolicy:\n        automated: { prune: true, selfHeal: true }\n'
  assert.deepEqual(observeSet(shared, [byHand, '']), [])
})

test('steps that part the regions, or change few at a time: fine', () => {
  const apart = rolling(step('In', 'eu-west-1'), step('In', 'us-east-1'))
  assert.deepEqual(observeSet(shared, labelled, apart), [])
  assert.deepEqual(
    observeSet(shared, labelled, rolling(step('NotIn', 'none', ', maxUpdate: 1'))),
    [],
  )
})

test('one step for all of them is no rollout', () => {
  assert.equal(observeSet(shared, labelled, rolling(step('NotIn', 'none'))).length, 1)
})
