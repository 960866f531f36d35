import assert from 'node:assert/strict'
import { test } from 'node:test'
import { emptyLedger } from '@bulkhead/ipam'
import { fleetWith, plan, regionWith } from '../testing/addresses.ts'
import { document, load, smallFleet } from '../testing/spec.ts'
import { addressRows, filterRows } from './address-rows.ts'
import { formatTfvars } from './format-tfvars.ts'
import { planAddresses } from './plan-addresses.ts'

const us = document('Region', 'us', {
  provider: 'aws',
  zones: ['us-b', 'us-a'],
  clusters: [{ name: 'us-1', environment: 'staging' }],
})
const local = document('Region', 'local', {
  provider: 'kind',
  clusters: [{ name: 'local-1', environment: 'staging' }],
})
const { fleet } = load(smallFleet + us + local)
const { ledger } = planAddresses(fleet, emptyLedger)

test('each region has its block, VPC, zones and clusters, by name', () => {
  assert.equal(
    formatTfvars(filterRows(addressRows({ fleet, ledger }), { region: 'us' })),
    `{
  "regions": {
    "us": {
      "block": "10.136.0.0/13",
      "vpc": "10.136.0.0/16",
      "zones": {
        "us-a": {
          "nodes": "10.136.32.0/20",
          "load_balancers": "10.136.48.0/22"
        },
        "us-b": {
          "nodes": "10.136.0.0/20",
          "load_balancers": "10.136.16.0/22"
        }
      },
      "clusters": {
        "us-1": {
          "pods": "10.143.0.0/16",
          "services": "10.137.80.0/20",
          "mesh_id": 78
        }
      }
    }
  }
}
`,
  )
})

test('what a region or cluster lacks is null, so that all have the same attributes', () => {
  const withoutMesh = { ...ledger, meshes: new Map() }
  const { regions } = JSON.parse(formatTfvars(addressRows({ fleet, ledger: withoutMesh })))
  assert.deepEqual(Object.keys(regions), ['local', 'us'])
  assert.deepEqual([regions.local.vpc, regions.local.zones], [null, {}])
  assert.equal(regions.local.clusters['local-1'].mesh_id, null)
})

test('what is quarantined is left out', () => {
  const { fleet } = load(smallFleet + local)
  const rows = addressRows({ fleet, ledger: planAddresses(fleet, ledger).ledger })
  assert.deepEqual(Object.keys(JSON.parse(formatTfvars(rows)).regions), ['local'])
})

test('IPv6, pools for clusters and ASNs are there where the fleet has them', () => {
  const spec =
    fleetWith({
      pools: {
        region: { cidr: '10.0.0.0/8', ipv6: { cidr: 'fd00:12::/40' } },
        balancers: { role: 'loadbalancer', cidr: '198.18.0.0/15', block: '/24' },
      },
      asns: { from: 64512, to: 64512 },
    }) + regionWith('eu', { zones: 1 })
  const { fleet, ledger } = plan(spec)
  const { eu } = JSON.parse(formatTfvars(addressRows({ fleet, ledger }))).regions
  assert.deepEqual(Object.keys(eu), [
    'block',
    'block_ipv6',
    'vpc',
    'vpc_ipv6',
    'asn',
    'zones',
    'clusters',
  ])
  assert.equal(eu.asn, 64512)
  const { load_balancers: balancers, ...cluster } = eu.clusters['eu-c0']
  assert.match(balancers, /^198\.1[89]\.\d+\.0\/24$/)
  assert.match(cluster.pods_ipv6, /^fd00:12:.*\/56$/)
  assert.equal(cluster.load_balancers_ipv6, null)
  assert.match(eu.zones['eu-z0'].nodes_ipv6, /\/64$/)
})
