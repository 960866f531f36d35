import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Budget } from '@bulkhead/diagnostics'
import { memoryFileSystem } from '@bulkhead/kustomize'
import { RootBuilder } from './root-builder.ts'

const fileSystem = memoryFileSystem({
  '/a/kustomization.yaml': 'configMapGenerator: [{name: a}, {name: b}]\n',
  '/b/kustomization.yaml': 'resources: [../a]\nnamePrefix: b-\n',
})

test('the budget of a run holds for all roots that it builds', () => {
  const builder = new RootBuilder(fileSystem, new Budget([['build-objects', 3]]))
  assert.ok('resources' in builder.build('a'))
  const refused = builder.build('b')
  assert.ok('problems' in refused)
  const [{ code, location, hint } = assert.fail()] = refused.problems
  assert.equal(code, 'LIMIT_EXCEEDED')
  assert.deepEqual(location && { ...location }, {
    file: 'a/kustomization.yaml',
    line: 1,
    column: 33,
  })
  assert.equal(hint, 'If this is meant, raise the limit: --limit build-objects=6.')
})
