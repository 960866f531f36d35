import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { parseYaml } from '@bulkhead/yaml'
import type { AddressSpace } from './address-space.ts'
import { checkLedger } from './check-ledger.ts'
import { formatLedger } from './format-ledger.ts'
import { emptyLedger, type Ledger, type Range } from './ledger.ts'
import { parseCidr } from './read-cidr.ts'
import { readLedger } from './read-ledger.ts'
import { subnetAt } from './subnets.ts'
import { addRanges, claimBlock, claimId, releaseOwner } from './update-ledger.ts'

const space: AddressSpace = {
  pools: [{ name: 'region', cidr: parseCidr('10.0.0.0/10'), blockPrefix: 13, reserved: [] }],
  meshes: [{ name: 'default', min: 1, max: 9 }],
}

type Edit = (ledger: Ledger) => Ledger

const base = giveId(2, 'cluster/b')(addRegion('b', '10.8.0.0/13')(emptyLedger))

const directory = mkdtempSync(join(tmpdir(), 'bulkhead-ledger-'))
after(() => rmSync(directory, { recursive: true }))

/** What plain `git merge` makes of the ledger of two branches, or nothing when it conflicts. */
function merge(ours: Ledger, theirs: Ledger): string | undefined {
  const [a, o, b] = [ours, base, theirs].map((ledger, at) => {
    const file = join(directory, String(at))
    writeFileSync(file, formatLedger(ledger, space))
    return file
  })
  const run = spawnSync('git', ['merge-file', '-p', a!, o!, b!], { encoding: 'utf8' })
  if (run.error) throw run.error
  return run.status === 0 ? run.stdout : undefined
}

const clean: readonly [name: string, ours: Edit, theirs: Edit][] = [
  [
    'two regions in neighbouring slots',
    addRegion('x', '10.16.0.0/13'),
    addRegion('y', '10.24.0.0/13'),
  ],
  [
    'a region, and the release of its neighbour',
    addRegion('x', '10.16.0.0/13'),
    ledger => releaseOwner(ledger, 'region/b'),
  ],
  ['neighbouring ids', giveId(4, 'cluster/x'), giveId(5, 'cluster/y')],
]

for (const [name, ours, theirs] of clean) {
  test(`${name}: two branches merge into the ledger that has both`, () => {
    const merged = merge(ours(base), theirs(base))
    assert.equal(merged, formatLedger(theirs(ours(base)), space))
    const { documents } = parseYaml(merged, 'fleet/addresses.yaml')
    const { ledger, problems } = readLedger(documents[0]!)
    assert.deepEqual([...problems, ...checkLedger(ledger, space)], [])
  })
}

const conflicting: readonly [name: string, ours: Edit, theirs: Edit][] = [
  ['two regions in one slot', addRegion('x', '10.16.0.0/13'), addRegion('y', '10.16.0.0/13')],
  ['pods in one range', addPods('cluster/x', '10.14.0.0/16'), addPods('cluster/y', '10.14.0.0/16')],
  [
    'pods inside those of the other',
    addPods('cluster/x', '10.14.0.0/16'),
    addPods('cluster/y', '10.14.128.0/17'),
  ],
  [
    'a cluster, and the release of the region around it',
    addPods('cluster/x', '10.14.0.0/16'),
    ledger => releaseOwner(ledger, 'region/b'),
  ],
  ['two clusters with one id', giveId(4, 'cluster/x'), giveId(4, 'cluster/y')],
]

for (const [name, ours, theirs] of conflicting) {
  test(`${name}: two branches conflict`, () => {
    assert.equal(merge(ours(base), theirs(base)), undefined)
  })
}

function addRegion(name: string, block: string): Edit {
  const [cidr, owner] = [parseCidr(block), `region/${name}`]
  const vpc: Range = { cidr: subnetAt(cidr, 16, 0), role: 'vpc', owner }
  return ledger => addRanges(claimBlock(ledger, 'region', { cidr, owner }), 'region', cidr, [vpc])
}

function addPods(owner: string, range: string): Edit {
  const pods: Range = { cidr: parseCidr(range), role: 'pod', owner }
  return ledger => addRanges(ledger, 'region', parseCidr('10.8.0.0/13'), [pods])
}

function giveId(id: number, owner: string): Edit {
  return ledger => claimId(ledger, 'default', { id, owner })
}
