import assert from 'node:assert/strict'
import { test } from 'node:test'
import { describeBug } from './describe-bug.ts'

const secret = 'hunter2\n    at hunter2 (file:///hunter2:1:1)\n::error::hunter2\u001B[31m'

test('a bug says its kind and where it was thrown, and quotes nothing', () => {
  const text = describeBug(new TypeError(`cannot read ${secret}`), {})
  assert.match(
    text,
    /^This is a bug in bulkhead; please report it with what you did\.\nTypeError\n/,
  )
  assert.match(text, /\n {4}at .*describe-bug\.test\.ts:\d+:\d+/)
  assert.doesNotMatch(text, /hunter2/)
})

test('what is thrown by mistake, or renamed, is not quoted either', () => {
  for (const error of [secret, { secret }, Object.assign(new Error(secret), { name: secret })]) {
    assert.doesNotMatch(describeBug(error, {}), /hunter2/)
  }
  const changed = new Error(secret)
  assert.ok(changed.stack)
  changed.message = 'other'
  assert.doesNotMatch(describeBug(changed, {}), /hunter2/)
  const seen = new Error(secret)
  assert.ok(seen.stack)
  assert.doesNotMatch(describeBug(seen, {}), /hunter2/)
})

test('who asks for the message gets it, escaped', () => {
  const text = describeBug(new Error(secret), { BULKHEAD_DEBUG: '1' })
  assert.match(text, /hunter2/)
  assert.doesNotMatch(text, /^::/m)
  assert.ok(!text.includes('\u001B'))
})

test('the code of a system error is told', () => {
  const error = Object.assign(new Error('x'), { code: 'EMFILE' })
  assert.match(describeBug(error, {}), /^Error EMFILE$/m)
})
