import assert from 'node:assert/strict'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { acmeRepository, fleetOf, generate, tinyRepository, tinySpec } from '../support/fleets.ts'
import { runCli } from '../support/run-cli.ts'

/* How much still fits. The numbers are held against the planner in forecast-fleet.test.ts. */

test('the forecast is a table, the fleet first, and what ends first', async t => {
  assert.deepEqual(await runCli(await tinyRepository(t), 'ipam', 'forecast'), {
    code: 0,
    out: `WHERE              MORE          AFTER GC  IN USE    ENDS WITH
fleet tiny         127 clusters  127       1 of 128  blocks
pool region        31 regions    31        1 of 32   blocks
mesh default       254 clusters  254       1 of 255  ids
region local       3 clusters    3         1 of 4    pods
cluster local-dev  253 nodes     253       3 of 256  pods

Ends first: region local, 1 of 4 clusters in use (pods)
`,
    err: '',
  })
})

test('as many regions can be added as the forecast says, and it warns of the last ones', async t => {
  const spec = tinySpec['fleet/fleet.yaml']!.replace('10.0.0.0/8', '10.0.0.0/12')
  const dir = fleetOf(t, { ...tinySpec, 'fleet/fleet.yaml': spec })
  await generate(dir)
  const more = async () => {
    const { out } = await runCli(dir, 'ipam', 'forecast', '--json')
    const { capacities, warnings } = JSON.parse(out)
    const pool = capacities.find(({ scope }: { scope: string }) => scope === 'pool')
    return [pool.more, warnings[0]?.message]
  }
  const add = async (name: string) =>
    (await runCli(dir, 'add', 'region', name, '--provider', 'kind')).code

  assert.deepEqual(await more(), [1, 'pool "region" has room for 1 more region'])
  assert.equal(await add('one'), 0)
  assert.deepEqual(await more(), [0, 'pool "region" has room for 0 more regions'])
  assert.equal(await add('two'), 2)

  const { code, out, err } = await runCli(dir, 'ipam', 'forecast')
  assert.equal(code, 0)
  assert.match(out, /^Ends first: pool region, no more regions fit \(blocks\)$/m)
  assert.equal(
    err,
    `fleet/fleet.yaml:7:39: warning: pool "region" has room for 0 more regions [IPAM_POOL_LOW]
  7 |   network: { pools: { region: { cidr: 10.0.0.0/12 } } }
    |                                       ^^^^^^^^^^^
  → Widen the pool or add another.
`,
  )
})

test('a quarantined region is in the forecast after gc', async t => {
  const dir = await acmeRepository(t)
  rmSync(join(dir, 'fleet/regions/local.yaml'))
  const { out } = await runCli(dir, 'ipam', 'forecast')
  assert.match(out, /^pool region +27 regions +28 +4 of 31 /m)
  assert.match(out, /^mesh default +248 clusters +250 /m)
})

test('a ledger that contradicts the spec is not forecast', async t => {
  const dir = fleetOf(t, {
    ...tinySpec,
    'fleet/addresses.yaml': `apiVersion: bulkhead.dev/v1alpha1
kind: AddressLedger
pools:
  region:
    172.16.0.0/13: { owner: region/local, state: active }
`,
  })
  const { code, out, err } = await runCli(dir, 'ipam', 'forecast')
  assert.deepEqual([code, out], [2, ''])
  assert.match(err, /IPAM_OUTSIDE_POOL/)
})
