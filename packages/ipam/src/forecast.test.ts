import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FleetError } from '@bulkhead/diagnostics'
import fc from 'fast-check'
import { allocateId, type IdPool } from './allocate-id.ts'
import { allocateBlock, allocateWithin, type BlockClaim } from './allocate.ts'
import { arbitraryCrowd } from './arbitrary-cidr.ts'
import { forecastIds, forecastPool, forecastWindow } from './forecast.ts'
import type { State } from './ledger.ts'
import type { Pool } from './pool.ts'
import { parseCidr } from './read-cidr.ts'

const pool: Pool = {
  name: 'region',
  cidr: parseCidr('10.0.0.0/8'),
  blockPrefix: 13,
  reserved: [{ cidr: parseCidr('10.0.0.0/13'), reason: 'on-premises' }],
}

test('a pool of 32 blocks with one reserved, two taken and one in quarantine', () => {
  const claims: readonly BlockClaim[] = [
    claim('10.8.0.0/13'),
    claim('10.16.0.0/13'),
    claim('10.24.0.0/13', 'quarantined'),
  ]
  assert.deepEqual(forecastPool(pool, claims), { used: 3, more: 28, afterGc: 29 })
})

test('a wide IPv6 pool is forecast without listing it', () => {
  const wide: Pool = { ...pool, cidr: parseCidr('fd00::/8'), blockPrefix: 48 }
  const claims = [claim('fd00:1::/48')]
  const more = 2 ** 40 - 1
  assert.deepEqual(forecastPool(wide, claims), { used: 1, more, afterGc: more })
})

test('a window too small for the size has room for none', () => {
  const window = { window: parseCidr('10.16.0.0/16'), prefix: 14, taken: [] }
  assert.deepEqual(forecastWindow(window, []), { used: 0, more: 0, afterGc: 0 })
})

test('ids that a member could not work with are not forecast', () => {
  const mesh: IdPool = { name: 'default', min: 1, max: 255, refused: id => id >= 128 }
  const claims = [{ id: 1 }, { id: 200 }, { id: 2, state: 'quarantined' as const }]
  assert.deepEqual(forecastIds(mesh, claims), { used: 2, more: 125, afterGc: 126 })
})

const state = fc.constantFrom<State>('planned', 'active', 'draining', 'quarantined')
const crowd = fc.tuple(arbitraryCrowd, fc.infiniteStream(state)).map(([cidrs, states]) =>
  cidrs.map((cidr, at): BlockClaim => ({
    cidr,
    owner: `region/held-${at}`,
    state: [...states.take(at + 1)].at(-1)!,
  })),
)

test('as many blocks are given out as were forecast, now and after gc', () => {
  fc.assert(
    fc.property(crowd, claims => {
      const held = claims.filter(({ state }) => state !== 'quarantined')
      const { used, more, afterGc } = forecastPool(pool, claims)
      assert.equal(allocateAll(claims), more)
      assert.equal(allocateAll(held), afterGc)
      assert.equal(used + more, 31)
    }),
    { numRuns: 200, seed: 1 },
  )
})

function allocateAll(held: readonly BlockClaim[]): number {
  const claims = [...held]
  return countUntilExhausted(owner => {
    claims.push({ cidr: allocateBlock(pool, claims, owner), owner })
  })
}

test('as many ranges of a window are given out as were forecast, by either policy', () => {
  const request = fc.record({
    prefix: fc.integer({ min: 11, max: 15 }),
    policy: fc.constantFrom('hash' as const, 'first' as const),
    claims: crowd,
  })
  fc.assert(
    fc.property(request, ({ prefix, policy, claims }) => {
      const window = parseCidr('10.64.0.0/10')
      const taken = claims.map(({ cidr }) => cidr)
      const succeeded = countUntilExhausted(owner => {
        taken.push(allocateWithin({ window, prefix, taken, owner, policy }))
      })
      assert.equal(forecastWindow({ window, prefix, taken: [] }, claims).more, succeeded)
    }),
    { numRuns: 200, seed: 1 },
  )
})

test('as many ids are given out as were forecast', () => {
  const ids = fc.uniqueArray(fc.integer({ min: 0, max: 40 }), { maxLength: 40 })
  fc.assert(
    fc.property(ids, fc.integer({ min: 2, max: 9 }), (held, divisor) => {
      const mesh: IdPool = { name: 'm', min: 1, max: 30, refused: id => id % divisor === 0 }
      const claims = held.map(id => ({ id, owner: `cluster/held-${id}` }))
      const { more } = forecastIds(mesh, claims)
      const succeeded = countUntilExhausted(owner => {
        claims.push({ id: allocateId(mesh, claims, owner), owner })
      })
      assert.equal(more, succeeded)
    }),
    { numRuns: 200, seed: 1 },
  )
})

function claim(text: string, state: State = 'active'): BlockClaim {
  return { cidr: parseCidr(text), owner: `region/${text}`, state }
}

/** Gives out one after another, each to an owner of its own, until there is no more. */
function countUntilExhausted(allocate: (owner: string) => void): number {
  for (let count = 0; ; count++) {
    try {
      allocate(`owner/new-${count}`)
    } catch (error) {
      if (!(error instanceof FleetError)) throw error
      return count
    }
  }
}
