import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  cartSet,
  deployment,
  judgeEdits,
  observeChange,
  ownApplication,
} from '../../testing/changes.ts'
import { nameInTwoSets as rule } from './chg008-name-in-two-sets.ts'

const resources = (...names: readonly string[]) => ({
  'gitops/applicationsets/kustomization.yaml': `resources: [${names.join(', ')}]\n`,
})
const other = (name: string) =>
  cartSet({ environments: 'staging', name }).replace('{ name: cart,', '{ name: other,')

test('two sets that make one name are told, with both places', () => {
  const after = {
    ...resources('cart.yaml', 'other.yaml'),
    'gitops/applicationsets/other.yaml': other('cart-{{ .name }}'),
  }
  assert.deepEqual(observeChange(rule, { after }), [
    'gitops/applicationsets/other.yaml:1:1 error the ApplicationSet cart and the ApplicationSet other both make the Application cart-us-east-1-staging',
  ])
  const [finding] = judgeEdits({ after }).findings.filter(one => one.rule === rule.id)
  assert.deepEqual(
    finding?.related.map(({ file, message }) => [file, message]),
    [['gitops/applicationsets/cart.yaml', 'the ApplicationSet cart']],
  )
})

test('so are a set and a file', () => {
  const after = {
    ...resources('cart.yaml', 'own.yaml'),
    'gitops/applicationsets/own.yaml': ownApplication('cart-us-east-1-staging', 'apps/cart/base'),
  }
  assert.match(observeChange(rule, { after }).join(), /cart and a file both make/)
})

test('two that shared a name before the change are none of its doing', () => {
  const before = {
    ...resources('cart.yaml', 'other.yaml'),
    'gitops/applicationsets/other.yaml': other('cart-{{ .name }}'),
  }
  const after = { 'apps/cart/base/deployment.yaml': deployment('cart:1.0.1') }
  assert.deepEqual(observeChange(rule, { before, after }), [])
})

test('names that differ, or lie in two namespaces, are not', () => {
  for (const text of [
    other('other-{{ .name }}'),
    other('cart-{{ .name }}').replace('namespace: argocd', 'namespace: teams'),
  ]) {
    const after = {
      ...resources('cart.yaml', 'other.yaml'),
      'gitops/applicationsets/other.yaml': text,
    }
    assert.deepEqual(observeChange(rule, { after }), [])
  }
})
