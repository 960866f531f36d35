import assert from 'node:assert/strict'
import { test } from 'node:test'
import { acmeRepository, observe } from '../testing/acme.ts'
import { validate } from '../validate.ts'
import { inputsChangedNotRendered as rule } from './gen004-inputs-changed-not-rendered.ts'

const team = `apiVersion: bulkhead.dev/v1alpha1
kind: Team
metadata: { name: payments }
spec: {}
`
const changed = acmeRepository({}, { 'fleet/teams.yaml': team })
const stale = 'fleet/fleet.yaml:1:1 fleet/ has changed since the tree was generated from it'

test('a spec that says more than what was generated from it is reported', () => {
  assert.deepEqual(observe(rule, changed), [stale])
})

test('a comment or a blank line in the spec changes nothing', () => {
  const spec = `# The fleet of acme.\n\n${acmeRepository().read('fleet/fleet.yaml')}`
  assert.deepEqual(observe(rule, acmeRepository({}, { 'fleet/fleet.yaml': spec })), [])
})

test('an edited ledger and a new local overlay are inputs too', () => {
  const ledger = acmeRepository().read('fleet/addresses.yaml')?.replace('3: cluster', '4: cluster')
  assert.deepEqual(observe(rule, acmeRepository({}, { 'fleet/addresses.yaml': ledger })), [stale])
  const local = { 'apps/cart/overlays/staging/local/kustomization.yaml': 'resources: []\n' }
  assert.deepEqual(observe(rule, acmeRepository({}, local)), [stale])
})

test('a repository in which nothing was generated says so', () => {
  assert.deepEqual(observe(rule, acmeRepository({}, { '.bulkhead/lock.json': undefined })), [
    'fleet/fleet.yaml:1:1 nothing has been generated from fleet/: there is no .bulkhead/lock.json',
  ])
})

test('a commit is told of it when any file under fleet/ is part of it', () => {
  const count = (scope: string) =>
    validate(changed, { rules: [rule], scope: new Set([scope]) }).findings.length
  assert.equal(count('fleet/teams.yaml'), 1)
  assert.equal(count('apps/cart/base/deployment.yaml'), 0)
})
