import assert from 'node:assert/strict'
import { test } from 'node:test'
import { didYouMean, suggest } from './suggest.ts'

test('a near miss is suggested', () => {
  assert.equal(suggest('enviroments', ['regions', 'environments']), 'environments')
  assert.equal(didYouMean('Cidr', ['cidr']), '; did you mean "cidr"?')
})

test('a word that is like none of the candidates gets no suggestion', () => {
  assert.equal(suggest('zebra', ['cidr', 'block']), undefined)
  assert.equal(didYouMean('zebra', []), '')
})
