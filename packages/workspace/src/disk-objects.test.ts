import assert from 'node:assert/strict'
import { test } from 'node:test'
import { utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { diskObjects } from './disk-objects.ts'
import { HeldDirectories } from './held-directories.ts'
import { readBytes } from './read-regular-file.ts'
import { gitRepository } from './testing/git-repository.ts'
import { temporaryDirectory } from './testing/temporary-directory.ts'
import { writeTree } from './testing/tree-on-disk.ts'

const readIn = (dir: string) => (path: string) => readBytes(new HeldDirectories(dir, 'read'), path)

test('every file on disk is called what git would call it, added or not, changed or not', t => {
  const { dir, git } = gitRepository(t)
  const paths = ['same', 'changed', 'ignored by git']
  writeTree(dir, Object.fromEntries(paths.map(path => [path, `${path}\n`])))
  git('add', '.')
  git('update-index', '--assume-unchanged', 'ignored by git')
  writeTree(dir, { changed: 'another\n', 'ignored by git': 'another\n', new: 'another\n' })
  const identify = diskObjects(dir, readIn(dir))
  for (const path of [...paths, 'new']) {
    assert.equal(identify(path), git('hash-object', path).trim(), path)
  }
  assert.equal(identify('gone'), undefined)
})

test('a file that git has noted is not read again', t => {
  const { dir, git } = gitRepository(t)
  writeTree(dir, { '.gitattributes': '* text eol=crlf\n', 'a file': 'one\r\ntwo\r\n' })
  // The index is written later than the file was, so git need not compare contents.
  utimesSync(join(dir, 'a file'), new Date(0), new Date(0))
  git('add', '.')
  const [, noted] = git('ls-files', '-s', 'a file').split(' ')
  assert.equal(diskObjects(dir, readIn(dir))('a file'), noted)
  writeFileSync(join(dir, 'a file'), 'one\r\nTWO\r\n')
  utimesSync(join(dir, 'a file'), new Date(0), new Date(0))
  assert.notEqual(diskObjects(dir, readIn(dir))('a file'), noted)
})

test('outside a repository files are hashed', t => {
  const dir = temporaryDirectory(t)
  writeTree(dir, { file: 'text\n' })
  assert.equal(diskObjects(dir, readIn(dir))('file'), '8e27be7d6154a1f68ea9160ef0e18691d20560dc')
})
