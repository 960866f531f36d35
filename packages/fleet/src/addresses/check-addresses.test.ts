import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FleetError, formatLocation } from '@bulkhead/diagnostics'
import { emptyLedger, formatLedger } from '@bulkhead/ipam'
import { addressSpace } from '../address-space.ts'
import { document, load, smallFleet } from '../testing/spec.ts'
import { checkAddresses } from './check-addresses.ts'
import { planAddresses } from './plan-addresses.ts'

const twoPools = smallFleet.replace(
  '{ region: { cidr: 10.0.0.0/8 } }',
  '{ region: { cidr: 10.0.0.0/9 }, lab: { cidr: 10.128.0.0/9 } }',
)
const eu = document('Region', 'eu', regionWith('eu-a', 'eu-1'))
const us = document('Region', 'us', regionWith('us-a', 'us-1'))
const ledger = ledgerOf(twoPools + eu + us)

function regionWith(zone: string, ...clusters: readonly string[]): object {
  return {
    provider: 'aws',
    zones: [zone],
    clusters: clusters.map(name => ({ name, environment: 'staging' })),
  }
}

function ledgerOf(spec: string): string {
  const { fleet } = load(spec)
  return formatLedger(planAddresses(fleet, emptyLedger).ledger, addressSpace(fleet))
}

function check(spec: string, ledger?: string) {
  const files = new Map([['fleet/fleet.yaml', spec]])
  if (ledger !== undefined) files.set('fleet/addresses.yaml', ledger)
  return checkAddresses(files)
}

function faults(spec: string, ledger?: string): readonly string[] {
  return check(spec, ledger).problems.map(
    ({ code, message, location }) =>
      `${location ? `${formatLocation(location)} ` : ''}${code} ${message}`,
  )
}

test('a sound plan has no problems, and what was looked at is counted', () => {
  assert.deepEqual(check(twoPools + eu + us, ledger), {
    problems: [],
    checked: { pools: 2, blocks: 2, ranges: 10, ids: 2 },
  })
})

test('a fleet without a ledger is sound if all it needs fits', () => {
  assert.deepEqual(faults(smallFleet + eu), [])
  const small = smallFleet.replace('10.0.0.0/8', '10.0.0.0/13')
  assert.deepEqual(faults(small + eu + us), [
    'fleet/fleet.yaml:8:39 IPAM_EXHAUSTED pool "region" (10.0.0.0/13 in blocks of /13) is exhausted: region/us asks for a block, but none of 1 is free: 1 claimed (0 in quarantine), 0 reserved',
  ])
})

test('faults of the spec are found at their places', () => {
  assert.deepEqual(faults(smallFleet.replace('10.0.0.0/8', '10.0.0.1/8') + eu), [
    'fleet/fleet.yaml:8:39 SPEC_CIDR host bits are set in 10.0.0.1/8; did you mean 10.0.0.0/8?',
  ])
})

test('faults of the ledger are found at their places, in its text and in what it claims', () => {
  const line = lineOf(ledger, 'owner: region/us')
  const unowned = ledger.replace('owner: region/us', 'owner:')
  assert.deepEqual(faults(twoPools + eu + us, unowned), [
    `fleet/addresses.yaml:${line}:7 IPAM_LEDGER an owner is missing: a name such as region/eu-west-1`,
  ])
  const elsewhere = faults(smallFleet.replace('10.0.0.0/8', '172.16.0.0/12') + eu + us, ledger)
  assert.deepEqual(
    elsewhere.map(fault => fault.replace(/^(\S+):5 (\S+) 10\S+ (.*)/, '$1 $2 $3')),
    ['us', 'eu'].map(
      name =>
        `fleet/addresses.yaml:${lineOf(ledger, `owner: region/${name}`) - 1} IPAM_OUTSIDE_POOL of region/${name} lies outside pool "region" (172.16.0.0/12)`,
    ),
  )
})

const inUse = ledger.replaceAll('state: planned', 'state: active')

test('a cluster that is in use and that the spec moves to another region is found, and so is a zone', () => {
  const moved =
    document('Region', 'eu', regionWith('us-a', 'eu-1', 'us-1')) +
    document('Region', 'us', regionWith('eu-a'))
  const messages = faults(twoPools + moved, inUse).map(fault => fault.replace(/^\S+ /, ''))
  assert.equal(messages.length, 6)
  assert.match(
    messages.find(message => message.includes('(pod of')) ?? '',
    /^IPAM_MOVED 10\.\S+ \(pod of cluster\/us-1\) lies in the block of region\/us and is active, and the spec has cluster\/us-1 in region\/eu$/,
  )
})

test('a region that is in use and that the spec moves to another pool is found', () => {
  const moved = document('Region', 'us', { ...regionWith('us-a', 'us-1'), pool: 'lab' })
  assert.match(
    faults(twoPools + eu + moved, inUse).join('\n'),
    /^\S+ IPAM_MOVED region\/us has 10\.\S+ in pool "region", which is active, and the spec takes it to pool "lab"$/,
  )
})

test('what left the fleet is no problem, in quarantine or before', () => {
  assert.deepEqual(faults(twoPools + eu, ledger), [])
})

test('a spec that cannot be read is not checked', () => {
  for (const spec of ['kind: [Fleet', 'a: 1\n', eu.replace('---', '')]) {
    assert.throws(() => check(spec), FleetError, spec)
  }
})

function lineOf(text: string, part: string): number {
  return text.slice(0, text.indexOf(part)).split('\n').length
}
