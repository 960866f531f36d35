import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FleetError } from '@bulkhead/diagnostics'
import fc from 'fast-check'
import { allocateBlock, allocateWithin, type BlockClaim } from './allocate.ts'
import { arbitraryCrowd } from './arbitrary-cidr.ts'
import type { Cidr } from './cidr.ts'
import { contains, overlaps } from './contains.ts'
import { formatCidr } from './format-cidr.ts'
import { countFreeSlots, slotsOf, type Pool } from './pool.ts'
import { parseCidr } from './read-cidr.ts'
import { supernet } from './subnets.ts'

const location = { file: 'fleet/fleet.yaml', line: 9, column: 15 }
const pool: Pool = {
  name: 'region',
  cidr: parseCidr('10.0.0.0/8'),
  blockPrefix: 13,
  reserved: [{ cidr: parseCidr('10.0.0.0/13'), reason: 'on-premises' }],
  location,
}

test('a block depends on its owner alone', () => {
  assert.equal(formatCidr(allocateBlock(pool, [], 'region/us-east-1')), '10.16.0.0/13')
  assert.equal(formatCidr(allocateBlock(pool, [], 'region/eu-west-1')), '10.32.0.0/13')
})

test('who has a block gets the same again, wherever it lies and in whatever state', () => {
  const cidr = parseCidr('10.200.0.0/13')
  const claims: BlockClaim[] = [{ cidr, owner: 'region/us-east-1', state: 'quarantined' }]
  assert.equal(allocateBlock(pool, claims, 'region/us-east-1'), cidr)
})

test('an exhausted pool says which, what was asked, what is free and the ways out', () => {
  const small: Pool = { ...pool, cidr: parseCidr('10.0.0.0/11') }
  const claims = take(small, ['region/a', 'region/b', 'region/c'])
  const last: BlockClaim = { ...claims[2]!, state: 'quarantined' }
  assert.throws(
    () => allocateBlock(small, [...claims.slice(0, 2), last], 'region/d'),
    (error: unknown) => {
      assert.ok(error instanceof FleetError)
      assert.deepEqual(error.problems, [
        {
          code: 'IPAM_EXHAUSTED',
          message:
            'pool "region" (10.0.0.0/11 in blocks of /13) is exhausted: region/d asks for a block, but none of 4 is free: 3 claimed (1 in quarantine), 1 reserved',
          hint: 'Give pool "region" a larger range or add another pool, release blocks that are not used, or choose smaller blocks.',
          location,
        },
      ])
      return true
    },
  )
})

test('inside a window, the lowest free range or the owner’s own choice', () => {
  const window = parseCidr('10.16.0.0/16')
  const taken = [parseCidr('10.16.0.0/19'), parseCidr('10.16.40.0/24')]
  const cut = (policy: 'first' | 'hash') =>
    formatCidr(allocateWithin({ window, prefix: 19, owner: 'zone/us-east-1a', taken, policy }))
  assert.equal(cut('first'), '10.16.64.0/19')
  assert.equal(cut('hash'), '10.16.224.0/19')
})

test('a window with no room says so', () => {
  const window = parseCidr('10.16.0.0/16')
  const request = { window, owner: 'cluster/x', taken: [window] }
  assert.throws(
    () => allocateWithin({ ...request, prefix: 20 }),
    /range 10\.16\.0\.0\/16 is exhausted: cluster\/x asks for a \/20, but none of 16 is free/,
  )
  assert.throws(
    () => allocateWithin({ ...request, prefix: 14 }),
    /cluster\/x asks for a \/14, but that is more than all of it/,
  )
})

test('an IPv6 pool of 2^40 blocks gives one in no time', () => {
  const wide: Pool = { ...pool, cidr: parseCidr('fd00::/8'), blockPrefix: 48 }
  const block = allocateBlock(wide, [], 'region/us-east-1')
  assert.equal(formatCidr(block), 'fd2a:c1aa:58ed::/48')
  const others = [{ cidr: block, owner: 'region/other' }]
  assert.ok(!overlaps(block, allocateBlock(wide, others, 'region/us-east-1')))
})

for (const last of ['fd00::/28', 'fd00:fff0::/28']) {
  test(`a wide pool that is full but for ${last} finds it`, () => {
    const wide: Pool = { ...pool, cidr: parseCidr('fd00::/16'), blockPrefix: 28, reserved: [] }
    const claims = [...slotsOf(wide)]
      .filter(cidr => formatCidr(cidr) !== last)
      .map(cidr => ({ cidr, owner: 'region/other' }))
    assert.equal(formatCidr(allocateBlock(wide, claims, 'region/a')), last)
  })
}

const owners = fc
  .uniqueArray(fc.integer({ min: 0, max: 999 }), { maxLength: 12 })
  .map(ids => ids.map(id => `region/r-${id}`))
const pools = arbitraryCrowd.map((crowd): Pool => ({
  ...pool,
  reserved: crowd
    .slice(0, 6)
    .filter(cidr => cidr.prefix > 11)
    .map(cidr => ({ cidr, reason: 'x' })),
}))

test('blocks are disjoint, aligned, inside the pool and clear of what is reserved', () => {
  fc.assert(
    fc.property(pools, owners, (space, names) => {
      const claims = take(space, names)
      for (const [at, { cidr }] of claims.entries()) {
        assert.deepEqual(supernet(cidr, space.blockPrefix), cidr)
        assert.ok(contains(space.cidr, cidr))
        assert.ok(!space.reserved.some(range => overlaps(range.cidr, cidr)))
        assert.ok(!claims.slice(0, at).some(other => overlaps(other.cidr, cidr)))
      }
    }),
    { seed: 1, numRuns: 200 },
  )
})

test('asking again changes nothing', () => {
  fc.assert(
    fc.property(pools, owners, (space, names) => {
      const claims = take(space, names)
      assert.deepEqual(take(space, names, claims), claims)
    }),
    { seed: 1, numRuns: 100 },
  )
})

test('who comes later moves nobody, and the order of claims does not matter', () => {
  fc.assert(
    fc.property(pools, owners, (space, names) => {
      const landed = take(space, names)
      const later = take(space, ['region/new', ...names], landed)
      assert.deepEqual(later.slice(0, landed.length), landed)
      const reversed = take(space, ['region/new'], landed.toReversed())
      assert.deepEqual(reversed.at(-1), later.at(-1))
    }),
    { seed: 1, numRuns: 100 },
  )
})

test('an owner keeps its choice unless another took that very block', () => {
  fc.assert(
    fc.property(pools, owners, (space, names) => {
      const alone = allocateBlock(space, [], 'region/new')
      const others = take(space, names)
      const among = allocateBlock(space, others, 'region/new')
      const isTaken = others.some(({ cidr }) => overlaps(cidr, alone))
      assert.equal(formatCidr(among) === formatCidr(alone), !isTaken)
    }),
    { seed: 1, numRuns: 100 },
  )
})

test('a pool gives out every slot that is free before it is exhausted', () => {
  fc.assert(
    fc.property(pools, space => {
      const free = countFreeSlots(space, [])
      const names = Array.from({ length: free }, (_, id) => `region/r-${id}`)
      const claims = take(space, names)
      assert.equal(
        countFreeSlots(
          space,
          claims.map(({ cidr }) => cidr),
        ),
        0,
      )
      assert.throws(() => allocateBlock(space, claims, 'region/one-more'), FleetError)
    }),
    { seed: 1, numRuns: 50 },
  )
})

function take(
  space: Pool,
  names: readonly string[],
  before: readonly BlockClaim[] = [],
): readonly { readonly cidr: Cidr; readonly owner: string }[] {
  return names.reduce((claims, owner) => {
    const cidr = allocateBlock(space, claims, owner)
    return claims.some(claim => claim.owner === owner) ? claims : [...claims, { cidr, owner }]
  }, before)
}

test('a range that tools use by default is taken when no other is free', () => {
  const common = { cidr: parseCidr('10.96.0.0/12'), reason: 'kubeadm', strength: 'common' } as const
  const small: Pool = {
    name: 'small',
    cidr: parseCidr('10.64.0.0/10'),
    blockPrefix: 11,
    reserved: [common],
  }
  const first = allocateBlock(small, [], 'region/a')
  assert.equal(formatCidr(first), '10.64.0.0/11')
  const claims = [{ cidr: first, owner: 'region/a' }]
  assert.equal(formatCidr(allocateBlock(small, claims, 'region/b')), '10.96.0.0/11')
})
