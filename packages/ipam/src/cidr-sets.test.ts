import assert from 'node:assert/strict'
import { test } from 'node:test'
import { excludeCidr, mergeCidr } from 'cidr-tools'
import fc from 'fast-check'
import { arbitraryCidr, arbitraryPart, arbitraryWindow, slotsCovered } from './arbitrary-cidr.ts'
import { intersect, subtract, unite } from './cidr-sets.ts'
import { addressBits, type Cidr } from './cidr.ts'
import { formatCidr } from './format-cidr.ts'
import { parseCidr } from './read-cidr.ts'
import { splitHalves } from './subnets.ts'

const read = (texts: string) => texts.split(' ').filter(Boolean).map(parseCidr)
const format = (cidrs: readonly Cidr[]) => cidrs.map(formatCidr).join(' ')

const unions: readonly [name: string, cidrs: string, united: string][] = [
  ['nothing', '', ''],
  ['two halves make a whole', '10.128.0.0/9 10.0.0.0/9', '10.0.0.0/8'],
  ['four quarters do, step by step', '10.0.0.0/10 10.64.0.0/10 10.128.0.0/9', '10.0.0.0/8'],
  [
    'neighbours that are no halves stay apart',
    '10.1.0.0/16 10.2.0.0/16',
    '10.1.0.0/16 10.2.0.0/16',
  ],
  ['what lies inside adds nothing', '10.20.0.0/16 10.0.0.0/8 10.0.0.0/8', '10.0.0.0/8'],
  ['halves over the words of an address', 'fd00:0:8000::/33 fd00::/33', 'fd00::/32'],
  ['families stay apart', '::/0 0.0.0.0/0', '0.0.0.0/0 ::/0'],
]

for (const [name, cidrs, united] of unions) {
  test(`union: ${name}`, () => assert.equal(format(unite(read(cidrs))), united))
}

const differences: readonly [name: string, from: string, taken: string, left: string][] = [
  ['nothing is taken', '10.0.0.0/8', '11.0.0.0/8', '10.0.0.0/8'],
  ['all is taken', '10.16.0.0/13', '10.0.0.0/8', ''],
  [
    'what is around a hole is left',
    '10.16.0.0/13',
    '10.18.0.0/16',
    '10.16.0.0/15 10.19.0.0/16 10.20.0.0/14',
  ],
  ['one of the other family takes nothing', 'fd00::/8', '0.0.0.0/0', 'fd00::/8'],
  [
    'one address of an IPv6 range',
    'fd00::/125',
    'fd00::2/128',
    'fd00::/127 fd00::3/128 fd00::4/126',
  ],
]

for (const [name, from, taken, left] of differences) {
  test(`difference: ${name}`, () => assert.equal(format(subtract(read(from), read(taken))), left))
}

test('intersection: what both have, whichever has the larger range', () => {
  const [a, b] = [read('10.0.0.0/8 192.168.0.0/24 fd00::/8'), read('10.20.0.0/16 192.168.0.0/16')]
  assert.equal(format(intersect(a, b)), '10.20.0.0/16 192.168.0.0/24')
  assert.equal(format(intersect(b, a)), '10.20.0.0/16 192.168.0.0/24')
})

/** A window, and sets of its blocks. */
const sets = arbitraryWindow.chain(window => {
  const set = fc.array(arbitraryPart(window), { maxLength: 12 })
  return fc.record({ window: fc.constant(window), a: set, b: set, c: set })
})

test('each operation is that on the bits of a bitmap', () => {
  fc.assert(
    fc.property(sets, ({ window, a, b }) => {
      const [x, y] = [slotsCovered(window, a), slotsCovered(window, b)]
      assert.deepEqual(
        slotsCovered(window, unite([...a, ...b])),
        bits(x, y, (p, q) => p || q),
      )
      assert.deepEqual(
        slotsCovered(window, intersect(a, b)),
        bits(x, y, (p, q) => p && q),
      )
      assert.deepEqual(
        slotsCovered(window, subtract(a, b)),
        bits(x, y, (p, q) => p && !q),
      )
    }),
    { seed: 1, numRuns: 500 },
  )
})

test('each result is canonical: united again, it is the same', () => {
  fc.assert(
    fc.property(sets, ({ a, b }) => {
      for (const result of [unite(a), intersect(a, b), subtract(a, b)]) {
        assert.deepEqual(unite(result.toReversed()), result)
      }
    }),
    { seed: 1, numRuns: 500 },
  )
})

test('no set of fewer ranges covers the same', () => {
  fc.assert(
    fc.property(sets, ({ window, a }) => {
      assert.equal(unite(a).length, fewest(slotsCovered(window, a)))
    }),
    { seed: 1, numRuns: 500 },
  )
})

test('the laws of sets hold', () => {
  fc.assert(
    fc.property(sets, ({ a, b, c }) => {
      assert.deepEqual(unite([...a, ...b]), unite([...b, ...a]), 'union commutes')
      assert.deepEqual(intersect(a, b), intersect(b, a), 'intersection commutes')
      assert.deepEqual(intersect(intersect(a, b), c), intersect(a, intersect(b, c)), 'associates')
      assert.deepEqual(
        intersect(a, [...b, ...c]),
        unite([...intersect(a, b), ...intersect(a, c)]),
        'intersection distributes over union',
      )
      assert.deepEqual(
        subtract(a, [...b, ...c]),
        intersect(subtract(a, b), subtract(a, c)),
        'De Morgan',
      )
      assert.deepEqual(subtract(a, subtract(a, b)), intersect(a, b), 'what is not left is shared')
      assert.deepEqual(unite([...subtract(a, b), ...intersect(a, b)]), unite(a), 'parts make all')
      assert.deepEqual(intersect(subtract(a, b), b), [], 'what is left is not taken')
    }),
    { seed: 1, numRuns: 500 },
  )
})

test('cidr-tools unites and subtracts to the same ranges', () => {
  const set = fc.array(arbitraryCidr, { maxLength: 8 })
  const texts = (cidrs: readonly Cidr[]) => cidrs.map(formatCidr)
  fc.assert(
    fc.property(set, set, fc.nat(), (a, b, choice) => {
      // Some parts of the ranges, or hardly any two would meet.
      const taken = [...b, ...a.filter((_, at) => (choice >> at) % 2).map(half)]
      assert.deepEqual(
        texts(unite([...a, ...taken])).sort(),
        mergeCidr(texts([...a, ...taken])).sort(),
      )
      assert.deepEqual(texts(subtract(a, taken)).sort(), excludeCidr(texts(a), texts(taken)).sort())
    }),
    { seed: 1, numRuns: 300 },
  )
})

/** The upper half of a range, or all of a single address. */
function half(cidr: Cidr): Cidr {
  return cidr.prefix === addressBits(cidr.family) ? cidr : splitHalves(cidr)[1]
}

function bits(
  x: readonly boolean[],
  y: readonly boolean[],
  combine: (p: boolean, q: boolean) => boolean,
): readonly boolean[] {
  return x.map((p, at) => combine(p, y[at]!))
}

/** In how few aligned blocks of a power of two a bitmap can be cut. */
function fewest(slots: readonly boolean[]): number {
  if (!slots.includes(true)) return 0
  if (!slots.includes(false)) return 1
  const middle = slots.length / 2
  return fewest(slots.slice(0, middle)) + fewest(slots.slice(middle))
}
