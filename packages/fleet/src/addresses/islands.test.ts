import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formatCidr, ledgerOverlaps, parseCidr, overlaps } from '@bulkhead/ipam'
import { claimsOf, fleetWith, plan, regionWith } from '../testing/addresses.ts'

const pools = {
  region: { cidr: '10.0.0.0/8' },
  pods: { role: 'pod', cidr: '100.64.0.0/15', islands: true },
}
const islands = fleetWith({ model: 'island', pools })

test('every island draws its pods from all of the pool, and its own clusters stay apart', () => {
  const two = [{}, {}]
  const spec = islands + regionWith('eu', { clusters: two }) + regionWith('us', { clusters: two })
  const { clusters, ledger } = plan(spec)
  const pods = (region: string) =>
    [...clusters].flatMap(([name, ranges]) => (name.startsWith(region) ? ranges.pods : []))
  for (const region of ['eu', 'us']) {
    const texts = pods(region).map(formatCidr).sort()
    assert.deepEqual(texts, ['100.64.0.0/16', '100.65.0.0/16'])
  }
  assert.deepEqual(ledgerOverlaps(ledger), [])
  assert.equal(plan(spec, ledger).text, plan(spec).text)
})

test('an island whose pool is used up says so; another is not touched by that', () => {
  const spec = islands + regionWith('eu', { clusters: [{}, {}, {}] }) + regionWith('us')
  assert.throws(() => plan(spec), /range 100\.64\.0\.0\/15 is exhausted: cluster\/eu-c\d asks/)
})

test('of a flat fleet one region can be an island', () => {
  const mixed = fleetWith({ pools }) + regionWith('eu') + regionWith('plant', { model: 'island' })
  const { ledger } = plan(mixed)
  assert.match(claimsOf(ledger, 'cluster/plant-c0').join(), /pod 100\.6[45]\./)
  assert.match(claimsOf(ledger, 'cluster/eu-c0').join(), /pod 10\./)
})

test('clusters of a flat fleet take from a pool for their role, each its own block', () => {
  const shared = fleetWith({
    pools: {
      region: { cidr: '10.0.0.0/8' },
      pods: { role: 'pod', cidr: '100.64.0.0/10' },
      balancers: { role: 'loadbalancer', cidr: '198.18.0.0/15', block: '/24' },
      globalnet: { role: 'globalnet', cidr: '242.0.0.0/8' },
    },
  })
  const { clusters, ledger } = plan(shared + regionWith('eu') + regionWith('us'))
  const all = [...clusters.values()]
  for (const { pods, loadBalancers, globalnet } of all) {
    assert.ok(overlaps(pods[0]!, parseCidr('100.64.0.0/10')))
    assert.deepEqual([loadBalancers[0]?.prefix, globalnet[0]?.prefix], [24, 16])
  }
  assert.deepEqual(ledgerOverlaps(ledger), [])
})

test('a region takes a number for BGP where the fleet has them', () => {
  const { regions } = plan(
    fleetWith({ asns: { from: 64512, to: 64513 } }) + regionWith('eu') + regionWith('us'),
  )
  assert.deepEqual([...regions.values()].map(({ asn }) => asn).sort(), [64512, 64513])
})

test('low ids are those with bit 7 clear', () => {
  const low = fleetWith({
    pools: { region: { cidr: '10.0.0.0/8', block: '/9' } },
    mesh: { maxConnectedClusters: 511, lowIds: true },
  })
  const many = Array.from({ length: 40 }, () => ({}))
  const { clusters } = plan(low + regionWith('eu', { clusters: many }))
  for (const { meshId } of clusters.values()) assert.equal((meshId ?? 0x80) & 0x80, 0)
})
