import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { acmeSpec, generate } from '../support/fleets.ts'
import { bulkheadBin, runCli } from '../support/run-cli.ts'
import { readTree, writeTree, type Tree } from '../support/tree.ts'

/*
 * A run that is killed at any point is repaired by running once more. Where the writing is stopped
 * between two of its steps is tested beside the writer; here the real process is killed by the clock.
 */

const kills = 20

/** Specs that the fleet goes through while its runs are killed; the last is the one that counts. */
const specs: readonly Tree[] = [
  { 'fleet/workloads/extra.yaml': workload('extra', 'shop') },
  { 'fleet/workloads/extra.yaml': workload('extra', 'data') },
  { 'fleet/workloads/extra.yaml': workload('other', 'data') },
]

test('twenty runs killed by the clock, with the spec changing between, are repaired by one', async t => {
  const undisturbed = acmeSpec(t)
  const dir = acmeSpec(t)
  for (const spec of [...specs.slice(0, 1), specs.at(-1) ?? {}]) {
    writeTree(undisturbed, spec)
    await generate(undisturbed)
  }
  writeTree(dir, specs[0] ?? {})
  await generate(dir)

  const random = seeded(20)
  const duration = await durationOfRun(acmeSpec(t))
  let killed = 0
  for (let turn = 0; turn < kills; turn++) {
    writeTree(dir, specs[turn % 2 === 0 ? 1 : 2] ?? {})
    // Start-up writes nothing: most of the kills go where the files are written.
    const wait = duration * (0.4 + 0.65 * random())
    if (await runAndKill(dir, wait)) killed += 1
  }
  assert.ok(killed > kills / 4, `only ${killed} of ${kills} runs were still going`)

  writeTree(dir, specs.at(-1) ?? {})
  await generate(dir)
  assert.deepEqual(readTree(dir), readTree(undisturbed))
  assert.deepEqual(readdirSync(join(dir, '.bulkhead')), ['lock.json', 'schema.json'])
  assert.match((await runCli(dir, 'generate')).out, /^identical \d+ files\n(keep \d+ files.*\n)?$/)
})

test('a first run that is killed anywhere is repaired by running once', async t => {
  const undisturbed = acmeSpec(t)
  const duration = await durationOfRun(undisturbed)
  const expected = readTree(undisturbed)
  const random = seeded(7)
  const dirs = Array.from({ length: kills / 2 }, () => acmeSpec(t))
  for (const dir of dirs) await runAndKill(dir, duration * (0.4 + 0.65 * random()))
  for (const dir of dirs) {
    await generate(dir)
    assert.deepEqual(readTree(dir), expected)
    assert.ok(!existsSync(join(dir, '.bulkhead/tmp')))
  }
})

function workload(name: string, team: string): string {
  return `apiVersion: bulkhead.dev/v1alpha1
kind: Workload
metadata: { name: ${name} }
spec: { team: ${team} }
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
