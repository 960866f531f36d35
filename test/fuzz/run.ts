/*
 * `npm run fuzz`: inputs made hostile, and whether anything falls over, hangs, grows, runs a program,
 * or reads or writes what it may not.
 *
 *     npm run fuzz                                 a few thousand inputs, in some two minutes
 *     npm run fuzz -- --inputs 200000 --seed 7     as many as one likes; the same seed, the same inputs
 *     npm run fuzz -- --only kustomize             those of one kind
 *     npm run fuzz -- --seed 7 --show 12           the input of a number, as a record
 *     npm run fuzz -- --replay FILE…               inputs that were recorded, or those of the corpus
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { kinds, type Fault, type FuzzInput, type Kind } from './input.ts'
import { makeInput } from './make-input.ts'
import { Pool, type Failure, type Measures } from './pool.ts'
import { loadSeeds } from './seeds.ts'
import type { Task } from './worker.ts'

const usage = `usage: npm run fuzz -- [--inputs N] [--from N] [--seed S] [--only KIND] [--workers N] [--show N]
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
      show: { type: 'string' },
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
  if (values.show !== undefined) {
    const input = makeInput(seed, Number(values.show), await loadSeeds(conformance), only)
    say(JSON.stringify({ input }, null, 2))
    return 0
  }
  const replayed = values.replay ? positionals.map(readRecord) : []
  const tasks: Iterable<Task> = values.replay
    ? replayed.map((input, index) => ({ index, input }))
    : numbered(from, from + inputs)
  const seeds = values.replay ? undefined : await loadSeeds(conformance)
  const records = new Records(
    values.records,
    index => replayed[index] ?? (seeds && makeInput(seed, index, seeds, only)),
  )
  const pool = new Pool({
    workers: Math.max(1, workers),
    worker: { seed, conformance, checkOutput: values['check-output'], ...(only && { only }) },
    onFailure: failure => records.add(failure),
  })
  const start = performance.now()
  const done = { count: 0 }
  await pool.run(counted(tasks, done))
  const seconds = (performance.now() - start) / 1000
  records.report()
  const { count } = done
  say(
    `${Math.round(count / seconds)} inputs a second; the slowest is number ${pool.measures.slowestIndex}`,
  )
  say(summary(count, records.count, pool.measures))
  return records.count > 0 ? 1 : 0
}

function isOne(name: string): name is Kind {
  return kinds.some(kind => kind === name)
}

/** Ends early when the run is told to end; what was found until then is reported. */
function* counted(tasks: Iterable<Task>, done: { count: number }): Generator<Task> {
  let isTold = false
  const onSignal = () => void (isTold = true)
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal)
  for (const task of tasks) {
    if (isTold) return
    done.count++
    yield task
  }
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

/** Keeps the first inputs that fail for a reason, each in a file. */
class Records {
  readonly #directory: string
  readonly #inputOf: (index: number) => FuzzInput | undefined
  readonly #bySign = new Map<string, Map<number, string>>()
  readonly #times = new Map<string, number>()
  readonly #failed = new Set<number>()

  constructor(directory: string, inputOf: (index: number) => FuzzInput | undefined) {
    this.#directory = directory
    this.#inputOf = inputOf
  }

  /** How many inputs have failed. */
  get count(): number {
    return this.#failed.size
  }

  add({ index, fault }: Failure): void {
    this.#failed.add(index)
    this.#times.set(fault.sign, (this.#times.get(fault.sign) ?? 0) + 1)
    const known = this.#bySign.get(fault.sign) ?? new Map<number, string>()
    this.#bySign.set(fault.sign, known)
    const last = Math.max(...known.keys())
    if (known.has(index) || (known.size === mostPerSign && index > last)) return
    // Of inputs that run side by side the first by number are kept, whichever end first.
    known.set(index, this.#write(index, fault))
    if (known.size <= mostPerSign) return
    rmSync(known.get(last) ?? '', { force: true })
    known.delete(last)
  }

  report(): void {
    for (const [sign, group] of [...this.#bySign].sort(([a], [b]) => (a < b ? -1 : 1))) {
      say(`${this.#times.get(sign)} × ${sign}`)
      for (const [, path] of [...group].sort(([a], [b]) => a - b)) say(`  ${path}`)
    }
  }

  #write(index: number, fault: Fault): string {
    const name = fault.sign.replaceAll(/[^a-zA-Z0-9]+/g, '-').slice(0, 80)
    const path = resolve(this.#directory, `${name}-${index}.json`)
    mkdirSync(this.#directory, { recursive: true })
    writeFileSync(path, `${JSON.stringify({ fault, input: this.#inputOf(index) }, null, 2)}\n`)
    return path
  }
}

function summary(inputs: number, failed: number, { slowest, largest }: Measures): string {
  const megabytes = Math.round(largest / 1024 / 1024)
  return `fuzz: ${inputs} inputs, ${failed} failures, slowest ${slowest.toFixed(1)} s, largest ${megabytes} MB`
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

process.exitCode = await main(process.argv.slice(2))
