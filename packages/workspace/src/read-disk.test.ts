import assert from 'node:assert/strict'
import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { readDisk } from './read-disk.ts'
import { temporaryDirectory } from './testing/temporary-directory.ts'
import { writeTree } from './testing/tree-on-disk.ts'

test('files are listed in the order of their code units and read when asked for', t => {
  const dir = temporaryDirectory(t)
  writeTree(dir, { 'b/c': '1', 'b-c': '2', B: '3', 'b/a/x': '4', '.github/x': '5' })
  const disk = readDisk(dir)
  assert.deepEqual(disk.paths, ['.github/x', 'B', 'b-c', 'b/a/x', 'b/c'])
  assert.equal(disk.read('b/a/x'), '4')
  assert.equal(disk.read('b'), undefined)
  assert.equal(disk.read('../x'), undefined)
  assert.deepEqual(disk.skipped, [])
})

test('a text stays what it was when it was first read', t => {
  const dir = temporaryDirectory(t)
  writeTree(dir, { a: '1' })
  const disk = readDisk(dir)
  assert.equal(disk.read('a'), '1')
  writeTree(dir, { a: '2' })
  assert.equal(disk.read('a'), '1')
  assert.equal(readDisk(dir).read('a'), '2')
})

test("git's files, installed packages and what a run prepares are left out", t => {
  const dir = temporaryDirectory(t)
  writeTree(dir, {
    '.git/config': '',
    'a/node_modules/x/index.js': '',
    '.bulkhead/tmp/0': '',
    '.bulkhead/lock.json': '',
    'tmp/0': '',
  })
  assert.deepEqual(readDisk(dir).paths, ['.bulkhead/lock.json', 'tmp/0'])
})

test('links are not followed, and other repositories not entered; both are counted', t => {
  const dir = temporaryDirectory(t)
  writeTree(dir, { 'a/x': '1', 'module/.git': 'gitdir: elsewhere', 'module/x': '1' })
  symlinkSync('..', join(dir, 'a/up'))
  symlinkSync('nowhere', join(dir, 'broken'))
  const disk = readDisk(dir)
  assert.deepEqual(disk.paths, ['a/x'])
  assert.deepEqual(disk.skipped, [
    { what: 'a/up', why: 'a symbolic link' },
    { what: 'broken', why: 'a symbolic link' },
    { what: 'module', why: 'another git repository' },
  ])
})

test('one directory can be read alone', t => {
  const dir = temporaryDirectory(t)
  writeTree(dir, { 'fleet/regions/a.yaml': '1', 'fleet/fleet.yaml': '2', 'fleets/x': '3' })
  const disk = readDisk(dir, 'fleet')
  assert.deepEqual(disk.paths, ['fleet/fleet.yaml', 'fleet/regions/a.yaml'])
  assert.equal(disk.read('fleet/fleet.yaml'), '2')
})

test('a directory that is empty or does not exist has no files', t => {
  const dir = temporaryDirectory(t)
  mkdirSync(join(dir, 'empty'))
  assert.deepEqual(readDisk(join(dir, 'empty')).paths, [])
  assert.deepEqual(readDisk(join(dir, 'absent')).paths, [])
})
