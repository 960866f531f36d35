import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pointAt } from './pointer.ts'

test('a pointer shows the line and marks the place', () => {
  const source = 'pools:\n  region:\n    cidr: 10.4.1.0/14\n'
  assert.equal(
    pointAt(source, { file: 'x', line: 3, column: 11, endColumn: 22 }),
    '3 |     cidr: 10.4.1.0/14\n  |           ^^^^^^^^^^^',
  )
})

test('a place without an end is marked by one caret', () => {
  assert.equal(pointAt('a: b', { file: 'x', line: 1, column: 4 }), '1 | a: b\n  |    ^')
})

test('a place that spans lines is marked to the end of its first line', () => {
  const location = { file: 'x', line: 1, column: 1, endLine: 2, endColumn: 3 }
  assert.equal(pointAt('ab\ncd', location), '1 | ab\n  | ^^')
})

test('tabs before the place are kept, so the caret stays under it', () => {
  assert.equal(pointAt('\ta: b', { file: 'x', line: 1, column: 5 }), '1 | \ta: b\n  | \t   ^')
})

test('a line that does not exist gives nothing', () => {
  assert.equal(pointAt('one', { file: 'x', line: 9, column: 1 }), '')
})
