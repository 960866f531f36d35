import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { branchPoint } from './branch-point.ts'
import { gitRepository } from './testing/git-repository.ts'
import { temporaryDirectory } from './testing/temporary-directory.ts'

function twoBranches(t: Parameters<typeof gitRepository>[0]) {
  const { dir, git } = gitRepository(t)
  const commit = (message: string) => {
    git('commit', '--allow-empty', '-qm', message)
    return git('rev-parse', 'HEAD').trim()
  }
  const start = commit('Start')
  git('checkout', '-qb', 'landed')
  const landed = commit('Landed meanwhile')
  git('checkout', '-qb', 'change', start)
  commit('Change')
  return { dir, git, start, landed }
}

test('a change begins where its branch left the other', t => {
  const { dir, start } = twoBranches(t)
  assert.deepEqual(branchPoint(dir, 'landed', 'change'), { commit: start, isCutOff: false })
})

test('a shallow clone that has lost the place begins at the other, and says so', t => {
  const { dir, git, landed } = twoBranches(t)
  const clone = join(temporaryDirectory(t), 'clone')
  git('clone', '-q', '--depth=1', '--no-single-branch', `file://${dir}`, clone)
  const found = branchPoint(clone, 'origin/landed', 'origin/change')
  assert.deepEqual(found, { commit: landed, isCutOff: true })
  assert.equal(branchPoint(clone, 'HEAD', 'HEAD').isCutOff, false)
})

test('branches that never had anything in common are told from that', t => {
  const { dir, git, landed } = twoBranches(t)
  git('checkout', '-q', '--orphan', 'other')
  git('commit', '--allow-empty', '-qm', 'Other')
  assert.deepEqual(branchPoint(dir, 'landed', 'other'), { commit: landed, isCutOff: false })
})

test('a repository without commits has none to begin with', t => {
  const { dir } = gitRepository(t)
  assert.deepEqual(branchPoint(dir, 'HEAD', 'HEAD'), { commit: undefined, isCutOff: false })
})
