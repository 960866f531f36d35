import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { arbitraryCidr, arbitraryCrowd } from './arbitrary-cidr.ts'
import type { Cidr } from './cidr.ts'
import { overlaps } from './contains.ts'
import { findOverlaps } from './overlap.ts'
import { parseCidr } from './read-cidr.ts'

test('every pair that shares an address is found, the outer one named as such', () => {
  const items = ['10.20.0.0/16', 'fd00::/8', '10.16.0.0/13', '10.20.4.0/24', '10.24.0.0/13'].map(
    text => ({ text, cidr: parseCidr(text) }),
  )
  assert.deepEqual(
    findOverlaps(items).map(({ outer, inner }) => [outer.text, inner.text]),
    [
      ['10.16.0.0/13', '10.20.0.0/16'],
      ['10.20.0.0/16', '10.20.4.0/24'],
      ['10.16.0.0/13', '10.20.4.0/24'],
    ],
  )
})

test('of two equal ranges the one given first is the outer', () => {
  const cidr = parseCidr('10.0.0.0/8')
  const [pair] = findOverlaps([
    { cidr, owner: 'a' },
    { cidr, owner: 'b' },
  ])
  assert.equal(pair?.outer.owner, 'a')
})

test('the sweep finds what comparing all pairs finds', () => {
  const crowds = fc
    .tuple(arbitraryCrowd, fc.array(arbitraryCidr, { maxLength: 10 }))
    .map(([crowd, others]) => [...crowd, ...others].map((cidr, id) => ({ id, cidr })))
  fc.assert(
    fc.property(crowds, items => {
      const swept = findOverlaps(items).map(({ outer, inner }) => pairKey(outer.id, inner.id))
      assert.deepEqual(swept.sort(), allPairs(items).sort())
    }),
    { seed: 1, numRuns: 500 },
  )
})

function allPairs(items: readonly { readonly id: number; readonly cidr: Cidr }[]): string[] {
  return items.flatMap((a, at) =>
    items.slice(at + 1).flatMap(b => (overlaps(a.cidr, b.cidr) ? [pairKey(a.id, b.id)] : [])),
  )
}

function pairKey(a: number, b: number): string {
  return `${Math.min(a, b)} ${Math.max(a, b)}`
}
