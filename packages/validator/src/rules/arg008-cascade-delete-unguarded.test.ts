import assert from 'node:assert/strict'
import { test } from 'node:test'
import { acmeRepository, observe } from '../testing/acme.ts'
import { edited, setPath } from '../testing/edited.ts'
import { cascadeDeleteUnguarded as rule } from './arg008-cascade-delete-unguarded.ts'

const policy = `  syncPolicy:
    applicationsSync: create-update
    preserveResourcesOnDeletion: true
`
const observeSet = (...edits: readonly (readonly [string, string])[]) =>
  observe(rule, acmeRepository({}, edited(setPath, ...edits)))

test('either guard is enough', () => {
  assert.deepEqual(observeSet(), [])
  assert.deepEqual(observeSet(['    applicationsSync: create-update\n', '']), [])
  assert.deepEqual(observeSet(['    preserveResourcesOnDeletion: true\n', '']), [])
})

test('neither is reported, with the clusters that it would hit', () => {
  assert.deepEqual(observeSet([policy, '']), [
    `${setPath}:7:3 when the ApplicationSet web no longer selects eu-west-1-production and 1 more, everything that it runs there is deleted`,
  ])
})

test('a policy that deletes is no guard', () => {
  const found = observeSet(
    ['create-update', 'create-delete'],
    ['preserveResourcesOnDeletion: true', 'preserveResourcesOnDeletion: false'],
  )
  assert.match(found.join(), /web\.yaml:14:5 /)
})

test('where nothing is protected, or nothing deletes, nothing is asked', () => {
  assert.deepEqual(
    observeSet([policy, ''], ['argocd.argoproj.io/secret-type: cluster', 'environment: staging']),
    [],
  )
  const finalizer = `      name: 'web-{{ .name }}'\n      finalizers: [example.com/ours]\n`
  assert.deepEqual(observeSet([policy, ''], [`      name: 'web-{{ .name }}'\n`, finalizer]), [])
})
