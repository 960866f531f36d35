import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { fileURLToPath } from 'node:url'
import { acmeRepository } from '../support/fleets.ts'
import { environmentForGit, startGit } from '../support/git.ts'
import { findTool } from '../support/real-tools.ts'
import { run, runCli, type CliResult } from '../support/run-cli.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'
import { writeTree } from '../support/tree.ts'

/* Every commit is guarded, by the generated configuration of pre-commit or by a plain hook of git. */

const binaries = fileURLToPath(new URL('../../node_modules/.bin', import.meta.url))

/** A repository with all of the example fleet committed, and ways to run programs in it. */
async function guardedRepository(t: TestContext) {
  const dir = await acmeRepository(t)
  const env = environmentForGit({
    PATH: [binaries, dirname(process.execPath), process.env['PATH']].join(delimiter),
    PRE_COMMIT_HOME: temporaryDirectory(t),
  })
  const git = startGit(dir)
  git('add', '--all')
  git('commit', '-qm', 'Start the fleet')
  return {
    dir,
    git,
    read: (path: string) => readFileSync(join(dir, path), 'utf8'),
    start: (program: string, ...args: readonly string[]) => run(program, args, { cwd: dir, env }),
  }
}

type Guarded = Awaited<ReturnType<typeof guardedRepository>>

const managed = 'docs/fleet.md'

/** What each way of guarding must do, once it is installed. */
async function assertGuarded({ dir, git, read, start }: Guarded): Promise<void> {
  const commit = (): Promise<CliResult> => start('git', 'commit', '-m', 'Change something')
  const head = () => git('rev-parse', 'HEAD')
  const good = read(managed)
  const before = head()

  writeTree(dir, { [managed]: `${good}An edit.\n` })
  git('add', managed)
  const refused = await commit()
  assert.notEqual(refused.code, 0)
  assert.match(refused.out + refused.err, /docs\/fleet\.md:1:1 {2}error {2}GEN001/)
  assert.equal(head(), before)

  // The edit stays on disk and is not staged; what is committed does not have it.
  git('reset', '-q', managed)
  writeTree(dir, { 'notes.txt': 'mine\n' })
  git('add', 'notes.txt')
  const accepted = await commit()
  assert.equal(accepted.code, 0, accepted.out + accepted.err)
  assert.match(
    accepted.out + accepted.err,
    /^plan: no Application changes\nreach at once: nothing$/m,
  )
  assert.notEqual(head(), before)
  assert.match(read(managed), /An edit\.\n$/)

  // The reverse: the disk is as it should be, and what is staged is not.
  git('add', managed)
  writeTree(dir, { [managed]: good })
  assert.notEqual((await commit()).code, 0)
}

test('pre-commit passes on a clean tree, and refuses a commit with an edited file', async t => {
  const preCommit = findTool('pre-commit')
  if (preCommit === undefined) return t.skip('pre-commit is not installed')
  const guarded = await guardedRepository(t)
  const all = await guarded.start(preCommit, 'run', '--all-files')
  assert.match(all.out, /^bulkhead validate\.+Passed$/m)
  assert.equal(all.code, 0, all.out + all.err)
  const installed = await guarded.start(preCommit, 'install')
  assert.equal(installed.code, 0, installed.err)
  await assertGuarded(guarded)
})

test('a change that reaches further than the budget allows is not committed', async t => {
  const { dir, git, read, start } = await guardedRepository(t)
  await runCli(dir, 'hooks', 'install')
  const budget = '  changeBudget: { reach: [{ in: [production], regions: 1 }] }\n  systems:'
  writeTree(dir, { 'fleet/fleet.yaml': read('fleet/fleet.yaml').replace('  systems:', budget) })
  const commit = () => start('git', 'commit', '-am', 'Change something')
  assert.equal((await commit()).code, 0)
  const base = 'apps/payment-service/base/deployment.yaml'
  writeTree(dir, { [base]: read(base).replace(/cpu: \d+m/, 'cpu: 333m') })
  const refused = await commit()
  assert.notEqual(refused.code, 0)
  assert.match(refused.out + refused.err, /^reach at once: 4 clusters .*; 1 error$/m)
  assert.match(refused.out + refused.err, /^fleet\/fleet\.yaml:\d+:\d+ {2}error {2}CHG001 {2}/m)
  assert.match(git('log', '-1', '--format=%s'), /Change something/)
  assert.match(git('status', '--porcelain'), /deployment\.yaml/)
})

test('the hook of `bulkhead hooks install` does the same without pre-commit', async t => {
  const guarded = await guardedRepository(t)
  const first = await runCli(guarded.dir, 'hooks', 'install')
  assert.match(first.out, /^installed .*\.git\/hooks\/pre-commit\n$/)
  const second = await runCli(guarded.dir, 'hooks', 'install')
  assert.match(second.out, /^already /)
  assert.deepEqual([first.code, second.code], [0, 0])
  await assertGuarded(guarded)
})

test("somebody else's hook is left alone: exit code 1", async t => {
  const { dir, read } = await guardedRepository(t)
  writeTree(dir, { '.git/hooks/pre-commit': '#!/bin/sh\nexit 0\n' })
  const { code, err } = await runCli(dir, 'hooks', 'install')
  assert.match(err, /is somebody else's hook and was left alone\.\n {2}→ Add the lines /)
  assert.equal(code, 1)
  assert.equal(read('.git/hooks/pre-commit'), '#!/bin/sh\nexit 0\n')
})

test('hooks outside a git repository: exit code 3', async t => {
  const { code, err } = await runCli(await acmeRepository(t), 'hooks', 'install')
  assert.match(err, /is not in a git repository \[WORKSPACE_NOT_A_REPOSITORY\]/)
  assert.equal(code, 3)
})
