import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { acmeSpec, generate } from '../support/fleets.ts'
import { bulkheadBin, runCli } from '../support/run-cli.ts'
import { readTree, writeTree, type Tree } from '../support/tree.ts'

/*
 * A run that is killed at any point is repaired by running once more. Where the writing is stopped
 * between two of its steps is tested beside the writer; here the real process is killed by the clock.
 */

const kills = 20

/** Specs that the fleet goes through while its runs are killed: almost every file tells them apart. */
const specs: readonly Tree[] = [
  fleetNamed('acme'),
  { 'fleet/workloads/extra.yaml': workload('extra', 'shop'), ...fleetNamed('acme-two') },
  { 'fleet/workloads/extra.yaml': workload('extra', 'data'), ...fleetNamed('acme-three') },
]
const [first = {}, second = {}, last = {}] = specs

test('twenty runs killed by the clock, with the spec changing between, are repaired by one', async t => {
  const undisturbed = acmeSpec(t)
  const dir = acmeSpec(t)
  for (const spec of [first, last]) {
    writeTree(undisturbed, spec)
    await generate(undisturbed)
  }
  writeTree(dir, first)
  await generate(dir)

  const random = seeded(20)
  const duration = await durationOfChange(t)
  let killed = 0
  for (let turn = 0; turn < kills; turn++) {
    writeTree(dir, turn % 2 === 0 ? second : last)
    if (await runAndKill(dir, moment(duration, random))) killed += 1
  }
  assert.ok(killed > 0, `none of ${kills} runs, of ${duration} ms each, was still going`)

  writeTree(dir, last)
  await generate(dir)
  assert.deepEqual(readTree(dir), readTree(undisturbed))
  assert.deepEqual(readdirSync(join(dir, '.bulkhead')), ['lock.json', 'schema.json'])
  assert.match(
    (await runCli(dir, 'generate')).out,
    /^(keep .*\n)*identical \d+ files\n(keep .*\n)?$/,
  )
})

test('a first run that is killed anywhere is repaired by running once', async t => {
  const undisturbed = acmeSpec(t)
  const duration = await durationOfRun(undisturbed)
  const expected = readTree(undisturbed)
  const random = seeded(7)
  const dirs = Array.from({ length: kills / 2 }, () => acmeSpec(t))
  for (const dir of dirs) await runAndKill(dir, moment(duration, random))
  for (const dir of dirs) {
    await generate(dir)
    assert.deepEqual(readTree(dir), expected)
    assert.ok(!existsSync(join(dir, '.bulkhead/tmp')))
  }
})

test('what was given and kept stays, when a run that was killed gave it again', async t => {
  const dir = acmeSpec(t)
  const spec = { 'fleet/workloads/extra.yaml': workload('extra', 'shop') }
  const [extra, lock] = [join(dir, 'fleet/workloads/extra.yaml'), join(dir, '.bulkhead/lock.json')]
  const base = () => Object.keys(readTree(dir)).filter(path => path.startsWith('apps/extra/base/'))
  writeTree(dir, spec)
  await generate(dir)
  const given = base()
  assert.ok(given.length > 0)

  // It leaves the spec, and its base is a person's from now on.
  rmSync(extra)
  await generate(dir)
  assert.deepEqual(base(), given)

  // It comes back, by a run that is killed at its last step: the journal is there, the lock is old.
  const before = readFileSync(lock, 'utf8')
  writeTree(dir, spec)
  await generate(dir)
  renameSync(lock, join(dir, '.bulkhead/journal.json'))
  writeTree(dir, { '.bulkhead/lock.json': before })

  rmSync(extra)
  await generate(dir)
  assert.deepEqual(base(), given)
})

/** Start-up writes nothing: most of the kills go where the files are written. */
function moment(duration: number, random: () => number): number {
  return duration * (0.4 + 0.6 * random())
}

function fleetNamed(name: string): Tree {
  const path = 'fleet/fleet.yaml'
  const spec = readFileSync(new URL(`../../examples/acme/${path}`, import.meta.url), 'utf8')
  return { [path]: spec.replace('name: acme', `name: ${name}`) }
}

/** How long a run takes that has as much to change as those that are killed. */
async function durationOfChange(t: TestContext): Promise<number> {
  const dir = acmeSpec(t)
  writeTree(dir, first)
  await generate(dir)
  const durations: number[] = []
  for (const spec of [second, last, second]) {
    writeTree(dir, spec)
    durations.push(await durationOfRun(dir))
  }
  return Math.min(...durations)
}

function workload(name: string, team: string): string {
  return `apiVersion: bulkhead.dev/v1alpha1
kind: Workload
metadata: { name: ${name} }
spec: { team: ${team}, image: ghcr.io/acme/${name}:1.0.0 }
`
}

function start(dir: string) {
  return spawn(process.execPath, [bulkheadBin, '-C', dir, 'generate'], { stdio: 'ignore' })
}

async function durationOfRun(dir: string): Promise<number> {
  const began = performance.now()
  await once(start(dir), 'close')
  return performance.now() - began
}

/** Says whether the run was still going. */
async function runAndKill(dir: string, wait: number): Promise<boolean> {
  const child = start(dir)
  const closed = once(child, 'close')
  await Promise.race([sleep(wait), closed])
  child.kill('SIGKILL')
  const [, signal] = (await closed) as [number | null, NodeJS.Signals | null]
  return signal === 'SIGKILL'
}

/** A generator of numbers from 0 to 1 that is the same in every run (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
