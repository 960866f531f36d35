import { test } from 'node:test'
import { assertRefused } from '../../support/refusal.ts'

/* Ranges that are not ranges, and plans that do not fit. Exit code 2, nothing is written. */

/** A fleet with this network; the lines of it are 8 and on. */
function fleetWith(network: string): string {
  return `apiVersion: bulkhead.dev/v1alpha1
kind: Fleet
metadata: { name: tiny }
spec:
  repository: { url: https://example.com/fleet.git }
  environments: [{ name: dev }]
  network:
${network.replace(/^\n/, '').trimEnd()}
`
}

const table: Readonly<Record<string, { network: string; more?: string; says: readonly string[] }>> =
  {
    'a CIDR with host bits': {
      network: `
    pools:
      region: { cidr: 10.4.1.0/14 }`,
      says: [
        'fleet/fleet.yaml:9:23: error: host bits are set in 10.4.1.0/14; did you mean 10.4.0.0/14? [SPEC_CIDR]',
      ],
    },
    'a CIDR with a leading zero': {
      network: `
    pools:
      region: { cidr: 010.0.0.0/8 }`,
      says: [
        'fleet/fleet.yaml:9:23: error: an octet of 010.0.0.0/8 has a leading zero, which some programs read as octal; did you mean 10.0.0.0/8? [SPEC_CIDR]',
      ],
    },
    'a CIDR without a prefix length': {
      network: `
    pools:
      region: { cidr: 10.0.0.0 }`,
      says: [
        'fleet/fleet.yaml:9:23: error: 10.0.0.0 has no prefix length; that address alone would be 10.0.0.0/32 [SPEC_CIDR]',
      ],
    },
    'a CIDR with a prefix length that is too long': {
      network: `
    pools:
      region: { cidr: 10.0.0.0/33 }`,
      says: [
        'fleet/fleet.yaml:9:23: error: the prefix length of 10.0.0.0/33 is not between 0 and 32 [SPEC_CIDR]',
      ],
    },
    'an IPv6 address that is not in its canonical form': {
      network: `
    pools:
      region: { cidr: 10.0.0.0/8 }
    reserved:
      - { cidr: FD00:0::/8, reason: labs }`,
      says: ['fleet/fleet.yaml:11:17: error: FD00:0::/8 must be written as fd00::/8 [SPEC_CIDR]'],
    },
    'a pool in IPv6': {
      network: `
    pools:
      region: { cidr: fd00::/32, block: /48 }`,
      says: [
        'fleet/fleet.yaml:9:23: error: the pool "region" is IPv6, and what is given out is chosen in IPv4 [SPEC_POOL_FAMILY]',
      ],
    },
    'a reserved range with host bits': {
      network: `
    pools:
      region: { cidr: 10.0.0.0/8 }
    reserved:
      - { cidr: 10.1.0.0/13, reason: on-premises }`,
      says: [
        'fleet/fleet.yaml:11:17: error: host bits are set in 10.1.0.0/13; did you mean 10.0.0.0/13? [SPEC_CIDR]',
      ],
    },
    'a block size that is not a prefix length': {
      network: `
    pools:
      region: { cidr: 10.0.0.0/8, block: large }`,
      says: [
        'fleet/fleet.yaml:9:42: error: the block size is "large", which is not a prefix length [SPEC_BLOCK]',
      ],
    },
    'a block that is larger than its pool': {
      network: `
    pools:
      region: { cidr: 10.0.0.0/12, block: /11 }`,
      says: [
        'fleet/fleet.yaml:9:23: error: pool "region" (10.0.0.0/12) cannot be cut into blocks of /11 [IPAM_BLOCK_SIZE]',
      ],
    },
    'pools that overlap': {
      network: `
    pools:
      region: { cidr: 10.0.0.0/8 }
      lab: { cidr: 10.64.0.0/10 }`,
      says: [
        'fleet/fleet.yaml:10:20: error: pools "lab" (10.64.0.0/10) and "region" (10.0.0.0/8) overlap [IPAM_POOL_OVERLAP]',
      ],
    },
    'a pool that is exhausted': {
      network: `
    pools:
      region: { cidr: 10.0.0.0/14, block: /15 }
    capacity: { clusters: 1, nodes: 100 }`,
      more: `apiVersion: bulkhead.dev/v1alpha1
kind: Region
metadata: { name: eu }
spec: { provider: kind }
---
apiVersion: bulkhead.dev/v1alpha1
kind: Region
metadata: { name: us }
spec: { provider: kind }
`,
      says: [
        'fleet/fleet.yaml:9:23: error: pool "region" (10.0.0.0/14 in blocks of /15) is exhausted: region/us asks for a block, but none of 2 is free: 2 claimed (0 in quarantine), 0 reserved [IPAM_EXHAUSTED]',
      ],
    },
    'a pool that is reserved as a whole': {
      network: `
    pools:
      region: { cidr: 10.0.0.0/13 }
    reserved:
      - { cidr: 10.0.0.0/12, reason: on-premises }`,
      says: [
        'fleet/fleet.yaml:9:23: error: pool "region" (10.0.0.0/13 in blocks of /13) is exhausted: region/local asks for a block, but none of 1 is free: 0 claimed (0 in quarantine), 1 reserved [IPAM_EXHAUSTED]',
      ],
    },
    'a block that is too small for the capacity': {
      network: `
    pools:
      region: { cidr: 10.0.0.0/8, block: /16 }`,
      says: [
        'fleet/fleet.yaml:9:42: error: the block 10.243.0.0/16 cannot hold 4 clusters of 250 nodes in 8 zones; that takes a /13 [ADDRESS_CAPACITY]',
      ],
    },
    'a region in a pool that does not exist': {
      network: `
    pools:
      regoin: { cidr: 10.0.0.0/8 }`,
      says: [
        'fleet/region.yaml:3:19: error: no pool is named "region"; did you mean "regoin"? [SPEC_UNKNOWN_POOL]',
      ],
    },
  }

const emptyLedger = 'apiVersion: bulkhead.dev/v1alpha1\nkind: AddressLedger\n'

for (const [name, { network, more, says }] of Object.entries(table)) {
  test(`generate refuses ${name}`, t =>
    assertRefused(t, {
      files: {
        // Nothing is allocated yet: what is refused is the plan, not a ledger that contradicts it.
        'fleet/addresses.yaml': emptyLedger,
        'fleet/fleet.yaml': fleetWith(network),
        ...(more !== undefined && { 'fleet/more.yaml': more }),
      },
      code: 2,
      says,
    }))
}

test('a region with more clusters than its block has room for is refused', t =>
  assertRefused(t, {
    files: {
      'fleet/region.yaml': `apiVersion: bulkhead.dev/v1alpha1
kind: Region
metadata: { name: local }
spec:
  provider: kind
  clusters:
    - { name: one, environment: dev }
    - { name: two, environment: dev }
    - { name: three, environment: dev }
    - { name: four, environment: dev }
    - { name: five, environment: dev }
`,
      'fleet/addresses.yaml': emptyLedger,
    },
    code: 2,
    says: [
      'fleet/region.yaml:8:15: error: range 10.252.0.0/14 is exhausted: cluster/two asks for a /16, but none of 4 is free [IPAM_EXHAUSTED]',
    ],
  }))
