import assert from 'node:assert/strict'
import type { TestContext } from 'node:test'
import { fleetOf, generatedTiny } from './fleets.ts'
import { runCli } from './run-cli.ts'
import { readTree, type Tree } from './tree.ts'

/** A command that is refused: what was given, and every word of what is said about it. */
export interface Refusal {
  /** Files of the tiny repository that were changed, by path. */
  readonly files?: Tree
  /** The command; `generate` unless another is named. */
  readonly command?: readonly string[]
  readonly code: 1 | 2 | 3
  /** The line of each problem, in order: `place: error: message [CODE]`. */
  readonly says: readonly string[]
}

/** Runs a command in the tiny repository; asserts what it says, and that it changes nothing. */
export async function assertRefused(t: TestContext, refusal: Refusal): Promise<void> {
  const { files = {}, command = ['generate'], code, says } = refusal
  const dir = fleetOf(t, { ...(await generatedTiny()), ...files })
  const before = readTree(dir)
  const result = await runCli(dir, ...command)
  const lines = result.err.split('\n')
  assert.deepEqual(
    lines.filter(line => /(^|: )error: /.test(line)),
    says,
  )
  assert.equal(result.code, code)
  const hints = lines.filter(line => line.startsWith('  → '))
  assert.equal(hints.length, says.length, `each problem says what to do next:\n${result.err}`)
  assert.equal(result.out, '')
  assert.deepEqual(readTree(dir), before, 'nothing on disk changes')
}
