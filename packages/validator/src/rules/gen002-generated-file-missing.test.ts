import assert from 'node:assert/strict'
import { test } from 'node:test'
import { validate } from '../validate.ts'
import { acmeRepository, observe } from '../testing/acme.ts'
import { generatedFileMissing as rule } from './gen002-generated-file-missing.ts'

const path = 'clusters/us-east-1-staging/kustomization.yaml'

test('a managed file that is gone is reported under its name', () => {
  const repository = acmeRepository({}, { [path]: undefined })
  assert.deepEqual(observe(rule, repository), [`${path}:1:1 ${path} was generated and is gone`])
})

test('a commit that deletes it is told so, another commit is not', () => {
  const repository = acmeRepository({}, { [path]: undefined })
  const inScope = (scope: string) =>
    validate(repository, { rules: [rule], scope: new Set([scope]) }).findings.length
  assert.equal(inScope(path), 1)
  assert.equal(inScope('README.md'), 0)
})

test('a given file may be deleted', () => {
  const given = { 'apps/a/base/service.yaml': 'kind: Service\n' }
  const gone = { 'apps/a/base/service.yaml': undefined }
  assert.deepEqual(observe(rule, acmeRepository(given, gone)), [])
})
