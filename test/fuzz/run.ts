/*
 * `npm run fuzz`: inputs made hostile, and whether anything falls over, hangs, grows, runs a program,
 * or reads or writes what it may not.
 *
 *     npm run fuzz                                 a few thousand inputs, in some two minutes
 *     npm run fuzz -- --inputs 200000 --seed 7     as many as one likes; the same seed, the same inputs
 *     npm run fuzz -- --only kustomize             those of one kind
 *     npm run fuzz -- --replay FILE…               inputs that were recorded, or those of the corpus
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { kinds, type FuzzInput, type Kind } from './input.ts'
import { makeInput } from './make-input.ts'
import { Pool, type Failure, type Measures } from './pool.ts'
import { loadSeeds } from './seeds.ts'
import type { Task } from './worker.ts'

const usage = `usage: npm run fuzz -- [--inputs N] [--from N] [--seed S] [--only KIND] [--workers N]
                       [--check-output] [--conformance DIR] [--records DIR] [--replay FILE…]
KIND is one of ${kinds.join(', ')}.
`

const root = fileURLToPath(new URL('../../', import.meta.url))

async function main(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      inputs: { type: 'string', default: '5000' },
      from: { type: 'string', default: '0' },
      seed: { type: 'string', default: '1' },
      only: { type: 'string' },
      workers: { type: 'string', default: String(availableParallelism()) },
      'check-output': { type: 'boolean', default: false },
      conformance: { type: 'string', default: resolve(root, '../shared/conformance') },
      records: { type: 'string', default: resolve(root, 'out/fuzz') },
      replay: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  const { only, conformance } = values
  const numbers = [values.inputs, values.from, values.seed, values.workers].map(Number)
  const [inputs = 0, from = 0, seed = 0, workers = 1] = numbers
  const isKind = only === undefined || isOne(only)
  if (values.help || !isKind || !numbers.every(Number.isSafeInteger)) {
    process.stderr.write(usage)
    return values.help ? 0 : 2
  }
  const replayed = values.replay ? positionals.map(readRecord) : []
  const tasks: Iterable<Task> = values.replay
    ? replayed.map((input, index) => ({ index, input }))
    : numbered(from, from + inputs)
  const pool = new Pool({
    workers: Math.max(1, workers),
    worker: {
      seed,
      conformance,
      checkOutput: values['check-output'],
      ...(only !== undefined && { only }),
    },
  })
  const start = performance.now()
  const failures = await pool.run(tasks)
  const seconds = (performance.now() - start) / 1000
  const seeds = failures.length > 0 && !values.replay ? await loadSeeds(conformance) : undefined
  const inputOf = (index: number) =>
    replayed[index] ?? (seeds && makeInput(seed, index, seeds, only))
  report(failures, inputOf, values.records)
  say(summary(values.replay ? replayed.length : inputs, failures, pool.measures, seconds))
  return failures.length > 0 ? 1 : 0
}

function isOne(name: string): name is Kind {
  return kinds.some(kind => kind === name)
}

function* numbered(from: number, end: number): Generator<Task> {
  for (let index = from; index < end; index++) yield { index }
}

/** An input, from a record or from the corpus. */
function readRecord(path: string): FuzzInput {
  const record = JSON.parse(readFileSync(path, 'utf8')) as { readonly input: FuzzInput }
  return record.input
}

const mostPerSign = 3

/** Writes a record of the first inputs that fail for a reason, and says which. */
function report(
  failures: readonly Failure[],
  inputOf: (index: number) => FuzzInput | undefined,
  directory: string,
): void {
  const bySign = Map.groupBy(
    failures.toSorted((a, b) => a.index - b.index),
    ({ fault }) => fault.sign,
  )
  if (bySign.size > 0) mkdirSync(directory, { recursive: true })
  for (const [sign, group] of [...bySign].sort(([a], [b]) => (a < b ? -1 : 1))) {
    say(`${group.length} × ${sign}`)
    for (const { index, fault } of group.slice(0, mostPerSign)) {
      const name = `${sign.replaceAll(/[^a-zA-Z0-9]+/g, '-').slice(0, 80)}-${index}.json`
      const path = resolve(directory, name)
      writeFileSync(path, `${JSON.stringify({ fault, input: inputOf(index) }, null, 2)}\n`)
      say(`  ${path}`)
    }
  }
}

function summary(
  inputs: number,
  failures: readonly Failure[],
  { slowest, largest }: Measures,
  seconds: number,
): string {
  const failed = new Set(failures.map(({ index }) => index)).size
  const megabytes = Math.round(largest / 1024 / 1024)
  const rate = Math.round(inputs / seconds)
  return `${rate} inputs a second\nfuzz: ${inputs} inputs, ${failed} failures, slowest ${slowest.toFixed(1)} s, largest ${megabytes} MB`
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

process.exitCode = await main(process.argv.slice(2))
