import assert from 'node:assert/strict'
import { chmodSync, mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { fleetOf, generatedTiny, tinyRepository, tinySpec } from '../../support/fleets.ts'
import { bulkheadBin, run, runCli, type CliResult } from '../../support/run-cli.ts'
import { readTree, writeTree } from '../../support/tree.ts'

/* What the disk refuses. Exit code 3: it is not that the answer is no, it could not be done. */

/** Asserts that a command could not be carried out, what it says first, and that nothing changed. */
async function assertStopped(
  dir: string,
  attempt: () => Promise<CliResult>,
  says: string,
): Promise<void> {
  const before = readTree(dir)
  const { code, err, out } = await attempt()
  assert.equal(err.split('\n')[0], says)
  assert.match(err, /^ {2}→ \S/m)
  assert.equal(code, 3)
  assert.equal(out, '')
  assert.deepEqual(readTree(dir), before)
}

test('a full disk: the run says so, and leaves nothing behind', async t => {
  const dir = fleetOf(t, tinySpec)
  // The largest file that a process may write stands in for a disk that is full: 4 KiB.
  const script = 'ulimit -f 8 && exec "$0" "$1" generate'
  const env = { ...process.env, NODE_DISABLE_COMPILE_CACHE: '1' }
  await assertStopped(
    dir,
    () => run('sh', ['-c', script, process.execPath, bulkheadBin], { cwd: dir, env }),
    '.bulkhead/schema.json:1:1: error: cannot write .bulkhead/schema.json: there is no space left [WORKSPACE_NO_SPACE]',
  )
  assert.deepEqual(readdirSync(dir), ['fleet'])
})

test('a repository that may not be written', async t => {
  const dir = fleetOf(t, tinySpec)
  const attempt = await asSomeoneWhoMayNotWrite(dir)
  if (!attempt) return t.skip('no user but root to be, and root may write everywhere')
  await assertStopped(
    dir,
    attempt,
    '.:1:1: error: cannot write .: permission denied [WORKSPACE_READ_ONLY]',
  )
})

test('one directory that may not be written: nothing is written to the others either', async t => {
  const dir = fleetOf(t, { ...(await generatedTiny()), ...moreWorkloads })
  for (const path of ['fleet', '.bulkhead', 'apps', 'docs']) chmodSync(join(dir, path), 0o777)
  const attempt = await asSomeoneWhoMayNotWrite(dir, 'gitops')
  if (!attempt) return t.skip('no user but root to be, and root may write everywhere')
  const before = readTree(dir)
  const { code, err } = await attempt()
  assert.match(err, /error: cannot write .*: permission denied \[WORKSPACE_READ_ONLY\]/)
  assert.equal(code, 3)
  assert.deepEqual(readTree(dir), before)
})

const moreWorkloads = {
  'fleet/more.yaml': `apiVersion: bulkhead.dev/v1alpha1
kind: Workload
metadata: { name: storefront }
spec: { team: shop }
`,
}

test('a file where the records go', async t => {
  const dir = fleetOf(t, { ...tinySpec, '.bulkhead': 'a file\n' })
  await assertStopped(
    dir,
    () => runCli(dir, 'generate'),
    '.bulkhead/tmp:1:1: error: cannot write .bulkhead/tmp: something else stands in its place [WORKSPACE_BLOCKED]',
  )
})

test('a link where the records go is not followed', async t => {
  const dir = fleetOf(t, tinySpec)
  mkdirSync(join(dir, 'elsewhere'))
  symlinkSync('elsewhere', join(dir, '.bulkhead'))
  const { code, err } = await runCli(dir, 'generate')
  assert.equal(
    err.split('\n')[0],
    '.bulkhead:1:1: error: cannot write what is below .bulkhead: it is a symbolic link [WORKSPACE_LINK]',
  )
  assert.equal(code, 3)
  assert.deepEqual(readdirSync(join(dir, 'elsewhere')), [])
  assert.deepEqual(readdirSync(dir), ['.bulkhead', 'elsewhere', 'fleet'])
})

test('a file where the repository should be', async t => {
  const dir = fleetOf(t, { repository: 'a file\n' })
  for (const command of [['generate'], ['validate'], ['init', 'x', '--repository', 'https://x']]) {
    const { code, err } = await runCli(dir, '-C', 'repository', ...command)
    assert.match(err, /^\.:1:1: error: cannot (read|write) \.: something else stands in its place/)
    assert.equal(code, 3)
  }
  assert.deepEqual(readTree(dir), { repository: 'a file\n' })
})

test("a person's file where a directory must go is a conflict, and is left alone", async t => {
  const dir = await tinyRepository(t)
  rmSync(join(dir, 'docs'), { recursive: true })
  writeTree(dir, { docs: "a person's\n" })
  const before = readTree(dir)
  const { code, out } = await runCli(dir, 'generate')
  assert.deepEqual(out.split('\n').slice(0, 2), [
    'conflict docs/addresses.md  (docs is not a directory)',
    'conflict docs/argocd.md  (docs is not a directory)',
  ])
  assert.equal(code, 1)
  assert.deepEqual(readTree(dir), before)
})

/** The spec of another repository behind a link is not read, and nothing is written through it. */
test('a link where a directory must go is a conflict, and is not followed', async t => {
  const dir = await tinyRepository(t)
  rmSync(join(dir, 'docs'), { recursive: true })
  mkdirSync(join(dir, 'elsewhere'))
  symlinkSync('elsewhere', join(dir, 'docs'))
  const { code, out } = await runCli(dir, 'generate')
  assert.match(out, /^conflict docs\/fleet\.md {2}\(docs is not a directory\)$/m)
  assert.equal(code, 1)
  assert.deepEqual(readdirSync(join(dir, 'elsewhere')), [])
})

/**
 * A run of `generate` by somebody whom the modes of a directory bind. Root is bound by none, so
 * root becomes nobody; where even that is not possible there is nothing to try.
 */
async function asSomeoneWhoMayNotWrite(
  dir: string,
  under = '.',
): Promise<(() => Promise<CliResult>) | undefined> {
  chmodSync(dir, 0o755)
  chmodSync(join(dir, under), 0o555)
  const isRoot = process.getuid?.() === 0
  const [program, ...args] = isRoot
    ? ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', process.execPath, bulkheadBin]
    : [process.execPath, bulkheadBin]
  const command = (...rest: readonly string[]) =>
    run(program ?? '', [...args, ...rest], { cwd: dir, env: { PATH: process.env['PATH'] } })
  const allowWriting = () => chmodSync(join(dir, under), 0o755)
  const works = await command('--version').then(
    ({ code }) => code === 0,
    () => false,
  )
  return works ? () => command('generate').finally(allowWriting) : undefined
}
