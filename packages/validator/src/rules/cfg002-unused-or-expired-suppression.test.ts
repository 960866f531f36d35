import assert from 'node:assert/strict'
import { test } from 'node:test'
import { acmeRepository } from '../testing/acme.ts'
import { edited } from '../testing/edited.ts'
import type { Files } from '../testing/memory-repository.ts'
import { validate, type ValidateOptions } from '../validate.ts'
import { allRules } from './index.ts'

const run = (edits: Files, options: ValidateOptions = {}) =>
  validate(acmeRepository({}, edits), options)
const observeEdits = (edits: Files, today?: string) =>
  run(edits, today === undefined ? {} : { today })
    .findings.filter(({ rule }) => rule === 'CFG002')
    .map(({ location: { file, line, column }, message }) => `${file}:${line}:${column} ${message}`)

const config = (comment: string): Files => ({
  'apps/web/base/config.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: web } ${comment}\n`,
})

test('a suppression that answers for something is fine', () => {
  assert.deepEqual(observeEdits({}), [])
  assert.equal(run({}).suppressed.length, 1)
})

test('one that answers for nothing is reported', () => {
  assert.deepEqual(observeEdits(config('# bulkhead-ignore NET002: they never meet')), [
    'apps/web/base/config.yaml:3:25 this suppression of NET002 answers for nothing: NET002 finds nothing here',
  ])
})

test('so is one of a rule that there is not', () => {
  assert.match(
    observeEdits(config('# bulkhead-ignore NET999: they never meet')).join(),
    /there is no such rule$/,
  )
})

test('one without a reason is left to CFG001, and a page may speak of them', () => {
  assert.deepEqual(observeEdits(config('# bulkhead-ignore NET002')), [])
  assert.deepEqual(observeEdits({ 'README.md': '# bulkhead-ignore NET002: they never meet\n' }), [])
})

test('nothing is said of rules that did not run', () => {
  const rules = allRules.filter(({ id }) => !id.startsWith('NET'))
  const { findings } = run(config('# bulkhead-ignore NET002: they never meet'), { rules })
  assert.deepEqual(findings, [])
})

test('for a commit nothing is said, and that is said', () => {
  const edits = config('# bulkhead-ignore NET002: they never meet')
  const { findings, skipped } = run(edits, { scope: new Set(Object.keys(edits)) })
  assert.deepEqual(findings, [])
  assert.ok(skipped.some(({ what }) => what === 'suppressions and waivers'))
})

const suppression = ' # bulkhead-ignore ARG006: one is enough for a test'
const waiver = (rule: string, until: string) =>
  edited(
    'fleet/fleet.yaml',
    [suppression, ''],
    [
      '  network:',
      `  waivers:\n    - { rule: ${rule}, reason: until the move, until: '${until}' }\n  network:`,
    ],
  )

test('a waiver that answers for something is fine until its last day', () => {
  assert.deepEqual(observeEdits(waiver('ARG006', '2027-03-31'), '2027-03-31'), [])
  assert.deepEqual(observeEdits(waiver('ARG006', '2027-03-31'), '2027-04-01'), [
    'fleet/fleet.yaml:10:7 this waiver of ARG006 ended on 2027-03-31, and what it was for is still found',
  ])
  assert.deepEqual(observeEdits(waiver('ARG006', '2027-03-31')), [])
})

test('one that answers for nothing is reported, whatever its day', () => {
  for (const today of ['2027-01-01', '2028-01-01']) {
    assert.deepEqual(observeEdits(waiver('NET002', '2027-03-31'), today), [
      'fleet/fleet.yaml:10:7 this waiver of NET002 answers for nothing: NET002 finds nothing here',
    ])
  }
})
