import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cartSet, observeChange, ownApplication } from '../../testing/changes.ts'
import { applicationRenamed as rule } from './chg006-application-renamed.ts'

const set = 'gitops/applicationsets/cart.yaml'
const name = 'shop-cart-{{ .name }}'
const one = { environments: 'staging' }

test('another name is another Application, and what the first deployed is deleted with it', () => {
  const found = observeChange(rule, {
    before: { [set]: cartSet(one) },
    after: { [set]: cartSet({ ...one, name }) },
  })
  assert.deepEqual(found, [
    'gitops/applicationsets/cart.yaml:1:1 error the Application cart-us-east-1-staging becomes shop-cart-us-east-1-staging: Argo CD deletes all that it deployed, and creates it again',
  ])
})

test('where the set leaves what it deployed, both claim it', () => {
  for (const policy of ['preserveResourcesOnDeletion: true', 'applicationsSync: create-update']) {
    const more = `  syncPolicy: { ${policy} }\n`
    const found = observeChange(rule, {
      before: { [set]: cartSet({ ...one, more }) },
      after: { [set]: cartSet({ ...one, more, name }) },
    })
    assert.deepEqual(found, [
      'gitops/applicationsets/cart.yaml:1:1 warning the Application cart-us-east-1-staging becomes shop-cart-us-east-1-staging, and both claim what it deployed',
    ])
  }
})

test('a name that goes while another comes with other sources is no rename', () => {
  const after = {
    'gitops/kustomization.yaml': 'resources: [root.yaml, clusters.yaml, other.yaml]\n',
    'gitops/other.yaml': ownApplication('other', 'apps/cart/base'),
  }
  assert.deepEqual(observeChange(rule, { after }), [])
})

test('another revision of the same source is a rename all the same', () => {
  const before = { [set]: cartSet(one).replace('targetRevision: main', 'targetRevision: v1') }
  assert.equal(
    observeChange(rule, { before, after: { [set]: cartSet({ ...one, name }) } }).length,
    1,
  )
})
