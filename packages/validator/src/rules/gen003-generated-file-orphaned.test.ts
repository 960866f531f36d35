import assert from 'node:assert/strict'
import { test } from 'node:test'
import { acmeRepository, observe } from '../testing/acme.ts'
import { generatedFileOrphaned as rule } from './gen003-generated-file-orphaned.ts'

const path = 'apps/cart/overlays/gone/kustomization.yaml'
const managed = '# Managed by bulkhead: edit fleet/ instead.\nresources: []\n'

test('a file that says it is managed and that no record knows is an orphan', () => {
  assert.deepEqual(observe(rule, acmeRepository({}, { [path]: managed })), [
    `${path}:1:1 the first line says "Managed by bulkhead", and nothing generates this file`,
  ])
})

test('a file in the record is none, nor is a file without the line', () => {
  assert.deepEqual(observe(rule, acmeRepository({ [path]: managed })), [])
  assert.deepEqual(observe(rule, acmeRepository({}, { [path]: 'resources: []\n' })), [])
})

test('without a record nothing can be told from an orphan', () => {
  const unrecorded = { [path]: managed, '.bulkhead/lock.json': undefined }
  assert.deepEqual(observe(rule, acmeRepository({}, unrecorded)), [])
})
