import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formatCidr } from '@bulkhead/ipam'
import { document, faults } from '../testing/spec.ts'
import { claimsOf, fleetWith, plan, regionWith } from '../testing/addresses.ts'

const fleet = fleetWith({})
const withCluster = (addresses: object, spec: object = {}) =>
  fleet + regionWith('eu', { clusters: [{ addresses }], ...spec })

const podsOf = (planned: ReturnType<typeof plan>, name = 'eu-c0') =>
  [...planned.clusters].find(([cluster]) => cluster === name)?.[1].pods.map(formatCidr)

test('a region has the block that the spec fixes', () => {
  const { regions } = plan(fleet + regionWith('eu', { addresses: { block: '10.80.0.0/13' } }))
  assert.deepEqual(
    [...regions.values()].map(({ block }) => formatCidr(block)),
    ['10.80.0.0/13'],
  )
})

test('two regions with one fixed block: the second is told whose it is, at its own line', () => {
  const addresses = { block: '10.80.0.0/13' }
  const spec = fleet + regionWith('eu', { addresses }) + regionWith('us', { addresses })
  assert.throws(() => plan(spec), /10\.80\.0\.0\/13 belongs to region\/eu, which is planned/)
})

test('a fixed block that is no slot of the pool is refused', () => {
  const spec = fleet + regionWith('eu', { addresses: { block: '10.80.0.0/14' } })
  assert.throws(() => plan(spec), /10\.80\.0\.0\/14 is not a block of pool "region"/)
})

test('pods that are fixed inside the block are recorded like any range', () => {
  const addresses = { block: '10.80.0.0/13' }
  const planned = plan(withCluster({ pods: '10.84.0.0/16' }, { addresses }))
  assert.ok(claimsOf(planned.ledger, 'cluster/eu-c0').includes('pod 10.84.0.0/16 planned'))
})

test('ranges that existed before the fleet are adopted as they are, even where they repeat', () => {
  const legacy = { pods: '10.244.0.0/16', services: '10.96.0.0/12' }
  const spec =
    fleet + regionWith('eu', { clusters: [{ addresses: legacy }, { addresses: legacy }] })
  const planned = plan(spec)
  assert.deepEqual(podsOf(planned, 'eu-c0'), ['10.244.0.0/16'])
  assert.deepEqual(podsOf(planned, 'eu-c1'), ['10.244.0.0/16'])
  assert.deepEqual(claimsOf(planned.ledger, 'cluster/eu-c0'), [])
})

test('nothing new is given out where an adopted range lies, and the ledger says why', () => {
  const spec = withCluster({ pods: '10.40.0.0/16' }) + regionWith('us')
  assert.match(plan(spec).text, /10\.40\.0\.0\/13:\n {6}reserved: used by cluster\/eu-c0\n/)
})

test('what was planned gives way to what the spec fixes; what is active does not', () => {
  const before = plan(fleet + regionWith('eu'))
  const spec = withCluster({ pods: '172.18.0.0/16' })
  assert.deepEqual(podsOf(plan(spec, before.ledger)), ['172.18.0.0/16'])
  const [pool] = [...before.ledger.pools.values()]
  const active = new Map(
    [...(pool ?? [])].map(([key, block]) => [key, { ...block, state: 'active' as const }]),
  )
  const ledger = { ...before.ledger, pools: new Map([['region', active]]) }
  assert.throws(() => plan(spec, ledger), /which is active and cannot move to 172\.18\.0\.0\/16/)
})

test('an adopted VPC says where its subnets are', () => {
  const adopted = { vpc: '172.16.0.0/16' }
  assert.throws(
    () => plan(fleet + regionWith('eu', { zones: 1, addresses: adopted })),
    /the VPC 172\.16\.0\.0\/16 is adopted, and no subnets of it are fixed for zone\/eu-z0/,
  )
  const zones = { 'eu-z0': { nodes: '172.16.0.0/20', loadBalancers: '172.16.16.0/24' } }
  const { regions } = plan(fleet + regionWith('eu', { zones: 1, addresses: { ...adopted, zones } }))
  const [region] = regions.values()
  assert.deepEqual(
    region?.zones.flatMap(({ nodes }) => nodes.map(formatCidr)),
    ['172.16.0.0/20'],
  )
})

test('imported ranges are adopted by their owners; the others are only kept free', () => {
  const imported = document('ImportedRanges', 'netbox', {
    ranges: [
      { cidr: '10.60.0.0/16', role: 'pod', owner: 'cluster/eu-c0', reason: 'pods of Berlin' },
      { cidr: '10.72.0.0/14', reason: 'the mainframe' },
    ],
  })
  const planned = plan(fleet + regionWith('eu') + imported)
  assert.deepEqual(podsOf(planned), ['10.60.0.0/16'])
  assert.match(planned.text, /10\.72\.0\.0\/13:\n {6}reserved: the mainframe\n/)
})

test('a mesh id and an ASN can be fixed, and are given to nobody else', () => {
  const numbers = fleetWith({ asns: { from: 64512, to: 64515 } })
  const spec =
    numbers +
    regionWith('eu', { clusters: [{ addresses: { meshId: 7 } }], addresses: { asn: 64514 } }) +
    regionWith('us', { clusters: [{ addresses: { meshId: 7 } }] })
  assert.throws(() => plan(spec), /7 belongs to cluster\/eu-c0/)
})

const wrong: readonly [name: string, spec: string, fault: RegExp][] = [
  [
    'host bits',
    withCluster({ pods: '10.40.1.0/16' }),
    /SPEC_CIDR host bits are set in 10\.40\.1\.0\/16; did you mean 10\.40\.0\.0\/16\?/,
  ],
  [
    'two ranges of one family',
    withCluster({ pods: ['10.40.0.0/16', '10.41.0.0/16'] }),
    /SPEC_DUPLICATE 10\.41\.0\.0\/16 is the second pod range that is fixed for cluster\/eu-c0/,
  ],
  [
    'subnets of a zone that is not there',
    fleet + regionWith('eu', { addresses: { zones: { 'eu-z9': { nodes: '10.0.0.0/20' } } } }),
    /SPEC_UNKNOWN_ZONE eu has no zone "eu-z9"; did you mean "eu-z0"\?/,
  ],
  [
    'an import for a cluster that is not there',
    fleet +
      regionWith('eu') +
      document('ImportedRanges', 'csv', {
        ranges: [{ cidr: '10.4.0.0/16', role: 'pod', owner: 'cluster/eu-c1', reason: 'x' }],
      }),
    /SPEC_UNKNOWN_OWNER no part of the fleet is "cluster\/eu-c1"; did you mean "cluster\/eu-c0"\?/,
  ],
  [
    'an import with a role that its owner cannot have',
    fleet +
      regionWith('eu') +
      document('ImportedRanges', 'csv', {
        ranges: [{ cidr: '10.4.0.0/16', role: 'vpc', owner: 'cluster/eu-c0', reason: 'x' }],
      }),
    /SPEC_OWNER_ROLE cluster\/eu-c0 cannot have a range with the role vpc/,
  ],
  [
    'the same range fixed twice',
    withCluster({ pods: '10.40.0.0/16' }) +
      document('ImportedRanges', 'csv', {
        ranges: [{ cidr: '10.4.0.0/16', role: 'pod', owner: 'cluster/eu-c0', reason: 'x' }],
      }),
    /SPEC_DUPLICATE 10\.4\.0\.0\/16 is the second pod range that is fixed for cluster\/eu-c0/,
  ],
  [
    'more than a cluster can have',
    withCluster({ pods: '0.0.0.0/0' }),
    /SPEC_FIXED 0\.0\.0\.0\/0 is more than cluster\/eu-c0 can have/,
  ],
  [
    'services without room for DNS',
    withCluster({ services: '10.40.0.0/30' }),
    /SPEC_FIXED 10\.40\.0\.0\/30 has no room for the services of cluster\/eu-c0/,
  ],
  [
    'IPv6 in a fleet of IPv4',
    withCluster({ pods: ['10.40.0.0/16', 'fd00:1::/56'] }),
    /SPEC_FIXED fd00:1::\/56 is IPv6, and eu has no IPv6 block/,
  ],
  [
    'one range for two subnets',
    fleet +
      regionWith('eu', {
        zones: 1,
        addresses: {
          vpc: '172.16.0.0/16',
          zones: { 'eu-z0': { nodes: '172.16.0.0/20', loadBalancers: '172.16.8.0/24' } },
        },
      }),
    /SPEC_FIXED 172\.16\.8\.0\/24 \(loadbalancer of zone\/eu-z0\) overlaps 172\.16\.0\.0\/20/,
  ],
  [
    'an import of everything',
    fleet + document('ImportedRanges', 'all', { ranges: [{ cidr: '0.0.0.0/0', reason: 'x' }] }),
    /SPEC_FIXED 0\.0\.0\.0\/0 is more than one network/,
  ],
  [
    'a waiver that ends on a day that does not exist',
    document('Fleet', 'acme', {
      repository: { url: 'https://example.com/a.git' },
      environments: [{ name: 'production' }],
      network: { pools: { region: { cidr: '10.0.0.0/8' } } },
      waivers: [{ rule: 'NET002', reason: 'known', until: '2027-02-30' }],
    }),
    /SPEC_WAIVER "2027-02-30" is not a day of the calendar/,
  ],
  ...['', '.', '/apps', 'apps/../..'].map((path): [string, string, RegExp] => [
    `a path ${JSON.stringify(path)} that would accept everything unchecked`,
    document('Fleet', 'acme', {
      repository: { url: 'https://example.com/a.git' },
      environments: [{ name: 'production' }],
      network: { pools: { region: { cidr: '10.0.0.0/8' } } },
      unchecked: [{ path, reason: 'known' }],
    }),
    /SPEC_WAIVER ".*" is not a path below the repository/,
  ]),
]

for (const [name, spec, fault] of wrong) {
  test(`${name} is a located fault of the spec`, () => {
    const found = faults(spec)
    assert.equal(found.length, 1, found.join('\n'))
    assert.match(found[0] ?? '', fault)
    assert.match(found[0] ?? '', /^fleet\/fleet\.yaml:\d+:\d+ /)
  })
}
