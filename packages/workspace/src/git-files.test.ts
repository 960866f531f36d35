import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { truncateSync, writeFileSync } from 'node:fs'
import { Budget, FleetError } from '@bulkhead/diagnostics'
import { readCommit } from './read-commit.ts'
import { readIndex } from './read-index.ts'
import { gitRepository } from './testing/git-repository.ts'
import { writeTree } from './testing/tree-on-disk.ts'

function codeOf(action: () => unknown): string {
  try {
    action()
  } catch (error) {
    if (error instanceof FleetError) return error.problems[0].code
    throw error
  }
  return 'done'
}

test('60 MB of zeros in git are refused by their size, and what lies beside them is read', t => {
  const { dir, git } = gitRepository(t)
  writeTree(dir, { 'a.yaml': 'a: 1\n', 'z.yaml': 'z: 1\n' })
  writeFileSync(join(dir, 'movie.yaml'), '')
  truncateSync(join(dir, 'movie.yaml'), 60e6)
  git('-c', 'core.compression=1', 'add', '.')
  git('commit', '-q', '-m', 'all')
  for (const files of [readIndex(dir), readCommit(dir, 'HEAD')]) {
    const before = process.memoryUsage().rss
    files.prefetch(files.paths)
    assert.equal(files.read('a.yaml'), 'a: 1\n')
    assert.equal(files.read('z.yaml'), 'z: 1\n')
    assert.equal(
      codeOf(() => files.read('movie.yaml')),
      'LIMIT_EXCEEDED',
    )
    assert.ok(process.memoryUsage().rss - before < 50e6)
  }
})

test('all objects together are held to a limit, before they are read', t => {
  const { dir, git } = gitRepository(t)
  writeTree(dir, { a: '123', b: '456' })
  git('add', '.')
  const budget = new Budget([['tree-bytes', 5]])
  assert.equal(
    codeOf(() => readIndex(dir, budget).prefetch(['a', 'b'])),
    'LIMIT_EXCEEDED',
  )
})

test('what is read ahead is what mostly is asked for next', t => {
  const { dir, git } = gitRepository(t)
  writeTree(dir, { 'a.yaml': '1', 'b.mp4': 'x'.repeat(1000), 'c.yaml': '3' })
  git('add', '.')
  const files = readIndex(dir, new Budget([['tree-bytes', 10]]))
  assert.equal(files.read('a.yaml'), '1')
  assert.equal(files.read('c.yaml'), '3')
})
