import assert from 'node:assert/strict'
import { test } from 'node:test'
import { acmeRepository, observe } from '../testing/acme.ts'
import { fileNotChecked } from './cfg004-file-not-checked.ts'
import { generatedFileModified as rule } from './gen001-generated-file-modified.ts'

const path = 'gitops/root.yaml'
const managed = '# Managed by bulkhead\nkind: Application\n'

test('a managed file that was edited is reported at its start', () => {
  const edited = acmeRepository({ [path]: managed }, { [path]: `${managed}spec: {}\n` })
  assert.deepEqual(observe(rule, edited), [
    'gitops/root.yaml:1:1 gitops/root.yaml was edited since it was generated',
  ])
})

test('as generated, or with other line ends, it is not', () => {
  assert.deepEqual(observe(rule, acmeRepository({ [path]: managed })), [])
  const windows = managed.replaceAll('\n', '\r\n')
  assert.deepEqual(observe(rule, acmeRepository({ [path]: managed }, { [path]: windows })), [])
})

test('a given file belongs to people, who may edit it', () => {
  const given = acmeRepository({ [path]: 'kind: Application\n' }, { [path]: 'kind: Other\n' })
  assert.deepEqual(observe(rule, given), [])
})

test('a Git LFS pointer is left to CFG004', () => {
  const pointer = 'version https://git-lfs.github.com/spec/v1\noid sha256:0\n'
  const repository = acmeRepository({ [path]: managed }, { [path]: pointer })
  assert.deepEqual(observe(rule, repository), [])
  assert.deepEqual(observe(fileNotChecked, repository), [
    `${path}:1:1 ${path} is a Git LFS pointer, and no rule looks at what it leads to or holds`,
  ])
})
