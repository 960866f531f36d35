import assert from 'node:assert/strict'
import { test } from 'node:test'
import { describeChanges } from './describe-changes.ts'

test('a path or a reason begins no line', () => {
  const change = { path: 'a\nb', owner: 'managed', before: 'c\n', after: 'd\n' } as const
  assert.deepEqual(describeChanges([{ ...change, verdict: 'conflict', reason: 'e\nf' }], false), [
    'conflict a\\u000ab  (e\\u000af)',
  ])
})
