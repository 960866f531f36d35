import assert from 'node:assert/strict'
import { test } from 'node:test'
import { claimId, emptyLedger, formatCidr, ledgerEntries } from '@bulkhead/ipam'
import { document, load, smallFleet } from '../testing/spec.ts'
import { addressRows, filterRows, ownersWithout, type AddressRows } from './address-rows.ts'
import { planAddresses } from './plan-addresses.ts'

const spec = smallFleet + regionOf('eu', 'eu-1', 'eu-2') + regionOf('us', 'us-1')
const { fleet } = load(spec)
const { ledger } = planAddresses(fleet, emptyLedger)
const rows = addressRows({ fleet, ledger })

function regionOf(name: string, ...clusters: readonly string[]): string {
  return document('Region', name, {
    provider: 'aws',
    zones: [`${name}-a`, `${name}-b`],
    clusters: clusters.map(cluster => ({ name: cluster, environment: 'staging' })),
  })
}

function owners({ blocks }: AddressRows): readonly string[] {
  return [...new Set(blocks.map(({ owner }) => owner))].sort()
}

test('a row says what it is for, whose it is and where that is', () => {
  const { cidr, ...row } = rows.blocks.find(({ owner }) => owner === 'cluster/eu-2')!
  assert.match(cidr, /^10\.\d+\.\d+\.0\/20$/)
  assert.deepEqual(row, {
    role: 'service',
    owner: 'cluster/eu-2',
    region: 'eu',
    cluster: 'eu-2',
    pool: 'region',
    state: 'planned',
  })
  const zone = rows.blocks.find(({ owner }) => owner === 'zone/us-a')
  assert.deepEqual([zone?.region, zone?.zone, zone?.cluster], ['us', 'us-a', undefined])
})

test('there is a row for each entry of the ledger, in the same order', () => {
  assert.deepEqual(
    rows.blocks.map(({ cidr }) => cidr),
    ledgerEntries(ledger).map(({ cidr }) => formatCidr(cidr)),
  )
  assert.equal(rows.ids.length, 3)
})

test('what a removed cluster leaves behind is still told with its region', () => {
  const without = load(smallFleet + regionOf('eu', 'eu-1') + regionOf('us', 'us-1'))
  const { blocks } = addressRows({
    fleet: without.fleet,
    ledger: planAddresses(without.fleet, ledger).ledger,
  })
  const left = blocks.filter(({ cluster }) => cluster === 'eu-2')
  assert.deepEqual(
    left.map(({ role, region, state }) => [role, region, state]),
    [
      ['service', 'eu', 'quarantined'],
      ['pod', 'eu', 'quarantined'],
    ],
  )
})

test('rows are filtered by pool, region and cluster, and ids with their owners', () => {
  const eu = filterRows(rows, { region: 'eu' })
  assert.deepEqual(owners(eu), [
    'cluster/eu-1',
    'cluster/eu-2',
    'region/eu',
    'zone/eu-a',
    'zone/eu-b',
  ])
  assert.deepEqual(eu.ids.map(({ owner }) => owner).sort(), ['cluster/eu-1', 'cluster/eu-2'])
  assert.deepEqual(owners(filterRows(rows, { cluster: 'us-1' })), ['cluster/us-1'])
  assert.deepEqual(filterRows(rows, { region: 'eu', cluster: 'us-1' }), {
    blocks: [],
    ids: [],
    asns: [],
  })
  assert.deepEqual(filterRows(rows, { pool: 'region' }), rows)
  assert.deepEqual(filterRows(rows, { pool: 'other' }).blocks, [])
})

test('what the spec fixes and no pool gave out is told as adopted', () => {
  const legacy = regionOf('eu', 'eu-1').replace(
    '"eu-1",',
    '"eu-1","addresses":{"pods":"172.18.0.0/16"},',
  )
  const adopting = load(smallFleet + legacy).fleet
  const { blocks } = addressRows({
    fleet: adopting,
    ledger: planAddresses(adopting, emptyLedger).ledger,
  })
  const pods = blocks.find(({ role }) => role === 'pod')
  assert.deepEqual(pods, {
    cidr: '172.18.0.0/16',
    role: 'pod',
    owner: 'cluster/eu-1',
    region: 'eu',
    cluster: 'eu-1',
    pool: 'adopted',
    state: 'active',
  })
})

test('without a filter every id is there, be its owner without ranges', () => {
  const claimed = claimId(emptyLedger, 'default', { id: 7, owner: 'cluster/elsewhere' })
  assert.equal(filterRows(addressRows({ fleet, ledger: claimed }), {}).ids.length, 1)
})

test('members that the ledger knows nothing of are named', () => {
  assert.deepEqual(ownersWithout(rows, fleet), [])
  const grown = load(spec + regionOf('ap', 'ap-1')).fleet
  assert.deepEqual(ownersWithout(rows, grown), [
    'region/ap',
    'zone/ap-a',
    'zone/ap-b',
    'cluster/ap-1',
  ])
})
