import assert from 'node:assert/strict'
import { test } from 'node:test'
import { entriesBelow, filesBelow, fixedPart } from './walk.ts'

const paths = ['a.yaml', 'a/b.yaml', 'a/b/c.yaml', 'a-b/d.yaml', 'B.yaml', 'a/.h']

test('a walk meets what is in a directory before what comes after its name', () => {
  assert.deepEqual(filesBelow(paths, '.'), [
    'B.yaml',
    'a/.h',
    'a/b/c.yaml',
    'a/b.yaml',
    'a-b/d.yaml',
    'a.yaml',
  ])
  assert.deepEqual(filesBelow(paths, 'a'), ['a/.h', 'a/b/c.yaml', 'a/b.yaml'])
  assert.deepEqual(filesBelow(paths, 'a/b'), ['a/b/c.yaml'])
  assert.deepEqual(filesBelow(paths, 'gone'), [])
  assert.deepEqual(entriesBelow(paths, 'a'), ['a/.h', 'a/b', 'a/b/c.yaml', 'a/b.yaml'])
})

test('a pattern can match nothing outside its first steps', () => {
  assert.deepEqual(['a/b.yaml', 'a/b/', 'a/*/c', '**/x', 'a/{b,c}/d'].map(fixedPart), [
    'a/b.yaml',
    'a/b',
    'a',
    '.',
    'a',
  ])
})
