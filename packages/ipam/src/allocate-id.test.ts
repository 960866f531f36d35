import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { allocateId, type IdPool } from './allocate-id.ts'

const mesh: IdPool = { name: 'default', min: 1, max: 255 }

test('an id depends on its owner alone, and who has one keeps it', () => {
  const id = allocateId(mesh, [], 'cluster/us-east-1-production')
  assert.equal(id, 52)
  const claims = [{ id: 9, owner: 'cluster/us-east-1-production' }]
  assert.equal(allocateId(mesh, claims, 'cluster/us-east-1-production'), 9)
})

test('ids that a member could not work with are not given out', () => {
  const refused = (id: number) => (id & 128) !== 0
  const small: IdPool = { name: 'default', min: 126, max: 200, refused }
  assert.deepEqual(
    take(small, ['a', 'b'])
      .map(({ id }) => id)
      .sort(),
    [126, 127],
  )
  assert.throws(
    () => allocateId(small, take(small, ['a', 'b']), 'cluster/c'),
    /the range of ids of "default" \(126 to 200\) is exhausted: cluster\/c asks for one, but none is free: 2 claimed, 73 refused/,
  )
})

test('a range of millions gives out numbers without weighing each', () => {
  const asns: IdPool = { name: 'default', min: 1, max: 4294967294 }
  const ids = take(asns, ['region/a', 'region/b', 'region/c']).map(({ id }) => id)
  assert.equal(new Set(ids).size, 3)
  assert.ok(ids.every(id => id >= asns.min && id <= asns.max))
})

test('a range too large to weigh is given out to its last number', () => {
  const pool: IdPool = { name: 'default', min: 1, max: 2000 }
  const held = Array.from({ length: 1999 }, (_, at) => ({ id: at + 1, owner: `region/${at}` }))
  assert.equal(allocateId(pool, held, 'region/last'), 2000)
  const all = [...held, { id: 2000, owner: 'region/last' }]
  assert.throws(() => allocateId(pool, all, 'region/more'), /none is free: 2000 claimed, 0 refused/)
})

test('every owner has an id of its own, in range, until all are taken', () => {
  const names = fc.uniqueArray(fc.string({ maxLength: 6 }), { maxLength: 30 })
  fc.assert(
    fc.property(names, owners => {
      const ids = take({ ...mesh, max: 30 }, owners).map(({ id }) => id)
      assert.equal(new Set(ids).size, owners.length)
      assert.ok(ids.every(id => id >= 1 && id <= 30))
    }),
    { seed: 1, numRuns: 100 },
  )
})

function take(pool: IdPool, owners: readonly string[]): readonly { id: number; owner: string }[] {
  return owners.reduce<{ id: number; owner: string }[]>(
    (claims, owner) => [...claims, { id: allocateId(pool, claims, owner), owner }],
    [],
  )
}
