import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { arbitraryCidr } from './arbitrary-cidr.ts'
import { compareCidrs, equalCidrs } from './compare-cidrs.ts'
import { contains, overlaps } from './contains.ts'
import { parseCidr } from './read-cidr.ts'
import { supernet } from './subnets.ts'
import { spanOf } from './testing/span-of.ts'

test('a range contains itself and what it is cut into, of its own family', () => {
  const ten = parseCidr('10.0.0.0/8')
  assert.ok(contains(ten, ten))
  assert.ok(contains(ten, parseCidr('10.255.255.255/32')))
  assert.ok(!contains(ten, parseCidr('11.0.0.0/8')))
  assert.ok(!contains(ten, parseCidr('0.0.0.0/0')))
  assert.ok(!contains(parseCidr('::/0'), ten))
})

test('overlap goes both ways, containing one', () => {
  const [region, vpc] = [parseCidr('10.16.0.0/13'), parseCidr('10.16.0.0/16')]
  assert.ok(overlaps(region, vpc))
  assert.ok(overlaps(vpc, region))
  assert.ok(!contains(vpc, region))
})

/** Two ranges of which the second often lies in or around the first. */
const pairs = fc.tuple(arbitraryCidr, arbitraryCidr, fc.nat({ max: 128 })).map(([a, b, prefix]) => {
  const related = supernet(a, Math.min(prefix, a.prefix))
  return [a, prefix % 2 === 0 ? related : b] as const
})

test('containment is that of the first and last addresses', () => {
  fc.assert(
    fc.property(pairs, ([a, b]) => {
      const [x, y] = [spanOf(a), spanOf(b)]
      assert.equal(contains(b, a), a.family === b.family && y.first <= x.first && x.last <= y.last)
      assert.equal(overlaps(a, b), a.family === b.family && y.first <= x.last && x.first <= y.last)
    }),
    { seed: 1, numRuns: 2000 },
  )
})

test('the order is that of addresses, with the outer range first', () => {
  fc.assert(
    fc.property(pairs, ([a, b]) => {
      assert.equal(Math.sign(compareCidrs(a, b)), -Math.sign(compareCidrs(b, a)) + 0)
      if (!equalCidrs(a, b) && contains(a, b)) assert.ok(compareCidrs(a, b) < 0)
      if (a.family !== b.family || overlaps(a, b)) return
      assert.equal(compareCidrs(a, b) < 0, spanOf(a).first < spanOf(b).first)
    }),
    { seed: 1, numRuns: 2000 },
  )
})
