import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { arbitraryCidr, arbitraryCrowd } from './arbitrary-cidr.ts'
import type { Cidr } from './cidr.ts'
import { overlaps } from './contains.ts'
import { findOverlaps, findPackedOverlaps, type Overlap } from './overlap.ts'
import { packCidrs } from './pack-cidrs.ts'
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

interface Item {
  readonly id: number
  readonly cidr: Cidr
  readonly group: number
}

/** Ranges that crowd each other, with some from anywhere, in a few groups. */
const crowds: fc.Arbitrary<readonly Item[]> = fc
  .tuple(arbitraryCrowd, fc.array(arbitraryCidr, { maxLength: 10 }))
  .chain(([crowd, others]) => {
    const cidrs = [...crowd, ...others]
    return fc
      .array(fc.nat({ max: 3 }), { minLength: cidrs.length, maxLength: cidrs.length })
      .map(groups => cidrs.map((cidr, id) => ({ id, cidr, group: groups[id]! })))
  })

test('the sweep finds what comparing all pairs finds', () => {
  fc.assert(
    fc.property(crowds, items => {
      const expected = allPairs(items, () => true)
      assert.deepEqual(keysOf(findOverlaps(items)), expected)
      const packed = findPackedOverlaps(packCidrs(items.map(({ cidr }) => cidr)))
      const named = packed.map(({ outer, inner }) => pairKey(outer, inner))
      assert.deepEqual(named.sort(), expected)
    }),
    { seed: 1, numRuns: 300 },
  )
})

test('pairs within a group, or that are no conflict, are left out', () => {
  const isConflict = (a: Item, b: Item) => (a.id + b.id) % 3 > 0
  fc.assert(
    fc.property(crowds, items => {
      const found = findOverlaps(items, { groupOf: ({ group }) => group, isConflict })
      const expected = allPairs(items, (a, b) => a.group !== b.group && isConflict(a, b))
      assert.deepEqual(keysOf(found), expected)
    }),
    { seed: 1, numRuns: 300 },
  )
})

test('with a limit, an item that stays below it has all its pairs, and none is invented', () => {
  fc.assert(
    fc.property(crowds, fc.integer({ min: 1, max: 6 }), (items, most) => {
      const options = { groupOf: ({ group }: Item) => group }
      const all = findOverlaps(items, options)
      const some = findOverlaps(items, { ...options, most })
      assert.ok(keysOf(some).every(key => keysOf(all).includes(key)))
      const counted = countsOf(some)
      for (const { outer, inner } of all) {
        const isFound = some.some(pair => pair.outer === outer && pair.inner === inner)
        const isFull = [outer, inner].every(({ id }) => (counted.get(id) ?? 0) >= most)
        assert.ok(isFound || isFull)
      }
    }),
    { seed: 1, numRuns: 300 },
  )
})

test('twenty thousand equal ranges give as many pairs as the limit allows, and no more', () => {
  const cidr = parseCidr('10.244.0.0/16')
  const items = Array.from({ length: 20_000 }, (_, id) => ({ id, cidr, group: id % 1000 }))
  const options = { groupOf: ({ group }: Item) => group, most: 10 }
  const counts = countsOf(findOverlaps(items, options))
  assert.equal(counts.size, items.length)
  assert.ok([...counts.values()].every(count => count >= 10 && count <= 20))
  assert.equal(findOverlaps(items, { groupOf: () => 'one' }).length, 0)
})

function allPairs(
  items: readonly Item[],
  isConflict: (a: Item, b: Item) => boolean,
): readonly string[] {
  return items
    .flatMap((a, at) =>
      items
        .slice(at + 1)
        .flatMap(b => (overlaps(a.cidr, b.cidr) && isConflict(a, b) ? [pairKey(a.id, b.id)] : [])),
    )
    .sort()
}

function keysOf(pairs: readonly Overlap<Item>[]): readonly string[] {
  return pairs.map(({ outer, inner }) => pairKey(outer.id, inner.id)).sort()
}

function countsOf(pairs: readonly Overlap<Item>[]): ReadonlyMap<number, number> {
  const counts = new Map<number, number>()
  for (const { outer, inner } of pairs) {
    for (const { id } of [outer, inner]) counts.set(id, (counts.get(id) ?? 0) + 1)
  }
  return counts
}

function pairKey(a: number, b: number): string {
  return `${Math.min(a, b)} ${Math.max(a, b)}`
}
