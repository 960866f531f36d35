import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addressCount } from './addresses.ts'
import { overlaps } from './contains.ts'
import { formatAddress, formatCidr } from './format-cidr.ts'
import { readSpan } from './span.ts'

const cases: readonly (readonly [first: string, last: string, blocks: string])[] = [
  ['10.0.0.0', '10.0.0.255', '10.0.0.0/24'],
  ['10.0.0.8', '10.0.0.20', '10.0.0.8/29 10.0.0.16/30 10.0.0.20/32'],
  ['10.0.0.7', '10.0.0.7', '10.0.0.7/32'],
  ['0.0.0.0', '255.255.255.255', '0.0.0.0/0'],
  ['fd00::1', 'fd00::4', 'fd00::1/128 fd00::2/127 fd00::4/128'],
]

for (const [first, last, blocks] of cases) {
  test(`${first} to ${last} is ${blocks}`, () => {
    assert.equal(readSpan(first, last)?.map(formatCidr).join(' '), blocks)
  })
}

test('what is no two addresses of one family in order is no span', () => {
  for (const [first, last] of [
    ['10.0.0.9', '10.0.0.8'],
    ['10.0.0.8', 'fd00::1'],
    ['10.0.0.0/24', '10.0.1.0'],
    ['', '10.0.0.1'],
  ]) {
    assert.equal(readSpan(first!, last!), undefined)
  }
})

test('the blocks are disjoint and hold exactly the addresses between', () => {
  const word = fc.integer({ min: 0, max: 0xffffffff })
  fc.assert(
    fc.property(word, word, (a, b) => {
      const [from, to] = [Math.min(a, b), Math.max(a, b)]
      const blocks = readSpan(formatAddress([from]), formatAddress([to])) ?? []
      const starts = blocks.map(({ words }) => words[0]!)
      assert.deepEqual(
        starts,
        starts.toSorted((x, y) => x - y),
      )
      assert.equal(starts[0], from)
      assert.equal(
        blocks.reduce((sum, block) => sum + addressCount(block), 0),
        to - from + 1,
      )
      blocks.forEach((block, at) => {
        assert.ok(!blocks.slice(at + 1).some(other => overlaps(block, other)))
      })
    }),
    { numRuns: 300, seed: 1 },
  )
})
