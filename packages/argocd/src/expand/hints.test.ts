import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hintFor } from './hints.ts'

test('a fault that is known has a hint that names what it is about', () => {
  assert.equal(
    hintFor('failed to execute …: map has no entry for key "region"'),
    'Give "region" to every set of parameters, or ask for it with `index` and `default`.',
  )
  assert.equal(
    hintFor('error parsing value as string %!w(<nil>)'),
    'Quote the value, or set `goTemplate: true`.',
  )
})

test('one that is not has none', () => {
  assert.equal(hintFor('something else'), undefined)
})
