import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findPackedOverlaps } from './overlap.ts'
import { packTexts } from './pack-cidrs.ts'
import { readCidr } from './read-cidr.ts'

const texts = ['fd00::/8', '10.0.0.0/8', '10/8', '10.20.0.0/16', 'fd00:12::/48', '10.20.0.1/16']

test('texts are known by their position, in pairs as in faults', () => {
  const { packed, faults } = packTexts(texts)
  assert.deepEqual(findPackedOverlaps(packed), [
    { outer: 1, inner: 3 },
    { outer: 0, inner: 4 },
  ])
  assert.deepEqual(faults, [
    { ...readCidr('10/8'), index: 2 },
    { ...readCidr('10.20.0.1/16'), index: 5 },
  ])
})

test('where there is nothing, nothing overlaps', () => {
  assert.deepEqual(findPackedOverlaps(packTexts([]).packed), [])
})
