import assert from 'node:assert/strict'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { FleetError } from '@bulkhead/diagnostics'
import { stagedPaths } from './staged-paths.ts'
import { gitRepository } from './testing/git-repository.ts'
import { temporaryDirectory } from './testing/temporary-directory.ts'
import { writeTree } from './testing/tree-on-disk.ts'

test('before the first commit everything in the index is staged', t => {
  const { dir, git } = gitRepository(t)
  assert.deepEqual(stagedPaths(dir), [])
  writeTree(dir, { 'b/ü': '1', a: '1', untracked: '1' })
  git('add', 'a', 'b')
  assert.deepEqual(stagedPaths(dir), ['a', 'b/ü'])
})

test('what the next commit adds, changes, moves or removes is staged', t => {
  const { dir, git } = gitRepository(t)
  writeTree(dir, { changed: '1', edited: '1', moved: 'the same text', removed: '1' })
  git('add', '.')
  git('commit', '-qm', 'one')
  writeTree(dir, { added: '1', changed: '2', edited: '2' })
  git('mv', 'moved', 'here')
  git('add', 'added', 'changed')
  git('rm', '-q', 'removed')
  rmSync(join(dir, 'edited'))
  assert.deepEqual(stagedPaths(dir), ['added', 'changed', 'here', 'moved', 'removed'])
})

test('a directory without a repository could not be checked', t => {
  gitRepository(t)
  assert.throws(
    () => stagedPaths(temporaryDirectory(t)),
    (error: unknown) =>
      error instanceof FleetError && error.problems[0].code === 'WORKSPACE_NOT_A_REPOSITORY',
  )
})

test('a file of the tree cannot hide that a submodule changes', t => {
  const { dir, git } = gitRepository(t)
  const modules = '[submodule "m"]\n\tpath = m\n\turl = ./m\n\tignore = all\n'
  const link = (digit: string) =>
    git('update-index', '--add', '--cacheinfo', `160000,${digit.repeat(40)},m`)
  writeTree(dir, { '.gitmodules': modules })
  git('add', '.gitmodules')
  link('1')
  git('commit', '-qm', 'one')
  link('2')
  assert.deepEqual(stagedPaths(dir), ['m'])
})
