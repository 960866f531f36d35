import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkLedger, formatCidr, ledgerOverlaps, subnetIndex } from '@bulkhead/ipam'
import { addressSpace } from '../address-space.ts'
import { fleetWith, plan, regionWith } from '../testing/addresses.ts'

const pools = {
  region: { cidr: '10.0.0.0/8', ipv6: { cidr: 'fd00:12::/40' } },
}
const dual = fleetWith({ pools })

test('the IPv6 block of a region is the one with the index of its IPv4 block', () => {
  const { regions, fleet } = plan(dual + regionWith('eu') + regionWith('us'))
  const [pool] = fleet.network.pools
  for (const { block, ipv6 } of regions.values()) {
    assert.ok(pool?.ipv6 && ipv6)
    const index = subnetIndex(pool.cidr, 13, block)
    assert.equal(subnetIndex(pool.ipv6.cidr, 48, ipv6), index)
  }
})

test('everything that has an IPv4 range has one of IPv6, of the sizes that clouds and Kubernetes take', () => {
  const { regions, clusters, ledger } = plan(dual + regionWith('eu', { clusters: [{}, {}] }))
  const [region] = regions.values()
  assert.deepEqual(
    region?.vpc.map(({ family, prefix }) => [family, prefix]),
    [
      [4, 16],
      [6, 56],
    ],
  )
  for (const { nodes, loadBalancers } of region?.zones ?? []) {
    assert.deepEqual([nodes[1]?.prefix, loadBalancers[1]?.prefix], [64, 64])
  }
  for (const { pods, services } of clusters.values()) {
    assert.deepEqual([pods[1]?.prefix, services[1]?.prefix], [56, 112])
  }
  assert.deepEqual(ledgerOverlaps(ledger), [])
})

test('a fleet becomes dual-stack without moving what it has', () => {
  const single = plan(fleetWith({}) + regionWith('eu'))
  const both = plan(dual + regionWith('eu'), single.ledger)
  const ipv4 = (planned: typeof both) =>
    [...planned.clusters.values()].flatMap(({ pods, services }) =>
      [pods[0], services[0]].map(range => range && formatCidr(range)),
    )
  assert.deepEqual(ipv4(both), ipv4(single))
  assert.ok([...both.clusters.values()].every(({ pods }) => pods.length === 2))
  assert.equal(plan(dual + regionWith('eu'), both.ledger).text, both.text)
})

test('a pool of clusters is dual-stack as that of regions is', () => {
  const pods = { role: 'pod', cidr: '100.64.0.0/16', block: '/20', ipv6: { cidr: 'fd00:13::/40' } }
  const documents = fleetWith({ pools: { ...pools, pods } }) + regionWith('eu')
  const { clusters, ledger, fleet, text } = plan(documents)
  const [cluster] = clusters.values()
  assert.deepEqual(
    cluster?.pods.map(({ prefix }) => prefix),
    [20, 56],
  )
  assert.deepEqual(checkLedger(ledger, addressSpace(fleet)), [])
  assert.equal(plan(documents, ledger).text, text)
})
