import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FleetError } from '@bulkhead/diagnostics'
import { readCommit } from './read-commit.ts'
import { gitRepository } from './testing/git-repository.ts'
import { writeTree } from './testing/tree-on-disk.ts'

test('a commit reads as it was made', t => {
  const { dir, git } = gitRepository(t)
  writeTree(dir, { 'a/b': '1', c: '1' })
  git('add', '.')
  git('commit', '-qm', 'one')
  writeTree(dir, { c: '2', d: '2' })
  git('add', '.')
  const commit = readCommit(dir, 'HEAD')
  assert.deepEqual(commit.paths, ['a/b', 'c'])
  assert.equal(commit.read('c'), '1')
  assert.equal(commit.read('d'), undefined)
})

for (const ref of ['nowhere', '--all', '']) {
  test(`a ref ${JSON.stringify(ref)} that names no commit is reported`, t => {
    const { dir } = gitRepository(t)
    assert.throws(
      () => readCommit(dir, ref),
      (error: unknown) =>
        error instanceof FleetError && error.problems[0].code === 'WORKSPACE_NO_COMMIT',
    )
  })
}
