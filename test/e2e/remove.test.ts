import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { acmeRepository } from '../support/fleets.ts'
import { runCli } from '../support/run-cli.ts'
import { compareTrees, readTree } from '../support/tree.ts'

const caCentral = ['region', 'ca-central-1', '--zones', 'ca-central-1a', '--environment', 'staging']

async function succeed(dir: string, ...line: readonly string[]) {
  const result = await runCli(dir, ...line)
  assert.equal(result.code, 0, result.err + result.out)
  return result
}

async function acmeWithCanada(t: TestContext): Promise<string> {
  const dir = await acmeRepository(t)
  await succeed(dir, 'add', ...caCentral, '--quiet')
  return dir
}

test('removing a region leaves the tree as it was before, but for its addresses in quarantine', async t => {
  const dir = await acmeRepository(t)
  const before = readTree(dir)
  await succeed(dir, 'add', ...caCentral, '--quiet')
  const { err } = await succeed(dir, 'remove', 'region', 'ca-central-1')
  assert.match(err, /Its addresses are quarantined/)
  assert.deepEqual(compareTrees(before, readTree(dir)), [
    '~ .bulkhead/lock.json',
    '~ fleet/addresses.yaml',
  ])
  const { blocks } = JSON.parse((await succeed(dir, 'ipam', 'show', '--json')).out) as {
    blocks: readonly { owner: string; state: string }[]
  }
  const mine = blocks.filter(({ owner }) => owner.includes('ca-central-1'))
  assert.ok(mine.length > 3)
  for (const { state } of mine) assert.equal(state, 'quarantined')
  await succeed(dir, 'validate')
})

test('a region that comes back has the addresses that it had', async t => {
  const dir = await acmeWithCanada(t)
  const before = readTree(dir)
  await succeed(dir, 'remove', 'region', 'ca-central-1', '--quiet')
  await succeed(dir, 'add', ...caCentral, '--quiet')
  assert.deepEqual(compareTrees(before, readTree(dir)), [])
})

test('a cluster leaves the file of its region, and comments stay', async t => {
  const dir = await acmeRepository(t)
  const path = join(dir, 'fleet/regions/us-east-1.yaml')
  const text = readFileSync(path, 'utf8')
  await succeed(dir, 'add', 'cluster', 'spare', '--region', 'us-east-1', '--environment', 'staging')
  await succeed(dir, 'remove', 'cluster', 'spare')
  assert.equal(readFileSync(path, 'utf8'), text)
})

test('a region that a workload names stays: the place that names it is shown, and nothing is written', async t => {
  const dir = await acmeRepository(t)
  const before = readTree(dir)
  const { code, err } = await runCli(dir, 'remove', 'region', 'eu-west-1')
  assert.equal(code, 2)
  assert.match(err, /fleet\/workloads\/\S+\.yaml:\d+:\d+: error: no region is named "eu-west-1"/)
  assert.deepEqual(compareTrees(before, readTree(dir)), [])
})

test('a name that is nearly right is suggested', async t => {
  const dir = await acmeRepository(t)
  const { code, err } = await runCli(dir, 'remove', 'cluster', 'us-east-1-producton')
  assert.equal(code, 2)
  assert.match(
    err,
    /no cluster is named "us-east-1-producton"; did you mean "us-east-1-production"\?/,
  )
})
