import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { test } from 'node:test'
import { Budget, FleetError } from '@bulkhead/diagnostics'
import { readCommit } from './read-commit.ts'
import { readDisk } from './read-disk.ts'
import { readIndex } from './read-index.ts'
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

for (const [what, first] of [
  ['files', '100644 blob e69de29bb2d1d6434b8b29ae775ad8c2e48c5391\tfile\n'],
  ['empty directories', ''],
] as const) {
  test(`a commit of a few objects that stand for any number of ${what} exceeds a limit`, t => {
    const { dir, git } = gitRepository(t)
    const makeTree = (input: string) =>
      execFileSync('git', ['mktree', '--missing'], { cwd: dir, input, encoding: 'utf8' }).trim()
    let tree = makeTree(first)
    for (let level = 0; level < 30; level++) {
      tree = makeTree(`040000 tree ${tree}\ta\n040000 tree ${tree}\tb\n`)
    }
    const commit = git('commit-tree', '-m', 'many', tree).trim()
    const budget = new Budget([['tree-listing', 100_000]])
    assert.throws(() => readCommit(dir, commit, budget), isTooMuch)
  })
}

test('the lists of the index and of the disk are held to the same limit', t => {
  const { dir, git } = gitRepository(t)
  writeTree(dir, Object.fromEntries([...Array(50).keys()].map(i => [`directory/${i}`, ''])))
  git('add', '.')
  const budget = new Budget([['tree-listing', 500]])
  assert.throws(() => readIndex(dir, budget), isTooMuch)
  assert.throws(() => readDisk(dir, undefined, budget), isTooMuch)
})

function isTooMuch(error: unknown): boolean {
  return (
    error instanceof FleetError &&
    error.problems[0].code === 'LIMIT_EXCEEDED' &&
    /--limit tree-listing=/.test(error.problems[0].hint ?? '')
  )
}
