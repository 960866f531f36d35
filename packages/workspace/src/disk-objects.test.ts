import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, test } from 'node:test'
import { diskObjects } from './disk-objects.ts'
import { HeldDirectories } from './held-directories.ts'
import { readBytes } from './read-regular-file.ts'
import { runGit } from './run-git.ts'

let dir = ''
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'bulkhead-objects-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const write = (path: string, text: string) => writeFileSync(join(dir, path), text)
const read = (path: string) => readBytes(new HeldDirectories(dir, 'read'), path)
const idInGit = (path: string) => runGit(dir, ['hash-object', path]).toString().trim()

test('every file on disk is called what git would call it, added or not, changed or not', () => {
  runGit(dir, ['init', '--quiet'])
  for (const path of ['same', 'changed', 'ignored by git']) write(path, `${path}\n`)
  runGit(dir, ['add', '.'])
  runGit(dir, ['update-index', '--assume-unchanged', 'ignored by git'])
  for (const path of ['changed', 'ignored by git', 'new']) write(path, 'another\n')
  const identify = diskObjects(dir, read)
  for (const path of ['same', 'changed', 'ignored by git', 'new']) {
    assert.equal(identify(path), idInGit(path), path)
  }
  assert.equal(identify('gone'), undefined)
})

test('outside a repository files are hashed', () => {
  write('file', 'text\n')
  assert.equal(diskObjects(dir, read)('file'), '8e27be7d6154a1f68ea9160ef0e18691d20560dc')
})
