import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  emptyLedger,
  findOverlaps,
  formatCidr,
  formatLedger,
  ledgerEntries,
  ledgerOverlaps,
  parseCidr,
  type Ledger,
} from '@bulkhead/ipam'
import { addressSpace } from '../address-space.ts'
import type { ClusterName, RegionName } from '../name.ts'
import { document, load, smallFleet } from '../testing/spec.ts'
import { planAddresses } from './plan-addresses.ts'
import { layOutRegion } from './region-layout.ts'

const defaultCapacity = { clusters: 4, nodes: 250, growTo: 250, zones: 8 }

test('a /13 is cut into a VPC, services, room for growth and pods', () => {
  const layout = layOutRegion(parseCidr('10.8.0.0/13'), defaultCapacity)
  assert.deepEqual(
    {
      vpc: formatCidr(layout.vpc),
      zones: [formatCidr(layout.zone.window), layout.zone.prefix],
      services: [formatCidr(layout.services.window), layout.services.prefix],
      pods: [formatCidr(layout.pods.window), layout.pods.prefix],
    },
    {
      vpc: '10.8.0.0/16',
      zones: ['10.8.0.0/16', 19],
      services: ['10.9.0.0/16', 20],
      pods: ['10.12.0.0/14', 16],
    },
  )
})

test('a block that cannot hold the capacity says which one could', () => {
  const capacity = { clusters: 4, nodes: 1000, growTo: 1000, zones: 8 }
  assert.throws(
    () => layOutRegion(parseCidr('10.8.0.0/13'), capacity),
    /10\.8\.0\.0\/13 cannot hold 4 clusters of 1000 nodes in 8 zones; that takes a \/11/,
  )
  assert.doesNotThrow(() => layOutRegion(parseCidr('10.0.0.0/11'), capacity))
})

function regionOf(name: string, clusters = 1, zones = 3): string {
  return document('Region', name, {
    provider: zones > 0 ? 'aws' : 'kind',
    zones: Array.from({ length: zones }, (_, i) => `${name}-z${i}`),
    clusters: Array.from({ length: clusters }, (_, i) => ({
      name: `${name}-c${i}`,
      environment: 'production',
    })),
  })
}

function plan(spec: string, ledger: Ledger = emptyLedger) {
  const { fleet } = load(spec)
  return { fleet, ...planAddresses(fleet, ledger) }
}

function textOf({ fleet, ledger }: ReturnType<typeof plan>): string {
  return formatLedger(ledger, addressSpace(fleet))
}

function claimsOf(ledger: Ledger): readonly string[] {
  return ledgerEntries(ledger).map(e => `${formatCidr(e.cidr)} ${e.role} ${e.owner} ${e.state}`)
}

test('planning again changes nothing', () => {
  const spec = smallFleet + regionOf('eu', 2) + regionOf('us')
  const once = plan(spec)
  assert.equal(textOf(plan(spec, once.ledger)), textOf(once))
})

test('adding a region, a zone and clusters moves nothing that exists', () => {
  const before = plan(smallFleet + regionOf('eu', 1, 2))
  const after = plan(smallFleet + regionOf('eu', 4, 5) + regionOf('us', 2), before.ledger)
  const claims = new Set(claimsOf(after.ledger))
  for (const claim of claimsOf(before.ledger)) assert.ok(claims.has(claim), claim)
})

test('what leaves the spec is quarantined, and comes back to what it had', () => {
  const spec = smallFleet + regionOf('eu', 2) + regionOf('us')
  const before = plan(spec)
  const without = plan(smallFleet + regionOf('eu', 1), before.ledger)
  const quarantined = claimsOf(without.ledger).filter(claim => claim.endsWith('quarantined'))
  assert.ok(quarantined.some(claim => claim.includes('region/us')))
  assert.ok(quarantined.some(claim => claim.includes('pod cluster/eu-c1')))
  assert.equal(textOf(plan(spec, without.ledger)), textOf(before))
})

test('a quarantined block is not given to another region', () => {
  const before = plan(smallFleet + regionOf('eu'))
  const after = plan(smallFleet + regionOf('us'), before.ledger)
  assert.notEqual(
    formatCidr(after.regions.get('us' as RegionName)!.block),
    formatCidr(before.regions.get('eu' as RegionName)!.block),
  )
})

test('a region without zones has no VPC; its clusters have ranges all the same', () => {
  const { regions, clusters } = plan(smallFleet + regionOf('local', 1, 0))
  assert.deepEqual(regions.get('local' as RegionName)?.vpc, [])
  assert.equal(clusters.get('local-c0' as ClusterName)?.pods[0]?.prefix, 16)
})

test('whatever is added in whatever order, nothing overlaps and ids are unique', () => {
  const step = fc.record({
    region: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
    clusters: fc.integer({ min: 0, max: 4 }),
    zones: fc.integer({ min: 0, max: 8 }),
  })
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), steps => {
      let ledger = emptyLedger
      const regions = new Map<string, string>()
      for (const { region, clusters, zones } of steps) {
        regions.set(region, regionOf(region, clusters, zones))
        const planned = plan(smallFleet + [...regions.values()].join(''), ledger)
        ledger = planned.ledger
        assert.deepEqual(ledgerOverlaps(ledger), [])
        const pods = [...planned.clusters.values()].flatMap(({ pods }) =>
          pods.map(cidr => ({ cidr })),
        )
        assert.deepEqual(findOverlaps(pods), [])
        const ids = [...planned.clusters.values()].map(({ meshId }) => meshId)
        assert.equal(new Set(ids).size, ids.length)
      }
    }),
    { numRuns: 60, seed: 1 },
  )
})

test('a cluster that was only planned can go to another region: what it leaves is quarantined', () => {
  const named = (region: string, ...clusters: readonly string[]) =>
    document('Region', region, {
      provider: 'kind',
      clusters: clusters.map(name => ({ name, environment: 'production' })),
    })
  const before = plan(smallFleet + named('eu', 'a') + named('us', 'b'))
  const after = plan(smallFleet + named('eu') + named('us', 'a', 'b'), before.ledger)
  const mine = claimsOf(after.ledger).filter(claim => claim.includes(' cluster/a '))
  assert.equal(mine.filter(claim => claim.endsWith('quarantined')).length, 2)
  assert.equal(mine.filter(claim => claim.endsWith('planned')).length, 2)
  const back = plan(smallFleet + named('eu', 'a') + named('us', 'b'), after.ledger)
  const pods = (planned: typeof back) =>
    planned.clusters.get('a' as ClusterName)?.pods.map(formatCidr)
  assert.deepEqual(pods(back), pods(before))
})
