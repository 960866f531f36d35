import assert from 'node:assert/strict'
import { test } from 'node:test'
import { acmeRepository, observe } from '../testing/acme.ts'
import type { Files } from '../testing/memory-repository.ts'
import { validate } from '../validate.ts'
import { lockConflicted as rule } from './gen006-lock-conflicted.ts'

const lock = '.bulkhead/lock.json'
const record = acmeRepository().read(lock) ?? ''
const observeEdits = (edits: Files) => observe(rule, acmeRepository({}, edits))

test('a record as it was written: fine', () => {
  assert.deepEqual(observeEdits({}), [])
  assert.deepEqual(observeEdits({ [lock]: undefined }), [])
})

test('a record in conflict is reported, and what hangs on it is skipped', () => {
  const conflict = record.replace(/^( {2}"inputs".*)$/m, '<<<<<<< HEAD\n$1\n=======\n$1\n>>>>>>> b')
  const { findings, skipped } = validate(acmeRepository({}, { [lock]: conflict }))
  assert.deepEqual(
    findings.map(
      ({ rule, location: { file, line }, message }) => `${rule} ${file}:${line} ${message}`,
    ),
    [`GEN006 ${lock}:4 the record has an unresolved merge conflict`],
  )
  assert.ok(skipped.some(({ what }) => what === 'generated files'))
})

test('so is one that cannot be read', () => {
  for (const text of [record.slice(0, 200), '[]\n', '']) {
    assert.deepEqual(observeEdits({ [lock]: text }), [`${lock}:1:1 the record cannot be read`])
  }
})

test('a file with two entries is reported at the second', () => {
  const twice = record.replace(/^( {4}"clusters\/kustomization\.yaml".*)$/m, '$1\n$1')
  assert.match(
    observeEdits({ [lock]: twice }).join(),
    /lock\.json:\d+:5 the record has two entries for clusters\/kustomization\.yaml/,
  )
})

test('marks in a managed file are reported, and in the files of people left to other rules', () => {
  const marks = '# Managed by bulkhead\nresources:\n<<<<<<< HEAD\n- a\n=======\n- b\n>>>>>>> b\n'
  assert.deepEqual(observeEdits({ 'clusters/kustomization.yaml': marks }), [
    'clusters/kustomization.yaml:3:1 clusters/kustomization.yaml has an unresolved merge conflict',
  ])
  assert.deepEqual(observeEdits({ 'apps/web/base/config.yaml': marks }), [])
})
