import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addressCount } from './addresses.ts'
import { arbitraryCrowd } from './arbitrary-cidr.ts'
import { overlaps } from './contains.ts'
import { formatCidr } from './format-cidr.ts'
import { freeBlocks } from './free-blocks.ts'
import { freeRuns } from './free-runs.ts'
import { findOverlaps } from './overlap.ts'
import { parseCidr } from './read-cidr.ts'
import { subnetAt, supernet } from './subnets.ts'

const window = parseCidr('10.0.0.0/8')

function free(window: string, ...taken: readonly string[]): readonly string[] {
  return freeBlocks(parseCidr(window), taken.map(parseCidr)).map(formatCidr)
}

test('what is left is told in the fewest blocks', () => {
  assert.deepEqual(free('10.16.0.0/16'), ['10.16.0.0/16'])
  assert.deepEqual(free('10.16.0.0/16', '10.16.0.0/20', '10.16.16.0/22'), [
    '10.16.20.0/22',
    '10.16.24.0/21',
    '10.16.32.0/19',
    '10.16.64.0/18',
    '10.16.128.0/17',
  ])
})

test('what lies elsewhere does not matter, and what encloses the window leaves nothing', () => {
  assert.deepEqual(free('10.16.0.0/16', '10.17.0.0/16', 'fd00::/8'), ['10.16.0.0/16'])
  assert.deepEqual(free('10.16.0.0/16', '10.0.0.0/8'), [])
})

test('one address of an IPv6 window costs one block for each bit', () => {
  const left = free('fd00::/48', 'fd00::/128')
  assert.equal(left.length, 80)
  assert.deepEqual([left[0], left.at(-1)], ['fd00::1/128', 'fd00:0:0:8000::/49'])
})

test('blocks are disjoint, touch nothing taken, and are all that the slots say is free', () => {
  fc.assert(
    fc.property(arbitraryCrowd, taken => {
      const blocks = freeBlocks(window, taken)
      assert.deepEqual(findOverlaps(blocks.map(cidr => ({ cidr }))), [])
      for (const block of blocks) assert.ok(!taken.some(cidr => overlaps(cidr, block)))
      // No range of the crowd is smaller than a /18, so that slots of /18 lose nothing.
      const runs = freeRuns({ window, prefix: 18, taken })
      const size = addressCount(subnetAt(window, 18, 0))
      assert.equal(
        blocks.reduce((sum, block) => sum + addressCount(block), 0),
        runs.reduce((sum, { count }) => sum + count * size, 0),
      )
      // Two halves of one block would have been that block.
      const doubled = blocks.map(block => formatCidr(supernet(block, block.prefix - 1)))
      assert.equal(new Set(doubled).size, blocks.length)
    }),
    { numRuns: 300, seed: 1 },
  )
})
