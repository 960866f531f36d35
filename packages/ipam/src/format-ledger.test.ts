import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseYaml } from '@bulkhead/yaml'
import fc from 'fast-check'
import type { AddressSpace } from './address-space.ts'
import { allocateId } from './allocate-id.ts'
import { allocateBlock, allocateWithin } from './allocate.ts'
import { checkLedger } from './check-ledger.ts'
import { formatLedger } from './format-ledger.ts'
import { blocksOf, emptyLedger, findBlock, idsOf, type Ledger } from './ledger.ts'
import { parseCidr } from './read-cidr.ts'
import { readLedger } from './read-ledger.ts'
import { addRanges, claimBlock, claimId, releaseOwner } from './update-ledger.ts'

const space: AddressSpace = {
  pools: [
    {
      name: 'region',
      cidr: parseCidr('10.0.0.0/11'),
      blockPrefix: 13,
      reserved: [{ cidr: parseCidr('10.0.0.0/16'), reason: 'on-premises: VPN' }],
    },
  ],
  meshes: [{ name: 'default', min: 1, max: 3 }],
}

const heading = `# The address ledger: which block belongs to whom. Written by bulkhead, reviewed like code.
# Every slot is listed, so that two branches that take different slots merge cleanly and two that take the same one conflict.
apiVersion: bulkhead.dev/v1alpha1
kind: AddressLedger
`

const cluster = 'cluster/us-east-1-production'

function usEast(): Ledger {
  const owner = 'region/us-east-1'
  const cidr = parseCidr('10.16.0.0/13')
  const block = claimBlock(emptyLedger, 'region', { cidr, owner })
  const ranges = addRanges(block, 'region', cidr, [
    { cidr: parseCidr('10.20.0.0/16'), role: 'pod', owner: cluster },
    { cidr: parseCidr('10.16.0.0/19'), role: 'subnet', owner: 'zone/us-east-1a' },
    { cidr: parseCidr('10.16.0.0/16'), role: 'vpc', owner },
  ])
  return claimId(ranges, 'default', { id: 2, owner: cluster })
}

test('the ledger is a full table: free slots, reserved ones and taken ones', () => {
  assert.equal(
    formatLedger(usEast(), space),
    `${heading}pools:
  region:
    10.0.0.0/13:
      reserved: 'on-premises: VPN'
    10.8.0.0/13:
    10.16.0.0/13:
      owner: region/us-east-1
      state: active
      ranges:
        10.16.0.0/16: { role: vpc, owner: region/us-east-1 }
        10.16.0.0/19: { role: subnet, owner: zone/us-east-1a }
        10.20.0.0/16: { role: pod, owner: cluster/us-east-1-production }
    10.24.0.0/13:
meshes:
  default:
    1:
    2:
      owner: cluster/us-east-1-production
      state: active
    3:
`,
  )
})

test('what is quarantined says so', () => {
  const text = formatLedger(releaseOwner(usEast(), cluster), space)
  assert.match(
    text,
    / 10\.20\.0\.0\/16: \{ role: pod, owner: cluster\/us-east-1-production, state: quarantined \}\n/,
  )
  assert.match(text, / 2:\n {6}owner: cluster\/us-east-1-production\n {6}state: quarantined\n/)
})

test('a pool that is too large to read lists what is taken', () => {
  const wide: AddressSpace = {
    pools: [
      {
        name: 'v6',
        cidr: parseCidr('fd00::/16'),
        blockPrefix: 48,
        reserved: [{ cidr: parseCidr('fd00:aa::/32'), reason: 'a partner' }],
      },
    ],
    meshes: [],
  }
  const cidr = parseCidr('fd00:12::/48')
  const text = formatLedger(claimBlock(emptyLedger, 'v6', { cidr, owner: 'region/a' }), wide)
  const separators = text.match(/^ {4}# .*$/gm) ?? []
  assert.equal(separators.length, 256)
  assert.equal(
    text.replaceAll(/^ {4}# .*\n/gm, ''),
    `${heading}pools:
  v6:
    fd00:12::/48:
      owner: region/a
      state: active
    fd00:aa::/32:
      reserved: a partner
meshes: {}
`,
  )
  assert.match(text, /# fd00::\/24\n {4}fd00:12::\/48:\n[^#]*# fd00:100::\/24\n/)
})

test('a block of another size stands in its place among the slots', () => {
  const cidr = parseCidr('10.8.0.0/14')
  const text = formatLedger(claimBlock(usEast(), 'region', { cidr, owner: 'region/old' }), space)
  assert.match(text, / {4}10\.8\.0\.0\/13:\n {4}10\.8\.0\.0\/14:\n {6}owner: region\/old\n/)
})

test('what was taken from a pool that is gone is kept; a pool without claims is not', () => {
  const nothing: AddressSpace = { pools: [], meshes: [] }
  assert.match(formatLedger(usEast(), nothing), / {2}region:\n {4}10\.16\.0\.0\/13:\n/)
  const emptied: Ledger = { ...emptyLedger, pools: new Map([['region', new Map()]]) }
  assert.equal(formatLedger(emptied, nothing), `${heading}pools: {}\nmeshes: {}\n`)
})

const names = fc.uniqueArray(
  fc.oneof(fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/), fc.string({ minLength: 1, maxLength: 6 })),
  { maxLength: 5 },
)

test('what is written reads back the same, whoever the owners are', () => {
  const wide: AddressSpace = {
    pools: [{ ...space.pools[0]!, blockPrefix: 15 }],
    meshes: [{ ...space.meshes[0]!, max: 20 }],
  }
  fc.assert(
    fc.property(names, names, (regions, gone) => {
      const all = [...regions, ...gone].reduce(
        (ledger, name) => grow(ledger, wide, name),
        emptyLedger,
      )
      const ledger = gone.reduce(releaseOwner, all)
      const text = formatLedger(ledger, wide)
      const { documents } = parseYaml(text, 'fleet/addresses.yaml')
      const again = readLedger(documents[0]!)
      assert.deepEqual(again.problems, [])
      assert.deepEqual(checkLedger(again.ledger, wide), [])
      assert.equal(formatLedger(again.ledger, wide), text)
    }),
    { seed: 1, numRuns: 60 },
  )
})

function grow(ledger: Ledger, { pools, meshes }: AddressSpace, owner: string): Ledger {
  const [pool, mesh] = [pools[0]!, meshes[0]!]
  if (findBlock(ledger, pool.name, owner)) return ledger
  const cidr = allocateBlock(pool, blocksOf(ledger, pool.name), owner)
  const claimed = claimBlock(ledger, pool.name, { cidr, owner })
  const pods = allocateWithin({ window: cidr, prefix: 18, owner, taken: [] })
  const cut = addRanges(claimed, pool.name, cidr, [{ cidr: pods, role: 'pod', owner }])
  const id = allocateId(mesh, idsOf(cut, mesh.name), owner)
  return claimId(cut, mesh.name, { id, owner })
}
