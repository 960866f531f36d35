import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fleetOf, generatedTiny, tinyRepository, tinySpec } from '../support/fleets.ts'
import { runCli } from '../support/run-cli.ts'

/* The addresses of the spec and the ledger alone. 0 nothing is wrong, 1 something is, 2 unreadable. */

test('a sound plan gets one line, and none on a quiet run', async t => {
  const dir = await tinyRepository(t)
  assert.deepEqual(await runCli(dir, 'ipam', 'check'), {
    code: 0,
    out: 'no problems in 1 pool, 1 block, 2 ranges, 1 mesh id\n',
    err: '',
  })
  assert.deepEqual(await runCli(dir, 'ipam', 'check', '--quiet'), { code: 0, out: '', err: '' })
})

test('the generated tree is not looked at', async t => {
  const dir = fleetOf(t, { ...tinySpec, 'clusters/x/cluster.yaml': 'a: [' })
  assert.equal((await runCli(dir, 'ipam', 'check')).code, 0)
})

test('each problem has its place, the line with a marker, and what to do', async t => {
  const tree = await generatedTiny()
  const ledger = tree['fleet/addresses.yaml']!.replace('10.254.0.0/16:', '10.8.0.0/16:')
  const line = ledger.slice(0, ledger.indexOf('10.8.0.0/16:')).split('\n').length
  const dir = fleetOf(t, { ...tree, 'fleet/addresses.yaml': ledger })
  const { code, out, err } = await runCli(dir, 'ipam', 'check')
  assert.deepEqual([code, err], [1, ''])
  assert.equal(
    out,
    `fleet/addresses.yaml:${line}:9: error: 10.8.0.0/16 (pod of cluster/local-dev) lies outside its block 10.248.0.0/13 [IPAM_OUTSIDE_BLOCK]
  ${line} |         10.8.0.0/16: { role: pod, owner: cluster/local-dev }
     |         ^^^^^^^^^^^
  → Restore the line from git: what is cut from a block lies in it.

1 problem
`,
  )
})

test('problems are JSON for scripts', async t => {
  const spec = tinySpec['fleet/fleet.yaml']!.replace('10.0.0.0/8', '10.0.0.0/16')
  const dir = fleetOf(t, { ...tinySpec, 'fleet/fleet.yaml': spec })
  const { code, out } = await runCli(dir, 'ipam', 'check', '--json')
  assert.equal(code, 1)
  assert.deepEqual(JSON.parse(out), {
    problems: [
      {
        code: 'IPAM_BLOCK_SIZE',
        message: 'pool "region" (10.0.0.0/16) cannot be cut into blocks of /13',
        file: 'fleet/fleet.yaml',
        line: 7,
        column: 39,
        hint: 'Choose a block size between /16 and /32.',
      },
    ],
    checked: { pools: 0, blocks: 0, ranges: 0, ids: 0 },
  })
})

test('a spec that cannot be read is exit code 2', async t => {
  const dir = fleetOf(t, { 'fleet/fleet.yaml': 'kind: [Fleet' })
  const { code, out, err } = await runCli(dir, 'ipam', 'check')
  assert.deepEqual([code, out], [2, ''])
  assert.match(err, /YAML_SYNTAX/)
  assert.equal((await runCli(fleetOf(t, {}), 'ipam', 'check')).code, 2)
})
