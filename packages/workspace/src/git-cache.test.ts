import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, test } from 'node:test'
import { gitCache } from './git-cache.ts'
import { runGit } from './run-git.ts'

let dir = ''
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'bulkhead-cache-'))
  runGit(dir, ['init', '--quiet'])
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const kept = (key: string) => [...gitCache(dir, 'test').read(key)]

test('what is kept is there in the next run, by its key', () => {
  gitCache(dir, 'test').keep('a', 'one\ntwo\n')
  assert.deepEqual(kept('a'), ['one\ntwo\n'])
  assert.deepEqual(kept('b'), [])
  assert.equal(runGit(dir, ['status', '--porcelain']).toString(), '')
})

test('only the last few of a key are kept', () => {
  for (let i = 0; i < 9; i += 1) gitCache(dir, 'test').keep('a', String(i))
  assert.ok(kept('a').length <= 4)
})

test('what nobody has asked for in a week goes, and what is asked for stays', () => {
  const cache = gitCache(dir, 'test')
  cache.keep('a', 'one')
  cache.keep('b', 'two')
  const directory = join(dir, '.git/bulkhead/test')
  writeFileSync(join(directory, 'c-1-0.tmp'), 'half')
  const past = new Date(Date.now() - 8 * 24 * 60 * 60 * 1000)
  for (const file of readdirSync(directory)) utimesSync(join(directory, file), past, past)
  assert.deepEqual(kept('a'), ['one'])
  cache.keep('d', 'three')
  assert.deepEqual([kept('a'), kept('b'), kept('d')], [['one'], [], ['three']])
  assert.equal(readdirSync(directory).length, 2)
})

test('what was damaged counts as lost', () => {
  gitCache(dir, 'test').keep('a', 'text')
  const directory = join(dir, '.git/bulkhead/test')
  const [file = ''] = readdirSync(directory)
  const path = join(directory, file)
  writeFileSync(path, readFileSync(path, 'utf8').replace('text', 'test'))
  assert.deepEqual(kept('a'), [])
})

test('where there is no repository, nothing is kept and nothing fails', () => {
  rmSync(join(dir, '.git'), { recursive: true })
  gitCache(dir, 'test').keep('a', 'text')
  assert.deepEqual(kept('a'), [])
  assert.deepEqual(readdirSync(dir), [])
})
