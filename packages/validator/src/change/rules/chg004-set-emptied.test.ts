import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cartSet, observeChange } from '../../testing/changes.ts'
import { setEmptied as rule } from './chg004-set-emptied.ts'

const set = 'gitops/applicationsets/cart.yaml'
const changedTo = (text: string | undefined) => observeChange(rule, { after: { [set]: text } })

test('a set that made Applications and will make none is told', () => {
  assert.deepEqual(changedTo(cartSet({ environments: 'prod' })), [
    'gitops/applicationsets/cart.yaml:1:1 error the ApplicationSet cart made 3 Applications and will make none',
  ])
})

test('so is one whose clusters are registered with other labels', () => {
  const labels = (cluster: string) => `clusters/${cluster}/kustomization.yaml`
  const relabel = 'resources: [registration.yaml]\nlabels: [{ pairs: { environment: other } }]\n'
  const after = Object.fromEntries(
    ['eu-west-1-production', 'us-east-1-production', 'us-east-1-staging'].map(cluster => [
      labels(cluster),
      relabel,
    ]),
  )
  assert.equal(observeChange(rule, { after }).length, 1)
})

test('one that was empty before, or is not known, is not', () => {
  const empty = cartSet({ environments: 'prod' })
  const more = '  syncPolicy: { applicationsSync: sync }\n'
  assert.deepEqual(
    observeChange(rule, {
      before: { [set]: empty },
      after: { [set]: cartSet({ environments: 'prod', more }) },
    }),
    [],
  )
  const unknown = cartSet().replace(
    /clusters:\n.*\n/,
    'scmProvider: { github: { organization: a } }\n',
  )
  assert.deepEqual(changedTo(unknown), [])
})

test('one that freezes is not emptied, nor is one whose file goes', () => {
  assert.deepEqual(changedTo(cartSet({ name: '{{ .nothing }}' })), [])
  const after = { [set]: undefined, 'gitops/applicationsets/kustomization.yaml': 'resources: []\n' }
  assert.deepEqual(observeChange(rule, { after }), [])
})

test('registrations that no longer build are not clusters that went', () => {
  const after = { 'clusters/kustomization.yaml': 'resources: [nowhere]\n' }
  assert.deepEqual(observeChange(rule, { after }), [])
})
