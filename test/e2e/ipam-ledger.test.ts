import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { acmeRepository, tinyRepository } from '../support/fleets.ts'
import { startGit } from '../support/git.ts'
import { runCli } from '../support/run-cli.ts'
import { compareTrees, readTree } from '../support/tree.ts'

async function succeed(dir: string, ...line: readonly string[]) {
  const result = await runCli(dir, ...line)
  assert.equal(result.code, 0, result.err + result.out)
  return result
}

interface Shown {
  readonly blocks: readonly {
    readonly cidr: string
    readonly role: string
    readonly owner: string
    readonly state: string
  }[]
}

async function blocksOf(dir: string, owner: string) {
  const { blocks } = JSON.parse((await succeed(dir, 'ipam', 'show', '--json')).out) as Shown
  return blocks.filter(block => block.owner === owner)
}

const canada = ['ca-central-1', '--zones', 'ca-central-1a', '--environment', 'staging', '--quiet']

test('gc frees what is quarantined, of the owners that are named', async t => {
  const dir = await acmeRepository(t)
  await succeed(dir, 'add', 'region', ...canada)
  await succeed(dir, 'remove', 'region', 'ca-central-1', '--quiet')
  const cluster = 'cluster/ca-central-1-staging'
  const { err } = await succeed(dir, 'ipam', 'gc', cluster)
  assert.match(err, /^free 10\.\S+\/20 {2}\(cluster\/ca-central-1-staging\)\n/)
  assert.deepEqual(await blocksOf(dir, cluster), [])
  assert.equal((await blocksOf(dir, 'region/ca-central-1')).length, 2)
  await succeed(dir, 'ipam', 'gc')
  assert.deepEqual(await blocksOf(dir, 'region/ca-central-1'), [])
  assert.match((await succeed(dir, 'ipam', 'gc')).err, /nothing is quarantined/)
  await succeed(dir, 'validate')
})

test('gc of an owner that has nothing in quarantine is refused', async t => {
  const dir = await acmeRepository(t)
  const { code, err } = await runCli(dir, 'ipam', 'gc', 'region/us-east-1')
  assert.equal(code, 2)
  assert.match(err, /nothing of the kind belongs to "region\/us-east-1"/)
})

test('mark says that a region, its VPC and its subnets are in use, and leaves its clusters alone', async t => {
  const dir = await acmeRepository(t)
  await succeed(dir, 'ipam', 'mark', 'active', 'region/us-east-1')
  for (const owner of ['region/us-east-1', 'zone/us-east-1a']) {
    for (const { state } of await blocksOf(dir, owner)) assert.equal(state, 'active')
  }
  for (const { state } of await blocksOf(dir, 'cluster/us-east-1-staging')) {
    assert.equal(state, 'planned')
  }
  const { out } = await succeed(dir, 'generate')
  assert.match(out, /^identical \d+ files\n/)
  await succeed(dir, 'validate')
})

test('reserve keeps a range free, and is refused where something is', async t => {
  const dir = await acmeRepository(t)
  await succeed(dir, 'ipam', 'reserve', '10.64.0.0/16', '--reason', 'VPN of Berlin')
  assert.match(
    readFileSync(join(dir, 'fleet/fleet.yaml'), 'utf8'),
    /on-premises \}\n {6}- cidr: 10\.64\.0\.0\/16\n {8}reason: VPN of Berlin\n/,
  )
  assert.match(
    readFileSync(join(dir, 'fleet/addresses.yaml'), 'utf8'),
    /10\.64\.0\.0\/13:\n {6}reserved: VPN of Berlin\n/,
  )
  const before = readTree(dir)
  const taken = await runCli(dir, 'ipam', 'reserve', '10.16.0.0/16', '--reason', 'x')
  assert.equal(taken.code, 2)
  assert.match(
    taken.err,
    /10\.16\.0\.0\/13 of region\/us-east-1 is in 10\.16\.0\.0\/16, which is reserved/,
  )
  const odd = await runCli(dir, 'ipam', 'reserve', '10.64.1.0/16', '--reason', 'x')
  assert.match(odd.err, /host bits are set in 10\.64\.1\.0\/16; did you mean 10\.64\.0\.0\/16\?/)
  assert.deepEqual(compareTrees(before, readTree(dir)), [])
})

/** A repository whose two branches have each added a region, both in the last free block. */
async function divergedRepository(t: TestContext) {
  const dir = await tinyRepository(t)
  const spec = join(dir, 'fleet/fleet.yaml')
  const pool = (cidr: string) =>
    writeFileSync(spec, readFileSync(spec, 'utf8').replace(/cidr: 10\.\S+/, `cidr: ${cidr}`))
  const git = startGit(dir)
  // The region `local` has 10.248.0.0/13, so one block of this pool is free, and later more.
  pool('10.240.0.0/12')
  await succeed(dir, 'generate', '--quiet')
  git('add', '-A')
  git('commit', '-qm', 'base')
  const branch = async (name: string) => {
    git('checkout', '-qb', name, 'main')
    await succeed(dir, 'add', 'region', name, '--provider', 'kind', '--quiet')
    pool('10.224.0.0/11')
    await succeed(dir, 'generate', '--quiet')
    git('add', '-A')
    git('commit', '-qm', name)
  }
  await branch('one')
  await branch('two')
  return { dir, git }
}

test('two branches that took one block: the merge conflicts, rebase moves what had not landed, the tree follows', async t => {
  const { dir, git } = await divergedRepository(t)
  assert.throws(() => git('merge', '-q', 'one'))
  const before = await runCli(dir, 'generate')
  assert.equal(before.code, 2)
  assert.match(before.err, /fleet\/addresses\.yaml:\d+:\d+: error: .*conflict/)
  assert.match(before.err, /bulkhead ipam rebase/)

  const { out } = await succeed(dir, 'ipam', 'rebase')
  assert.match(
    out,
    /^move 10\.240\.0\.0\/13 → 10\.2(24|32)\.0\.0\/13 {2}\(region of region\/two; 10\.240\.0\.0\/13 is that of region\/one\)\n/,
  )
  assert.deepEqual(
    (await blocksOf(dir, 'region/one')).map(({ cidr }) => cidr),
    ['10.240.0.0/13'],
  )
  git('add', '-A')
  git('commit', '-q', '--no-edit')
  await succeed(dir, 'validate')
  assert.match((await succeed(dir, 'generate')).out, /^identical/)
})

test('in the middle of a git rebase the branch is the other side, and it is still what moves', async t => {
  const { dir, git } = await divergedRepository(t)
  assert.throws(() => git('rebase', '-q', 'one'))
  await succeed(dir, 'ipam', 'rebase')
  assert.deepEqual(
    (await blocksOf(dir, 'region/one')).map(({ cidr }) => cidr),
    ['10.240.0.0/13'],
  )
  git('add', '-A')
  git('-c', 'core.editor=true', 'rebase', '--continue')
  await succeed(dir, 'validate')
})

test('before a merge it can be asked what would move, and moved', async t => {
  const { dir, git } = await divergedRepository(t)
  const tree = readTree(dir)
  const { out, err } = await succeed(dir, 'ipam', 'rebase', '--onto', 'one', '--dry-run')
  assert.match(out, /^move 10\.240\.0\.0\/13 → /)
  assert.match(err, /this was a dry run/)
  assert.deepEqual(compareTrees(tree, readTree(dir)), [])
  git('checkout', '-q', 'one')
  assert.match((await succeed(dir, 'ipam', 'rebase', '--onto', 'main')).err, /nothing has to move/)
})

test('what is in use is not moved: rebase says so, exits with 1 and writes nothing', async t => {
  const { dir, git } = await divergedRepository(t)
  await succeed(dir, 'ipam', 'mark', 'active', 'region/two', '--quiet')
  git('commit', '-qam', 'two is in use')
  const tree = readTree(dir)
  const { code, err } = await runCli(dir, 'ipam', 'rebase', '--onto', 'one')
  assert.equal(code, 1)
  assert.match(
    err,
    /10\.240\.0\.0\/13 of region\/two is active, and has landed as that of region\/one/,
  )
  assert.deepEqual(compareTrees(tree, readTree(dir)), [])
})

test('where only generated files conflict, generate ends the conflict', async t => {
  const dir = await acmeRepository(t)
  const git = startGit(dir)
  git('add', '-A')
  git('commit', '-qm', 'base')
  for (const name of ['ca-central-1', 'ca-west-1']) {
    git('checkout', '-qb', name, 'main')
    await succeed(dir, 'add', 'region', name, '--zones', `${name}a`, '--environment', 'staging')
    git('add', '-A')
    git('commit', '-qm', name)
  }
  assert.throws(() => git('merge', '-q', 'ca-central-1'))
  const unresolved = git('diff', '--name-only', '--diff-filter=U').trim().split('\n')
  assert.ok(unresolved.includes('.bulkhead/lock.json'))
  assert.ok(!unresolved.includes('fleet/addresses.yaml'), 'the ledger merges')
  await succeed(dir, 'generate')
  git('add', '-A')
  git('commit', '-q', '--no-edit')
  await succeed(dir, 'validate')
  await succeed(dir, 'generate', '--check')
})

test('a generated file that a person edited on one side stays in conflict', async t => {
  const dir = await acmeRepository(t)
  const git = startGit(dir)
  git('add', '-A')
  git('commit', '-qm', 'base')
  for (const name of ['ca-central-1', 'ca-west-1']) {
    git('checkout', '-qb', name, 'main')
    await succeed(dir, 'add', 'region', name, '--zones', `${name}a`, '--environment', 'staging')
    const page = join(dir, 'docs/fleet.md')
    writeFileSync(page, `${readFileSync(page, 'utf8')}\nof ${name}\n`)
    git('add', '-A')
    git('commit', '-qm', name)
  }
  assert.throws(() => git('merge', '-q', 'ca-central-1'))
  const { code, out } = await runCli(dir, 'generate')
  assert.equal(code, 1)
  assert.match(out, /^conflict docs\/fleet\.md/m)
  assert.doesNotMatch(out, /^conflict (?!docs\/fleet\.md)/m)
})

test('a generated file that git merged by itself into what nobody generated is written anew', async t => {
  const dir = await acmeRepository(t)
  const git = startGit(dir)
  git('add', '-A')
  git('commit', '-qm', 'base')
  git('checkout', '-qb', 'region')
  await succeed(dir, 'add', 'region', ...canada)
  git('add', '-A')
  git('commit', '-qm', 'region')
  git('checkout', '-qb', 'numbers', 'main')
  const spec = join(dir, 'fleet/fleet.yaml')
  const text = readFileSync(spec, 'utf8')
  writeFileSync(
    spec,
    text.replace('  network:\n', '  network:\n    asns: { from: 64512, to: 64531 }\n'),
  )
  await succeed(dir, 'generate', '--quiet')
  git('commit', '-qam', 'numbers')
  assert.throws(() => git('merge', '-q', 'region'))
  const unresolved = git('diff', '--name-only', '--diff-filter=U').trim().split('\n')
  assert.ok(!unresolved.includes('docs/addresses.md'), 'git merges the page by itself')
  await succeed(dir, 'generate')
  git('add', '-A')
  git('commit', '-q', '--no-edit')
  await succeed(dir, 'validate')
})

test('rebase builds upon no ledger that contradicts itself', async t => {
  const { dir } = await divergedRepository(t)
  const path = join(dir, 'fleet/addresses.yaml')
  const text = readFileSync(path, 'utf8')
  for (const broken of [text.replace('owner: region/two', 'owner: ghost'), '# emptied\n']) {
    writeFileSync(path, broken)
    const before = readTree(dir)
    const { code, err } = await runCli(dir, 'ipam', 'rebase', '--onto', 'one')
    assert.equal(code, 2)
    assert.match(err, /fleet\/addresses\.yaml:\d+:\d+: error: /)
    assert.deepEqual(compareTrees(before, readTree(dir)), [])
  }
})
