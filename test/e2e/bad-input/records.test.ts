import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fleetOf, generatedTiny } from '../../support/fleets.ts'
import { assertRefused } from '../../support/refusal.ts'
import { runCli } from '../../support/run-cli.ts'
import { readTree, writeTree } from '../../support/tree.ts'

/*
 * The ledger and the lock are written by machines and merged by people. What contradicts itself is
 * refused with exit code 2: nothing is repaired by guessing.
 */

const ledgers: Readonly<Record<string, { ledger: string; says: readonly string[] }>> = {
  'an unresolved merge conflict': {
    ledger: `apiVersion: bulkhead.dev/v1alpha1
kind: AddressLedger
pools:
  region:
<<<<<<< HEAD
    10.8.0.0/13: { owner: region/local, state: active }
=======
    10.8.0.0/13: { owner: region/eu, state: active }
>>>>>>> theirs
`,
    says: [
      'fleet/addresses.yaml:5:1: error: an unresolved merge conflict: the line begins with "<<<<<<<" [YAML_CONFLICT_MARKER]',
    ],
  },
  'nothing any more': {
    ledger: '# emptied\n',
    says: [
      'fleet/addresses.yaml:1:1: error: the address ledger must be one YAML document [IPAM_LEDGER]',
    ],
  },
  'a field that is not known': {
    ledger: `apiVersion: bulkhead.dev/v1alpha1
kind: AddressLedger
pools:
  region:
    10.8.0.0/13: { owner: region/local, stat: active }
`,
    says: [
      'fleet/addresses.yaml:5:41: error: unknown field "stat"; did you mean "state"? [IPAM_LEDGER]',
      'fleet/addresses.yaml:5:18: error: state is missing: it is one of planned, active, draining, quarantined [IPAM_LEDGER]',
    ],
  },
  'a role that is not known': {
    ledger: `apiVersion: bulkhead.dev/v1alpha1
kind: AddressLedger
pools:
  region:
    10.8.0.0/13:
      owner: region/local
      state: active
      ranges:
        10.12.0.0/16: { role: pods, owner: cluster/local-dev }
`,
    says: [
      'fleet/addresses.yaml:9:31: error: role "pods" is unknown: it is one of region, vpc, subnet, node, pod, service, loadbalancer, globalnet; did you mean "pod"? [IPAM_LEDGER]',
    ],
  },
  'a range that is not in its canonical form': {
    ledger: `apiVersion: bulkhead.dev/v1alpha1
kind: AddressLedger
pools:
  region:
    10.9.0.0/13: { owner: region/local, state: active }
`,
    says: [
      'fleet/addresses.yaml:5:5: error: host bits are set in 10.9.0.0/13; did you mean 10.8.0.0/13? [IPAM_CIDR]',
    ],
  },
  'one block given twice': {
    ledger: `apiVersion: bulkhead.dev/v1alpha1
kind: AddressLedger
pools:
  region:
    10.8.0.0/13: { owner: region/local, state: active }
    10.8.0.0/13: { owner: region/eu, state: active }
`,
    says: [
      'fleet/addresses.yaml:6:5: error: Map keys must be unique [duplicate key] [YAML_SYNTAX]',
    ],
  },
  'two blocks of one owner': {
    ledger: `apiVersion: bulkhead.dev/v1alpha1
kind: AddressLedger
pools:
  region:
    10.8.0.0/13: { owner: region/local, state: active }
    10.16.0.0/13: { owner: region/local, state: active }
`,
    says: [
      'fleet/addresses.yaml:6:5: error: region/local has two blocks in pool "region": 10.8.0.0/13 and 10.16.0.0/13 [IPAM_DUPLICATE_OWNER]',
    ],
  },
  'two ranges that overlap': {
    ledger: `apiVersion: bulkhead.dev/v1alpha1
kind: AddressLedger
pools:
  region:
    10.8.0.0/13:
      owner: region/local
      state: active
      ranges:
        10.12.0.0/16: { role: pod, owner: cluster/local-dev }
        10.12.128.0/17: { role: pod, owner: cluster/other }
`,
    says: [
      'fleet/addresses.yaml:10:9: error: 10.12.128.0/17 (pod of cluster/other) overlaps 10.12.0.0/16 (pod of cluster/local-dev) [IPAM_OVERLAP]',
    ],
  },
  'a range outside its block': {
    ledger: `apiVersion: bulkhead.dev/v1alpha1
kind: AddressLedger
pools:
  region:
    10.8.0.0/13:
      owner: region/local
      state: active
      ranges:
        10.20.0.0/16: { role: pod, owner: cluster/local-dev }
`,
    says: [
      'fleet/addresses.yaml:9:9: error: 10.20.0.0/16 (pod of cluster/local-dev) lies outside its block 10.8.0.0/13 [IPAM_OUTSIDE_BLOCK]',
    ],
  },
  'an owner that is no part of a fleet': {
    ledger: `apiVersion: bulkhead.dev/v1alpha1
kind: AddressLedger
pools:
  region:
    10.248.0.0/13:
      owner: regoin/local
      state: active
      ranges:
        10.252.0.0/16: { role: pod, owner: region/local }
`,
    says: [
      'fleet/addresses.yaml:5:5: error: "regoin/local" cannot own 10.248.0.0/13: that belongs to region/NAME; did you mean "region"? [IPAM_OWNER]',
      'fleet/addresses.yaml:9:9: error: "region/local" cannot own 10.252.0.0/16: that belongs to cluster/NAME [IPAM_OWNER]',
    ],
  },
  'an owner that the fleet never had': {
    ledger: `apiVersion: bulkhead.dev/v1alpha1
kind: AddressLedger
pools:
  region:
    10.248.0.0/13:
      owner: region/local
      state: active
      ranges:
        10.252.0.0/16: { role: pod, owner: cluster/local-dve }
meshes:
  default:
    7: cluster/ghost
`,
    says: [
      'fleet/addresses.yaml:9:9: error: the fleet has no "cluster/local-dve"; did you mean "cluster/local-dev"? [IPAM_UNKNOWN_OWNER]',
      'fleet/addresses.yaml:12:5: error: the fleet has no "cluster/ghost" [IPAM_UNKNOWN_OWNER]',
    ],
  },
  'a state that cannot be': {
    ledger: `apiVersion: bulkhead.dev/v1alpha1
kind: AddressLedger
pools:
  region:
    10.248.0.0/13:
      owner: region/local
      state: quarantined
      ranges:
        10.252.0.0/16: { role: pod, owner: cluster/local-dev, state: active }
`,
    says: [
      'fleet/addresses.yaml:9:9: error: 10.252.0.0/16 (pod of cluster/local-dev) is active in 10.248.0.0/13, which is quarantined [IPAM_STATE]',
    ],
  },
  'what is in use that does not begin its claim': {
    ledger: `apiVersion: bulkhead.dev/v1alpha1
kind: AddressLedger
pools:
  region:
    10.248.0.0/13:
      owner: region/local
      state: active
      use: 10.252.0.0/14
`,
    says: [
      'fleet/addresses.yaml:8:12: error: 10.252.0.0/14 is not the beginning of 10.248.0.0/13, of which it is said to be in use [IPAM_OUTSIDE_BLOCK]',
    ],
  },
  'an owner with two blocks': {
    ledger: `apiVersion: bulkhead.dev/v1alpha1
kind: AddressLedger
pools:
  region:
    10.240.0.0/13: { owner: region/local, state: active }
    10.248.0.0/13: { owner: region/local, state: active }
`,
    says: [
      'fleet/addresses.yaml:6:5: error: region/local has two blocks in pool "region": 10.240.0.0/13 and 10.248.0.0/13 [IPAM_DUPLICATE_OWNER]',
    ],
  },
  'a block outside its pool': {
    ledger: `apiVersion: bulkhead.dev/v1alpha1
kind: AddressLedger
pools:
  region:
    192.168.0.0/13: { owner: region/local, state: active }
`,
    says: [
      'fleet/addresses.yaml:5:5: error: 192.168.0.0/13 of region/local lies outside pool "region" (10.0.0.0/8) [IPAM_OUTSIDE_POOL]',
    ],
  },
  'a block that has not the size of its pool': {
    ledger: `apiVersion: bulkhead.dev/v1alpha1
kind: AddressLedger
pools:
  region:
    10.8.0.0/14: { owner: region/local, state: active }
`,
    says: [
      'fleet/addresses.yaml:5:5: error: 10.8.0.0/14 of region/local is not a block of pool "region": those are /13 [IPAM_BLOCK_SIZE]',
    ],
  },
  'a pool that is not declared': {
    ledger: `apiVersion: bulkhead.dev/v1alpha1
kind: AddressLedger
pools:
  edge:
    172.16.0.0/13: { owner: region/local, state: active }
`,
    says: [
      'fleet/addresses.yaml:5:5: error: the ledger has blocks of pool "edge", which is not declared [IPAM_UNKNOWN_POOL]',
    ],
  },
  'an id that the mesh does not give out': {
    ledger: `apiVersion: bulkhead.dev/v1alpha1
kind: AddressLedger
meshes:
  default:
    0: cluster/local-dev
    256: cluster/other
`,
    says: [
      'fleet/addresses.yaml:5:5: error: id 0 of cluster/local-dev is not one that mesh "default" gives out (1 to 255) [IPAM_ID]',
      'fleet/addresses.yaml:6:5: error: id 256 of cluster/other is not one that mesh "default" gives out (1 to 255) [IPAM_ID]',
    ],
  },
  'two ids of one cluster': {
    ledger: `apiVersion: bulkhead.dev/v1alpha1
kind: AddressLedger
meshes:
  default:
    3: cluster/local-dev
    4: cluster/local-dev
`,
    says: [
      'fleet/addresses.yaml:6:5: error: cluster/local-dev has two ids in mesh "default": 3 and 4 [IPAM_DUPLICATE_OWNER]',
    ],
  },
  'another kind of document': {
    ledger: 'kind: ConfigMap\n',
    says: [
      'fleet/addresses.yaml:1:1: error: apiVersion must be bulkhead.dev/v1alpha1 [IPAM_LEDGER]',
      'fleet/addresses.yaml:1:7: error: kind must be AddressLedger [IPAM_LEDGER]',
    ],
  },
  'no map at all': {
    ledger: '- 10.8.0.0/13\n',
    says: [
      'fleet/addresses.yaml:1:1: error: the ledger must be a map [IPAM_LEDGER]',
      'fleet/addresses.yaml:1:1: error: apiVersion must be bulkhead.dev/v1alpha1 [IPAM_LEDGER]',
      'fleet/addresses.yaml:1:1: error: kind must be AddressLedger [IPAM_LEDGER]',
    ],
  },
}

for (const [name, { ledger, says }] of Object.entries(ledgers)) {
  test(`generate refuses a ledger with ${name}`, t =>
    assertRefused(t, { files: { 'fleet/addresses.yaml': ledger }, code: 2, says }))
}

test('generate refuses a block size that the ledger was not made for', t =>
  assertRefused(t, {
    files: {
      'fleet/fleet.yaml': `apiVersion: bulkhead.dev/v1alpha1
kind: Fleet
metadata: { name: tiny }
spec:
  repository: { url: https://example.com/fleet.git }
  environments: [{ name: dev }]
  network: { pools: { region: { cidr: 10.0.0.0/8, block: /12 } } }
`,
      'fleet/addresses.yaml': `apiVersion: bulkhead.dev/v1alpha1
kind: AddressLedger
pools:
  region:
    10.8.0.0/13: { owner: region/local, state: active }
`,
    },
    code: 2,
    says: [
      'fleet/addresses.yaml:5:5: error: 10.8.0.0/13 of region/local is not a block of pool "region": those are /12 [IPAM_BLOCK_SIZE]',
    ],
  }))

test('generate refuses a reservation of what is already taken', t =>
  assertRefused(t, {
    files: {
      'fleet/fleet.yaml': `apiVersion: bulkhead.dev/v1alpha1
kind: Fleet
metadata: { name: tiny }
spec:
  repository: { url: https://example.com/fleet.git }
  environments: [{ name: dev }]
  network:
    pools: { region: { cidr: 10.0.0.0/8 } }
    reserved: [{ cidr: 10.8.0.0/16, reason: on-premises }]
`,
      'fleet/addresses.yaml': `apiVersion: bulkhead.dev/v1alpha1
kind: AddressLedger
pools:
  region:
    10.8.0.0/13: { owner: region/local, state: active }
`,
    },
    code: 2,
    says: [
      'fleet/addresses.yaml:5:5: error: 10.8.0.0/13 of region/local is in 10.8.0.0/16, which is reserved (on-premises) [IPAM_RESERVED]',
    ],
  }))

const locks: Readonly<Record<string, { edit(lock: string): string; says: readonly string[] }>> = {
  'a lock with an unresolved merge conflict': {
    edit: lock =>
      lock.replace(/^( {2}"inputs".*)$/m, '<<<<<<< HEAD\n$1\n=======\n$1\n>>>>>>> theirs'),
    says: [
      '.bulkhead/lock.json:4:1: error: the record has an unresolved merge conflict [LOCK_CONFLICT]',
    ],
  },
  'a lock of a newer version': {
    edit: lock =>
      lock.replace('"format": 1', '"format": 2').replace(/"tool": ".*"/, '"tool": "9.0.0"'),
    says: [
      '.bulkhead/lock.json:1:1: error: the record has format 2, written by bulkhead 9.0.0; this version reads up to 1 [LOCK_NEWER]',
    ],
  },
  'a lock that ends in the middle': {
    edit: lock => lock.slice(0, lock.length / 2),
    says: ['.bulkhead/lock.json:1:1: error: the record cannot be read [LOCK_SYNTAX]'],
  },
  'a lock that is something else': {
    edit: () => '[]\n',
    says: ['.bulkhead/lock.json:1:1: error: the record cannot be read [LOCK_SYNTAX]'],
  },
  'a lock that is only null': {
    edit: () => 'null\n',
    says: ['.bulkhead/lock.json:1:1: error: the record cannot be read [LOCK_SYNTAX]'],
  },
  'a lock with files that are none': {
    edit: () => '{"format": 1, "tool": "0.1.0", "inputs": "", "packs": {}, "files": null}\n',
    says: [
      '.bulkhead/lock.json:1:1: error: the record cannot be read: files is not a mapping [LOCK_SYNTAX]',
    ],
  },
}

for (const [name, { edit, says }] of Object.entries(locks)) {
  test(`generate refuses ${name}`, async t => {
    const { '.bulkhead/lock.json': lock = '' } = await generatedTiny()
    await assertRefused(t, { files: { '.bulkhead/lock.json': edit(lock) }, code: 2, says })
  })
}

test('a lock that claims a path outside the repository cannot make anything of it be deleted', async t => {
  const tiny = await generatedTiny()
  const claim = `    "../outside.yaml": {"hash":"${hashOfNothing}","owner":"managed","pack":"docs"},`
  const lock = tiny['.bulkhead/lock.json']?.replace('"files": {', `"files": {\n${claim}`) ?? ''
  const dir = fleetOf(t, { 'outside.yaml': '' })
  writeTree(`${dir}/repository`, { ...tiny, '.bulkhead/lock.json': lock })
  const { code } = await runCli(`${dir}/repository`, 'generate')
  assert.equal(code, 0)
  assert.equal(readTree(dir)['outside.yaml'], '')
})

/** SHA-256 of an empty text. */
const hashOfNothing = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
