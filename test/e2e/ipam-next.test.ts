import assert from 'node:assert/strict'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import {
  acmeRepository,
  acmeSpec,
  fleetOf,
  generate,
  tinyRepository,
  tinySpec,
} from '../support/fleets.ts'
import { runCli } from '../support/run-cli.ts'
import { readTree, writeTree } from '../support/tree.ts'

/* What a newcomer would be given: always what `generate` then gives it. */

type Rows = Readonly<Record<'blocks' | 'ids' | 'asns', readonly { readonly owner: string }[]>>

async function rows(dir: string, ...command: readonly string[]): Promise<Rows> {
  const { code, out, err } = await runCli(dir, 'ipam', ...command, '--json')
  assert.equal(code, 0, err)
  return JSON.parse(out) as Rows
}

/** What the ledger has for what `next` spoke of. */
async function given(dir: string, { blocks, ids }: Rows): Promise<Rows> {
  const owners = new Set([...blocks, ...ids].map(({ owner }) => owner))
  const isSame = ({ owner }: { readonly owner: string }) => owners.has(owner)
  const all = await rows(dir, 'show')
  return {
    blocks: all.blocks.filter(isSame),
    ids: all.ids.filter(isSame),
    asns: all.asns.filter(isSame),
  }
}

for (const [name, zones] of [
  ['ca-central-1', ['ca-central-1a', 'ca-central-1b']],
  ['sa-east-1', ['sa-east-1a', 'sa-east-1b', 'sa-east-1c']],
  ['lab', []],
] as const) {
  test(`the region ${name} gets what was said`, async t => {
    const dir = await acmeRepository(t)
    const flags = zones.length > 0 ? ['--zones', zones.join(',')] : []
    const next = await rows(dir, 'next', 'region', name, ...flags)
    assert.equal(next.blocks.length, zones.length > 0 ? 2 + 2 * zones.length : 1)
    const provider = ['--provider', zones.length > 0 ? 'aws' : 'kind']
    const added = await runCli(dir, 'add', 'region', name, ...provider, ...flags)
    assert.equal(added.code, 0, added.err)
    assert.deepEqual(await given(dir, next), next)
  })
}

test('a cluster gets what was said, its mesh id too', async t => {
  const dir = await acmeRepository(t)
  for (const name of ['local-three', 'local-four']) {
    const next = await rows(dir, 'next', 'cluster', name, '--region', 'local')
    assert.deepEqual([next.blocks.length, next.ids.length], [2, 1])
    const flags = ['--region', 'local', '--environment', 'development']
    assert.equal((await runCli(dir, 'add', 'cluster', name, ...flags)).code, 0)
    assert.deepEqual(await given(dir, next), next)
  }
})

test('a region of a dual-stack fleet with ASNs gets what was said, and a block of pods', async t => {
  const dir = fleetOf(t, {
    ...tinySpec,
    'fleet/fleet.yaml': tinySpec['fleet/fleet.yaml']!.replace(
      /network: .*/,
      `network:
    pools:
      region: { cidr: 10.0.0.0/8, ipv6: { cidr: 'fd00:12::/40' } }
      pods: { role: pod, cidr: 100.64.0.0/10 }
    asns: { from: 64512, to: 65534 }`,
    ),
  })
  await generate(dir)
  const region = await rows(dir, 'next', 'region', 'lab')
  assert.deepEqual([region.blocks.length, region.asns.length], [2, 1])
  const cluster = await rows(dir, 'next', 'cluster', 'local-two', '--region', 'local')
  assert.deepEqual([cluster.blocks.length, cluster.ids.length], [3, 1])
  await runCli(dir, 'add', 'region', 'lab', '--provider', 'kind')
  assert.deepEqual(await given(dir, region), region)
  await runCli(dir, 'add', 'cluster', 'local-two', '--region', 'local', '--environment', 'dev')
  assert.deepEqual(await given(dir, cluster), cluster)
})

test('what the spec has and was not generated yet comes along', async t => {
  const dir = acmeSpec(t)
  const next = await rows(dir, 'next', 'region', 'ca-central-1')
  writeTree(dir, {
    'fleet/regions/ca-central-1.yaml': `apiVersion: bulkhead.dev/v1alpha1
kind: Region
metadata: { name: ca-central-1 }
spec: { provider: kind }
`,
  })
  await generate(dir)
  assert.deepEqual(await given(dir, next), next)
})

test('who was here before is told what it had', async t => {
  const dir = await acmeRepository(t)
  const { blocks } = await rows(dir, 'show', '--region', 'local')
  rmSync(join(dir, 'fleet/regions/local.yaml'))
  await generate(dir)
  const next = await rows(dir, 'next', 'region', 'local')
  assert.deepEqual(next.blocks, [blocks[0]])
})

test('nothing is written, and that is said', async t => {
  const dir = await tinyRepository(t)
  const before = readTree(dir)
  const command = ['ipam', 'next', 'cluster', 'local-edge', '--region', 'local']
  const { code, out, err } = await runCli(dir, ...command)
  assert.equal(code, 0)
  assert.match(
    out,
    /^RANGE +ROLE +OWNER +POOL +STATE\n10\.249\.\d+\.0\/20 +service +cluster\/local-edge +region +planned\n10\.25\d\.0\.0\/16 +pod .*\n\nID +OWNER +MESH +STATE\n\d+ +cluster\/local-edge +default +planned\n$/,
  )
  assert.match(err, /^Nothing is recorded, and another branch may be told the same/)
  assert.equal((await runCli(dir, ...command, '--quiet')).err, '')
  assert.deepEqual(readTree(dir), before)
})

const refused: readonly [name: string, args: readonly string[], says: RegExp][] = [
  ['a name that is taken', ['region', 'local'], /the region "local" exists already \[ADD_EXISTS\]/],
  ['a name that is not legal', ['region', 'EU'], /"EU" cannot name a region: .* \[SPEC_NAME\]/],
  ['a pool that is not there', ['region', 'eu', '--pool', 'lab'], /\[SPEC_UNKNOWN_POOL\]/],
  [
    'a region that is not there',
    ['cluster', 'x', '--region', 'locla'],
    /no region is named "locla"; did you mean "local"\? \[SPEC_UNKNOWN_REGION\]/,
  ],
  ['a cluster without a region', ['cluster', 'x'], /required option '--region <name>'/],
  ['another kind', ['team', 'x'], /unknown command 'team'/],
]

for (const [name, args, says] of refused) {
  test(`${name} is refused`, async t => {
    const { code, out, err } = await runCli(await tinyRepository(t), 'ipam', 'next', ...args)
    assert.deepEqual([code, out], [2, ''])
    assert.match(err, says)
  })
}

test('no room is said as generate would say it, pointing into the spec as it would be', async t => {
  const dir = await tinyRepository(t)
  for (const name of ['a', 'b', 'c']) {
    const flags = ['--region', 'local', '--environment', 'dev']
    assert.equal((await runCli(dir, 'add', 'cluster', name, ...flags)).code, 0)
  }
  const { code, err } = await runCli(dir, 'ipam', 'next', 'cluster', 'd', '--region', 'local')
  assert.equal(code, 2)
  assert.match(err, /range 10\.252\.0\.0\/14 is exhausted: cluster\/d asks for a \/16/)
  assert.match(err, /fleet\/region\.yaml:6:\d+: error/)
})
