import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cartSet, observeChange, smallFleet } from '../../testing/changes.ts'
import { setFreezes as rule } from './chg007-set-freezes.ts'

const set = 'gitops/applicationsets/cart.yaml'
const frozen = cartSet({ name: 'cart-{{ .nothing }}' })

test('a set that works and comes to a fault is told, with the fault', () => {
  const [found, ...others] = observeChange(rule, { after: { [set]: frozen } })
  assert.match(
    found ?? '',
    /^gitops\/applicationsets\/cart\.yaml:1:1 error the ApplicationSet cart freezes with 3 Applications, none of which is created, updated or deleted any more: .*map has no entry for key "nothing"/,
  )
  assert.deepEqual(others, [])
})

test('a cluster that lacks what the others have freezes the set for all of them', () => {
  const registration = 'clusters/us-east-1-staging/registration.yaml'
  const text = smallFleet[registration] ?? ''
  const after = { [registration]: text.replace(', environment: staging', '') }
  const every = cartSet().replace(
    /matchExpressions: .*/,
    'matchLabels: { argocd.argoproj.io/secret-type: cluster } }',
  )
  assert.equal(observeChange(rule, { before: { [set]: every }, after }).length, 1)
  assert.deepEqual(observeChange(rule, { after }), [], 'a set that does not select it')
})

test('Applications that Argo CD comes to refuse are told, once for one reason', () => {
  const after = {
    [set]: cartSet().replace(`destination: { name: '{{ .name }}'`, 'destination: { name: gone'),
  }
  assert.deepEqual(observeChange(rule, { after }), [
    'gitops/applicationsets/cart.yaml:1:1 error Argo CD neither creates nor updates cart-eu-west-1-production, cart-us-east-1-production, cart-us-east-1-staging of the ApplicationSet cart any more: application destination spec is invalid: there are no clusters with this name: gone',
  ])
  assert.deepEqual(observeChange(rule, { before: after, after: {} }), [], 'what was so before')
})

test('a set that comes frozen is told, and one that was frozen before is not', () => {
  const without = { 'gitops/applicationsets/kustomization.yaml': 'resources: []\n' }
  const added = {
    [set]: frozen,
    'gitops/applicationsets/kustomization.yaml': 'resources: [cart.yaml]\n',
  }
  assert.match(
    observeChange(rule, { before: without, after: added }).join(),
    /freezes with 0 Applications/,
  )
  const more = '  syncPolicy: { applicationsSync: sync }\n'
  const after = { [set]: cartSet({ name: 'cart-{{ .nothing }}', more }) }
  assert.deepEqual(observeChange(rule, { before: { [set]: frozen }, after }), [])
})
