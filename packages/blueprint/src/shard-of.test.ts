import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Cluster, Instance } from '@bulkhead/fleet'
import fc from 'fast-check'
import { shardOf } from './shard-of.ts'

function shardsOf(names: readonly string[], shards: number): readonly (string | undefined)[] {
  const clusters = names.map(name => ({ name }) as Cluster)
  const instance: Instance = { name: 'hub', runsIn: undefined, clusters, shards }
  return clusters.map(cluster => shardOf(cluster, instance))
}

const many = Array.from({ length: 1000 }, (_, i) => `eu-west-${i}-production`)

test('a cluster is pinned only where there is more than one controller', () => {
  assert.deepEqual(shardsOf(['eu', 'us'], 1), [undefined, undefined])
})

for (const shards of [2, 3, 10, 20]) {
  test(`of ${shards} controllers each has its share, within two fifths of an even one`, () => {
    const even = many.length / shards
    const loads = Map.groupBy(shardsOf(many, shards), shard => shard)
    assert.equal(loads.size, shards)
    for (const { length } of loads.values()) assert.ok(Math.abs(length - even) < even * 0.4)
  })
}

test('a newcomer moves no other, and one more controller draws clusters only to itself', () => {
  const names = fc.uniqueArray(fc.stringMatching(/^[a-z][a-z0-9-]{0,20}$/), { minLength: 1 })
  fc.assert(
    fc.property(names, fc.integer({ min: 2, max: 12 }), (all, shards) => {
      const pinned = shardsOf(all, shards)
      assert.deepEqual(shardsOf(all.slice(1), shards), pinned.slice(1))
      shardsOf(all, shards + 1).forEach((shard, i) => {
        assert.ok(shard === pinned[i] || shard === String(shards))
      })
    }),
    { numRuns: 200, seed: 1 },
  )
})
