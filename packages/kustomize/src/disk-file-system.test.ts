import assert from 'node:assert/strict'
import { test } from 'node:test'
import { diskFileSystem } from './disk-file-system.ts'

test('a path that no file can have is not there', () => {
  for (const path of ['/\0', `/${'a'.repeat(5000)}`, '/dev/null/base', '/none']) {
    assert.equal(diskFileSystem.readFile(path), undefined)
    assert.equal(diskFileSystem.isDirectory(path), false)
    assert.equal(diskFileSystem.realPath(path), undefined)
  }
})
