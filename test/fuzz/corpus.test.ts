import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { before, test } from 'node:test'
import type { Fault, FuzzInput } from './input.ts'
import { Pool } from './pool.ts'
import type { ToldEnding } from './worker.ts'

/*
 * One small input for each kind of failure that there has been: it ends as it is said beside it, in
 * a process that is watched as in a run of `npm run fuzz`.
 */

interface CorpusFile {
  readonly input: FuzzInput
  /** How each command ends, and what it names among others: the code of a problem, or a rule. */
  readonly expected: readonly ToldEnding[]
}

const directory = new URL('corpus/', import.meta.url)
const names = readdirSync(directory).sort()
const files = names.map(
  name => JSON.parse(readFileSync(new URL(name, directory), 'utf8')) as CorpusFile,
)
const faults = new Map<number, Fault[]>()
const endings = new Map<number, readonly ToldEnding[]>()

before(async () => {
  const pool = new Pool({
    workers: 2,
    worker: { seed: 0, conformance: '', checkOutput: true },
    onFailure: ({ index, fault }) => void faults.set(index, [...(faults.get(index) ?? []), fault]),
    onEnd: (index, told) => void endings.set(index, told),
  })
  await pool.run(files.map(({ input }, index) => ({ index, input })))
})

for (const [index, { expected }] of files.entries()) {
  test(`${names[index]?.replace('.json', '').replaceAll('-', ' ')}`, () => {
    assert.deepEqual(faults.get(index) ?? [], [])
    const told = endings.get(index)?.map(({ code, says }, i) => ({
      code,
      says: says.filter(word => expected[i]?.says.includes(word)),
    }))
    assert.deepEqual(told, expected)
  })
}

test('a stack and a file outside are seen', async () => {
  const seen: string[] = []
  const pool = new Pool({
    workers: 1,
    worker: { seed: 0, conformance: '', checkOutput: true },
    onFailure: ({ fault }) => void seen.push(fault.sign),
  })
  const stack: FuzzInput = {
    kind: 'tree',
    base: 'tiny',
    where: 'memory',
    changes: [],
    commands: [['no-such-command']],
  }
  const outside: FuzzInput = {
    ...stack,
    where: 'disk',
    commands: [['build', 'clusters', '-o', '{{outside}}/written.yaml']],
  }
  await pool.run([stack, outside].map((input, index) => ({ index, input })))
  assert.deepEqual(seen, [
    'Error at nowhere: no such command in memory: no-such-command',
    'wrote outside',
  ])
})
