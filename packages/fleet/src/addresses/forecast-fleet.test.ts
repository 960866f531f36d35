import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FleetError } from '@bulkhead/diagnostics'
import { emptyLedger, freeQuarantined, type Ledger } from '@bulkhead/ipam'
import fc from 'fast-check'
import type { Fleet } from '../fleet.ts'
import type { LoadedFleet } from '../load-fleet.ts'
import { fleetWith, regionWith } from '../testing/addresses.ts'
import { load } from '../testing/spec.ts'
import type { Capacity } from './capacity.ts'
import { forecastFleet } from './forecast-fleet.ts'
import { planAddresses } from './plan-addresses.ts'

/** How many clusters each region has. The plant is an island, whatever the rest is. */
interface Members {
  readonly [region: string]: number
}

const ten8 = { region: { cidr: '10.0.0.0/8' } }

/** A fleet with the ledger that it has after a life: first these members, then those. */
function grown(network: object, ...lives: readonly Members[]): LoadedFleet {
  let ledger: Ledger = emptyLedger
  let loaded: LoadedFleet | undefined
  for (const members of lives) {
    loaded = load(specWith(members, network))
    ledger = planAddresses(loaded.fleet, ledger).ledger
  }
  return { ...loaded!, ledger }
}

function specWith(members: Members, network: object): string {
  const regions = Object.entries(members).map(([name, count]) =>
    regionWith(name, {
      clusters: Array.from({ length: count }, () => ({})),
      zones: 1,
      model: name === 'plant' ? 'island' : undefined,
    }),
  )
  return fleetWith(network) + regions.join('')
}

function lines(loaded: LoadedFleet): readonly string[] {
  return forecastFleet(loaded).capacities.map(
    ({ scope, name, unit, used, more, afterGc, limit }) =>
      `${scope} ${name}: ${used} and ${more} more ${unit} (${afterGc}), ${limit}`,
  )
}

test('a fleet is forecast as a whole and by pool, mesh, region and cluster', () => {
  assert.deepEqual(lines(grown({}, { eu: 2, us: 1, gone: 1 }, { eu: 1, us: 1 })), [
    'fleet acme: 2 and 121 more clusters (126), blocks',
    'pool region: 3 and 29 more regions (30), blocks',
    'mesh default: 4 and 251 more clusters (253), ids',
    'region eu: 2 and 2 more clusters (3), pods',
    'region us: 1 and 3 more clusters (3), pods',
    'cluster eu-c0: 3 and 253 more nodes (253), pods',
    'cluster us-c0: 3 and 253 more nodes (253), pods',
  ])
})

test('what the ledger has nothing for yet is counted as given out', () => {
  const loaded = { ...load(specWith({ eu: 1, us: 1 }, {})), ledger: emptyLedger }
  assert.equal(lines(loaded)[1], 'pool region: 2 and 30 more regions (30), blocks')
})

test('where ids end before addresses do, they limit the fleet', () => {
  const pools = { region: { cidr: '10.0.0.0/8', block: '/15' } }
  const [fleet] = lines(grown({ pools, capacity: { clusters: 8, nodes: 30 } }, { eu: 1 }))
  assert.equal(fleet, 'fleet acme: 1 and 254 more clusters (254), ids')
})

test('a pool that clusters share limits all of them, and ASNs limit regions', () => {
  const pools = { ...ten8, pods: { role: 'pod', cidr: '100.64.0.0/14' } }
  assert.deepEqual(lines(grown({ pools, asns: { from: 64512, to: 64514 } }, { eu: 1 })), [
    'fleet acme: 1 and 3 more clusters (3), pods',
    'pool pods: 1 and 3 more clusters (3), blocks',
    'pool region: 1 and 2 more regions (2), asns',
    'mesh default: 1 and 254 more clusters (254), ids',
    'asns default: 1 and 2 more regions (2), asns',
    'region eu: 1 and 3 more clusters (3), pods',
    'cluster eu-c0: 3 and 253 more nodes (253), pods',
  ])
})

test('an island has a pool for itself, whatever the others took from it', () => {
  const pools = { ...ten8, pods: { role: 'pod', cidr: '100.64.0.0/15', islands: true } }
  const regions = lines(grown({ model: 'island', pools }, { eu: 2, us: 1 }))
  assert.deepEqual(regions.slice(0, 1).concat(regions.slice(-5, -3)), [
    'fleet acme: 3 and 61 more clusters (61), blocks',
    'region eu: 2 and 0 more clusters (0), pods',
    'region us: 1 and 1 more clusters (1), pods',
  ])
})

test('a dual-stack cluster has as many nodes as the smaller of its ranges', () => {
  const pools = { region: { ...ten8.region, ipv6: { cidr: 'fd00:12::/40' } } }
  const [cluster] = lines(grown({ pools }, { eu: 1 })).slice(-1)
  assert.equal(cluster, 'cluster eu-c0: 3 and 253 more nodes (253), pods')
})

test('without a mesh no ids are forecast', () => {
  const loaded = grown({ mesh: { enabled: false } }, { eu: 1 })
  const scopes = forecastFleet(loaded).capacities.map(({ scope }) => scope)
  assert.deepEqual(scopes, ['fleet', 'pool', 'region', 'cluster'])
})

test('what has the greatest share in use ends first', () => {
  const first = (loaded: LoadedFleet) => {
    const { first } = forecastFleet(loaded)
    return `${first?.scope} ${first?.name}`
  }
  assert.equal(first(grown({}, { eu: 1, us: 3 })), 'region us')
  assert.equal(
    first(grown({ pools: { region: { cidr: '10.0.0.0/13' } } }, { eu: 1 })),
    'pool region',
  )
})

const warnings: readonly [
  name: string,
  network: object,
  members: Members,
  says: readonly string[],
][] = [
  [
    'room for two more regions',
    { pools: { region: { cidr: '10.0.0.0/11' } } },
    { eu: 1, us: 1 },
    ['IPAM_POOL_LOW pool "region" has room for 2 more regions; Widen the pool or add another.'],
  ],
  ['room for three', { pools: { region: { cidr: '10.0.0.0/11' } } }, { eu: 1 }, []],
  [
    'a pool of clusters with room for one',
    { pools: { ...ten8, pods: { role: 'pod', cidr: '100.64.0.0/15' } } },
    { eu: 1 },
    ['IPAM_POOL_LOW pool "pods" has room for 1 more cluster; Widen the pool or add another.'],
  ],
  [
    'few ASNs',
    { asns: { from: 64512, to: 64513 } },
    { eu: 1 },
    [
      'IPAM_POOL_LOW pool "region" has room for 1 more region; Widen the range of ASNs: each region takes one.',
    ],
  ],
  [
    'a pool whose blocks hold no region',
    { pools: { ...ten8, lab: { cidr: '172.16.0.0/12', block: '/16' } } },
    { eu: 1 },
    [
      'IPAM_POOL_LOW a block of pool "lab" cannot hold the spec.network.capacity of a region; Choose larger blocks, or less capacity.',
    ],
  ],
]

for (const [name, network, members, says] of warnings) {
  test(`the warnings for ${name}`, () => {
    assert.deepEqual(
      forecastFleet(grown(network, members)).warnings.map(
        ({ code, message, hint }) => `${code} ${message}; ${hint}`,
      ),
      says,
    )
  })
}

test('a warning says what gc would free', () => {
  const pools = { region: { cidr: '10.0.0.0/11' } }
  const [warning] = forecastFleet(grown({ pools }, { eu: 1, us: 1 }, { eu: 1 })).warnings
  assert.match(warning?.hint ?? '', /`bulkhead ipam gc` makes room for 3\.$/)
})

for (const [nodes, expected] of [
  [204, undefined],
  [205, 'eu-c0 has 205 of the 256 nodes that its pods have addresses for'],
] as const) {
  test(`of a cluster with ${nodes} of 256 nodes ${expected ? 'a warning is due' : 'none is'}`, () => {
    const loaded = load(fleetWith({}) + regionWith('eu', { clusters: [{ nodes }] }))
    const [warning] = forecastFleet(loaded).warnings
    assert.equal(warning?.message, expected)
    if (expected) assert.equal(warning?.location?.file, 'fleet/fleet.yaml')
  })
}

const networks: Readonly<Record<string, object>> = {
  'one pool': {
    pools: { region: { cidr: '10.0.0.0/10' } },
    reserved: [{ cidr: '10.8.0.0/16', reason: 'x' }],
  },
  'ranges that tools use by default': { pools: { region: { cidr: '10.64.0.0/10' } } },
  'dual stack': { pools: { region: { cidr: '10.0.0.0/10', ipv6: { cidr: 'fd00:12::/40' } } } },
  headroom: {
    pools: { region: { cidr: '10.0.0.0/9', block: '/13', headroom: '/12' } },
    capacity: { clusters: 2, nodes: 100, growTo: 500 },
  },
  'pools for clusters': {
    pools: {
      region: { cidr: '10.0.0.0/10' },
      pods: { role: 'pod', cidr: '100.64.0.0/12' },
      balancers: { role: 'loadbalancer', cidr: '198.18.0.0/15', block: '/24' },
    },
  },
  islands: {
    model: 'island',
    pools: {
      region: { cidr: '10.0.0.0/10' },
      pods: { role: 'pod', cidr: '100.64.0.0/14', islands: true },
      services: { role: 'service', cidr: '172.16.0.0/14', block: '/16', islands: true },
    },
  },
  'a shared pool that islands do without': {
    pools: {
      region: { cidr: '10.0.0.0/10' },
      pods: { role: 'pod', cidr: '100.64.0.0/12' },
      repeated: { role: 'pod', cidr: '100.96.0.0/15', islands: true },
    },
  },
  'few numbers': {
    pools: { region: { cidr: '10.0.0.0/10' } },
    asns: { from: 64512, to: 64517 },
    mesh: { lowIds: true },
  },
}

const members = fc.dictionary(
  fc.constantFrom('a', 'b', 'c', 'plant'),
  fc.integer({ min: 0, max: 2 }),
  {
    maxKeys: 4,
    minKeys: 1,
  },
)

for (const [name, network] of Object.entries(networks)) {
  test(`as many regions and clusters are given addresses as were forecast: ${name}`, () => {
    fc.assert(
      fc.property(members, members, (before, now) => {
        const loaded = grown(network, before, now)
        const { capacities } = forecastFleet(loaded)
        const of = (scope: Capacity['scope'], name: string) =>
          capacities.find(capacity => capacity.scope === scope && capacity.name === name)
        const freed = { ...loaded, ledger: freeQuarantined(loaded.ledger) }
        assert.equal(of('pool', 'region')?.more, addRegions(loaded))
        assert.equal(of('pool', 'region')?.afterGc, addRegions(freed))
        for (const region of Object.keys(now)) {
          assert.equal(of('region', region)?.more, addClusters(loaded, region), region)
          assert.equal(of('region', region)?.afterGc, addClusters(freed, region), region)
        }
        assert.equal(of('fleet', 'acme')?.more, fill(loaded))
      }),
      { numRuns: 8, seed: 1 },
    )
  })
}

type PlannedFleet = Pick<LoadedFleet, 'fleet' | 'ledger'>

function addRegions({ fleet, ledger }: PlannedFleet): number {
  return countUntilExhausted(fleet, ledger, withRegion)
}

function addClusters({ fleet, ledger }: PlannedFleet, region: string): number {
  return countUntilExhausted(fleet, ledger, fleet => withCluster(fleet, region))
}

/** Fills every region with clusters, adds one, fills that, until there are no more. */
function fill({ fleet, ledger }: PlannedFleet): number {
  let [now, held] = [fleet, ledger]
  for (;;) {
    for (const { name } of now.regions) {
      const more = addClusters({ fleet: now, ledger: held }, name)
      for (let count = 0; count < more; count++) now = withCluster(now, name)
      held = planAddresses(now, held).ledger
    }
    if (addRegions({ fleet: now, ledger: held }) === 0) {
      return now.clusters.length - fleet.clusters.length
    }
    now = withRegion(now)
  }
}

function withRegion(fleet: Fleet): Fleet {
  const name = `new-${fleet.regions.length}`
  const { model } = fleet.network
  const [like] = load(specWith({ [name]: 0 }, { model })).fleet.regions
  return { ...fleet, regions: [...fleet.regions, like!] }
}

function withCluster(fleet: Fleet, regionName: string): Fleet {
  const region = fleet.regions.find(({ name }) => name === regionName)!
  const like = load(specWith({ [regionName]: 1 }, {})).fleet.clusters[0]!
  const name = `${regionName}-new-${fleet.clusters.length}` as typeof like.name
  return { ...fleet, clusters: [...fleet.clusters, { ...like, region, name }] }
}

/** How often a fleet can grow until planning it fails. */
function countUntilExhausted(fleet: Fleet, ledger: Ledger, grow: (fleet: Fleet) => Fleet): number {
  let [now, held] = [fleet, ledger]
  for (let count = 0; ; count++) {
    now = grow(now)
    try {
      held = planAddresses(now, held).ledger
    } catch (error) {
      if (error instanceof FleetError) return count
      throw error
    }
  }
}
