import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { test } from 'node:test'
import { acmeSpec, generatedAcme, tinyRepository } from '../support/fleets.ts'
import { startGit } from '../support/git.ts'
import { bulkheadBin, spawnCli } from '../support/run-cli.ts'
import { compareTrees, readTree, writeTree } from '../support/tree.ts'

/* What only shows in a process of its own. */

test('the exit code of the process is that of the command', async t => {
  const dir = await tinyRepository(t)
  const edited = await tinyRepository(t)
  writeTree(edited, { 'docs/fleet.md': 'mine\n' })
  const [fine, no, wrong, impossible] = await Promise.all([
    spawnCli(dir, ['validate', '--json']),
    spawnCli(edited, ['validate']),
    spawnCli(dir, ['frobnicate']),
    spawnCli(dir, ['validate', '--staged']),
  ])
  assert.deepEqual(
    [fine, no, wrong, impossible].map(({ code }) => code),
    [0, 1, 2, 3],
  )
  assert.equal(fine.err, '')
  assert.deepEqual(JSON.parse(fine.out).findings, [])
})

test('a reader that goes away early, as head does, is no fault', async t => {
  const dir = acmeSpec(t)
  const child = spawn(process.execPath, [bulkheadBin, 'generate'], {
    cwd: dir,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let err = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => void (err += text))
  child.stdout.destroy()
  await once(child, 'close')
  assert.equal(err, '')
  assert.deepEqual(compareTrees(await generatedAcme(), readTree(dir)), [])
})

test('what a killed run leaves behind is never committed', async t => {
  const dir = await tinyRepository(t)
  const git = startGit(dir)
  const leftovers = [
    '.bulkhead/tmp/x',
    '.bulkhead/journal.json',
    '.bulkhead/journal-0123456789abcdef.json',
  ]
  for (const path of leftovers) {
    assert.equal(git('check-ignore', '--no-index', path).trim(), path)
  }
})

test('no command needs a network, a home or a locale', async t => {
  const dir = await tinyRepository(t)
  const env = { PATH: '/nonexistent', HOME: '/nonexistent' }
  const { code, err } = await spawnCli(dir, ['generate'], env)
  assert.equal(err, '')
  assert.equal(code, 0)
})
