import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cartSet, deployment, judgeEdits, rolling, smallFleet } from '../testing/changes.ts'
import type { Files } from '../testing/memory-repository.ts'

const set = 'gitops/applicationsets/cart.yaml'
const base = 'apps/cart/base/deployment.yaml'
const everywhere = { [base]: deployment('cart:2.0.0') }
const inSteps = { [set]: cartSet({ more: rolling }) }
const [eu, us, staging] = [
  'eu-west-1-production',
  'us-east-1-production',
  'us-east-1-staging',
] as const

/** The clusters that are reached at once, and then by steps. */
function reached(after: Files, before: Files = {}) {
  const { reach, later } = judgeEdits({ before, after })
  return { now: reach.clusters, later: later.map(({ step, clusters }) => [step, ...clusters]) }
}

test('without steps all is at once', () => {
  assert.deepEqual(reached(everywhere), { now: [eu, us, staging], later: [] })
})

test('of steps only the first is at once', () => {
  assert.deepEqual(reached(everywhere, inSteps), { now: [staging], later: [[2, eu, us]] })
})

test('where the first step does not change, the first that does is at once', () => {
  const after = {
    [`apps/cart/overlays/${eu}/kustomization.yaml`]: 'resources: [../../base]\nnamePrefix: x-\n',
  }
  assert.deepEqual(reached(after, inSteps), { now: [eu], later: [] })
})

test('what is removed waits for no step', () => {
  const after = { [set]: cartSet({ more: rolling, environments: 'staging' }), ...everywhere }
  assert.deepEqual(reached(after, inSteps), { now: [eu, us, staging], later: [] })
})

test('an Application that belongs to no step waits for none', () => {
  const onlyStaging = rolling.replace(/^.*production.*\n/m, '')
  const before = { [set]: cartSet({ more: onlyStaging }) }
  assert.deepEqual(reached(everywhere, before), { now: [eu, us, staging], later: [] })
})

test('what nothing happens to in a cluster does not reach it', () => {
  const label = cartSet().replace('labels: {', 'labels: { team: shop,')
  assert.deepEqual(reached({ [set]: label }), { now: [], later: [] })
  const kept = cartSet().replace('prune: true', 'prune: false')
  const after = { 'apps/cart/base/kustomization.yaml': 'resources: []\n' }
  assert.deepEqual(reached(after, { [set]: kept }), { now: [], later: [] }, 'it is only left')
})

test('another destination reaches a cluster, though no object changes', () => {
  const after = { [set]: cartSet().replace('namespace: shop', 'namespace: mall') }
  assert.deepEqual(reached(after).now, [eu, us, staging])
})

test('an Application that only is left is not felt, and one that is deleted is', () => {
  const policy = (text: string) => cartSet({ more: `  syncPolicy: { ${text} }\n` })
  const shrunk = (text: string) => policy(text).replace('staging, production', 'production')
  for (const [text, now] of [
    ['applicationsSync: create-update', []],
    ['applicationsSync: sync', [staging]],
  ] as const) {
    assert.deepEqual(reached({ [set]: shrunk(text) }, { [set]: policy(text) }).now, now)
  }
})

const directory = `clusters/${staging}`
const withMap = (value: string): Files => ({
  [`${directory}/kustomization.yaml`]: 'resources: [registration.yaml, map.yaml]\n',
  [`${directory}/map.yaml`]: `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: x }\ndata: { a: '${value}' }\n`,
})

test('what makes a cluster is felt in the cluster that it makes', () => {
  assert.deepEqual(reached(withMap('2'), withMap('1')).now, [staging])
})

test('the registration of a cluster is felt in what it brings, and nowhere else', () => {
  const path = `${directory}/registration.yaml`
  const text = smallFleet[path] ?? ''
  assert.deepEqual(
    reached({ [path]: text.replace('environment: staging', '$&, team: shop') }).now,
    [],
  )
  const relabelled = { [path]: text.replace('environment: staging', 'environment: other') }
  assert.deepEqual(reached(relabelled).now, [staging])
})

test('what else is in the cluster of Argo CD is felt there', () => {
  const map = (value: string) =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: x, namespace: argocd }\ndata: { a: '${value}' }\n`
  const before = {
    'gitops/kustomization.yaml':
      'resources: [root.yaml, clusters.yaml, applicationsets, map.yaml]\n',
    'gitops/map.yaml': map('1'),
  }
  assert.deepEqual(reached({ 'gitops/map.yaml': map('2') }, before).now, ['in-cluster'])
})
