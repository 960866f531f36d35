import assert from 'node:assert/strict'
import { test } from 'node:test'
import { acmeRepository, observe, reportOf } from '../testing/acme.ts'
import { awsCluster, ciliumValues, clusterApi, islandSpec } from '../testing/manifests.ts'
import { poolAccounting as rule } from './net008-pool-accounting.ts'

const read = (path: string) => acmeRepository().read(path) ?? ''
const withLedger = (change: (text: string) => string) =>
  acmeRepository({}, { 'fleet/addresses.yaml': change(read('fleet/addresses.yaml')) })
const withSpec = (change: (text: string) => string) =>
  acmeRepository({}, { 'fleet/fleet.yaml': change(read('fleet/fleet.yaml')) })

test('manifests that state what the ledger gives are fine', () => {
  const files = {
    'a.yaml': clusterApi('us-east-1-staging', { pods: '10.13.0.0/16', services: '10.9.64.0/18' }),
    'b.yaml': awsCluster('us-east-1-staging', '10.8.0.0/16', ['10.8.0.0/20']),
    'c.yaml': clusterApi('lab', { pods: '172.20.0.0/16' }),
  }
  assert.deepEqual(observe(rule, acmeRepository({}, files)), [])
})

test('a manifest that states another range is reported, with the line of the ledger', () => {
  const path = 'infrastructure/cilium/overlays/us-east-1-staging/values.yaml'
  const values = ciliumValues('us-east-1-staging', 3, '10.14.0.0/16')
  const repository = acmeRepository({}, { [path]: values })
  assert.deepEqual(observe(rule, repository), [
    `${path}:6:33 10.14.0.0/16 (pods of us-east-1-staging) is not what the ledger gives: 10.13.0.0/16`,
  ])
  const [finding] = reportOf(rule, repository).findings
  assert.deepEqual(
    finding?.related.map(({ file, line }) => [file, line]),
    [['fleet/addresses.yaml', 14]],
  )
})

test('a VPC and a subnet are held to those of the region', () => {
  const text = awsCluster('us-east-1-staging', '10.10.0.0/16', ['10.10.0.0/20'])
  assert.deepEqual(observe(rule, acmeRepository({}, { 'a.yaml': text })), [
    'a.yaml:8:18 10.10.0.0/16 (VPC of us-east-1-staging) is not what the ledger gives: 10.8.0.0/16',
    'a.yaml:10:18 10.10.0.0/20 (subnet of us-east-1-staging) is not what the ledger gives: 10.8.0.0/20',
  ])
})

test('so are global addresses to what the spec gives', () => {
  const submariner = `apiVersion: submariner.io/v1alpha1
kind: Submariner
metadata: { name: submariner }
spec: { clusterID: us-east-1-staging, globalCIDR: 242.1.0.0/16 }
`
  const spec = read('fleet/fleet.yaml').replace(
    'environment: staging }',
    "environment: staging, addresses: { globalnet: '242.0.0.0/16' } }",
  )
  assert.deepEqual(
    observe(rule, acmeRepository({}, { 'fleet/fleet.yaml': spec, 'a.yaml': submariner })),
    [
      'a.yaml:4:51 242.1.0.0/16 (global addresses of us-east-1-staging) is not what the spec gives: 242.0.0.0/16',
    ],
  )
})

test('a block outside its pool is reported', () => {
  const [found] = observe(
    rule,
    withSpec(text => text.replace('10.0.0.0/8,', '10.0.0.0/12,')),
  )
  assert.match(
    found ?? '',
    /^fleet\/addresses\.yaml:15:5 10\.16\.0\.0\/13 .* outside pool "region"/,
  )
})

test('a block that is reserved is reported', () => {
  const [found] = observe(
    rule,
    withSpec(text => text.replace('cidr: 10.0.0.0/13', 'cidr: 10.8.0.0/16')),
  )
  assert.match(
    found ?? '',
    /^fleet\/addresses\.yaml:5:5 10\.8\.0\.0\/13 .* reserved \(on-premises\)/,
  )
})

test('a range outside its block is reported', () => {
  const found = observe(
    rule,
    withLedger(text => text.replace('10.13.0.0/16', '10.40.0.0/16')),
  )
  assert.equal(found.length, 1)
  assert.match(found[0] ?? '', /^fleet\/addresses\.yaml:14:\d+ .*lies outside its block/)
})

test('services of two clusters on one range are allocated twice', () => {
  const found = observe(
    rule,
    withLedger(text => text.replace('10.9.64.0/18', '10.9.32.0/19')),
  )
  assert.deepEqual(found, [
    'fleet/addresses.yaml:12:9 10.9.32.0/19 (service of cluster/us-east-1-staging) is allocated twice: it overlaps 10.9.0.0/18 (service of cluster/us-east-1-production)',
  ])
})

test('what other rules tell of is not told again', () => {
  assert.deepEqual(
    observe(
      rule,
      withLedger(text => text.replace('10.13.0.0/16', '10.12.0.0/16')),
    ),
    [],
  )
})

test('a range that is too small for the nodes of its cluster is an error', () => {
  const repository = acmeRepository(
    {},
    {
      'fleet/addresses.yaml': read('fleet/addresses.yaml').replace('10.13.0.0/16', '10.13.0.0/23'),
    },
  )
  assert.deepEqual(observe(rule, repository), [
    'fleet/addresses.yaml:14:9 10.13.0.0/23 (pods of us-east-1-staging) has room for 2 nodes at /24 each, and the cluster has 3: each node takes a block of the pod range',
  ])
})

test('one that is too small for the capacity that the fleet promises is a warning', () => {
  const promise = withSpec(text =>
    text.replace('network:', 'network:\n    capacity: { nodes: 300 }'),
  )
  const { findings } = reportOf(rule, promise)
  assert.equal(findings.length, 3)
  assert.equal(findings[0]?.severity, 'warning')
  assert.match(findings[0]?.message ?? '', /room for 256 nodes .*capacity\.nodes is 300: /)
})

test('nodes that take 80 % of the room and more are a warning', () => {
  const nodes = (count: number) =>
    withSpec(text =>
      text.replace('environment: staging }', `environment: staging, nodes: ${count} }`),
    )
  assert.deepEqual(observe(rule, nodes(204)), [])
  const { findings } = reportOf(rule, nodes(205))
  assert.deepEqual(
    findings.map(({ severity, message }) => [severity, message]),
    [
      [
        'warning',
        '10.13.0.0/16 (pods of us-east-1-staging) has room for 256 nodes at /24 each, and the cluster has 205: each node takes a block of the pod range',
      ],
    ],
  )
})

test('the block of a node is what its CNI is told to give', () => {
  const values =
    'ipam: { operator: { clusterPoolIPv4MaskSize: 17, clusterPoolIPv4PodCIDRList: 10.13.0.0/16 } }\n'
  const path = 'infrastructure/cilium/overlays/us-east-1-staging/values.yaml'
  const found = observe(rule, acmeRepository({}, { [path]: values }))
  assert.match(found[0] ?? '', /has room for 2 nodes at \/17 each, and the cluster has 3/)
})

test('subnets have room for the nodes of all clusters of their region', () => {
  const repository = withLedger(text => text.replace('10.8.0.0/20', '10.8.0.0/29'))
  assert.deepEqual(observe(rule, repository), [
    'fleet/addresses.yaml:10:9 10.8.0.0/29 (subnet of region us-east-1) has room for 3 nodes, and the clusters of us-east-1 have 6: each node takes an address, and AWS keeps 5 of each subnet',
  ])
})

test('what is kept for growth is allocated as well', () => {
  const repository = withLedger(text =>
    text.replace('10.12.0.0/16: {', '10.12.0.0/15: { use: 10.12.0.0/16,'),
  )
  assert.deepEqual(observe(rule, repository), [
    'fleet/addresses.yaml:14:9 10.13.0.0/16 (pod of cluster/us-east-1-staging) is allocated twice: it overlaps 10.12.0.0/15 (pod of cluster/us-east-1-production)',
  ])
})

test('so is what an island draws from a pool of its own', () => {
  const spec = islandSpec().replace(
    'block: /13 }',
    'block: /13 }\n      services: { role: service, cidr: 100.64.0.0/16, islands: true }',
  )
  const drawn = (text: string) =>
    text
      .replace('10.9.0.0/18: {', '100.64.0.0/18: { pool: services,')
      .replace('10.9.64.0/18: {', '100.64.32.0/20: { pool: services,')
  const files = {
    'fleet/fleet.yaml': spec,
    'fleet/addresses.yaml': drawn(read('fleet/addresses.yaml')),
  }
  assert.deepEqual(
    observe(rule, acmeRepository({}, files)).map(finding => finding.split(' is ')[1]),
    ['allocated twice: it overlaps 100.64.0.0/18 (service of cluster/us-east-1-production)'],
  )
})

const ledgerFaults: readonly [name: string, from: string, to: string, finding: RegExp][] = [
  [
    'an owner that is nothing of the fleet',
    'pod, owner: cluster/us-east-1-staging',
    'pod, owner: us-east-1-staging',
    /"us-east-1-staging" cannot own 10\.13\.0\.0\/16/,
  ],
  [
    'a range in use in a block that is not',
    'state: active\n      ranges:\n        10.8.0.0/16: {',
    'state: quarantined\n      ranges:\n        10.8.0.0/16: { state: active,',
    /10\.8\.0\.0\/16 .* is active in 10\.8\.0\.0\/13, which is quarantined/,
  ],
  [
    'a range of a cluster in the block of another region',
    'pod, owner: cluster/us-east-1-staging',
    'pod, owner: cluster/eu-west-1-production',
    /lies in the block of region\/us-east-1/,
  ],
]

for (const [name, from, to, finding] of ledgerFaults) {
  test(`${name} is a fault of the ledger`, () => {
    const found = observe(
      rule,
      withLedger(text => text.replace(from, to)),
    )
    assert.match(found.join('\n'), finding)
  })
}

test('pools of load balancers are cut from subnets that the ledger has, and need no line in it', () => {
  const pool = `apiVersion: metallb.io/v1beta1
kind: IPAddressPool
metadata: { name: pool }
spec: { addresses: [10.8.8.0/24] }
`
  const files = { 'clusters/us-east-1-staging/pool.yaml': pool }
  assert.deepEqual(observe(rule, acmeRepository({}, files)), [])
})
