import { loadBases } from './bases.ts'
import { execute } from './execute.ts'
import type { Ending, Fault, FuzzInput, Kind } from './input.ts'
import { makeInput } from './make-input.ts'
import { Scratch } from './scratch.ts'
import { loadSeeds } from './seeds.ts'

/** What a worker is started with, as its first argument. */
export interface WorkerOptions {
  readonly scratch: string
  readonly conformance: string
  readonly seed: number
  readonly only?: Kind
  readonly checkOutput: boolean
}

/** What a worker is asked to run: an input by its number, or a whole one. */
export interface Task {
  readonly index: number
  readonly input?: FuzzInput
}

/** What it answers; the first answer, without a number, says that it is ready. */
export interface Answer {
  readonly index?: number
  readonly faults: readonly Fault[]
  readonly endings: readonly ToldEnding[]
  readonly seconds: number
}

/** How a command ended, and the codes of problems and rules that it named. */
export interface ToldEnding {
  readonly code: number
  readonly says: readonly string[]
}

const options = JSON.parse(process.argv[2] ?? '{}') as WorkerOptions
const bases = await loadBases()
const seeds = await loadSeeds(options.conformance)
const scratch = new Scratch(options.scratch, { ...bases })

// The place in our code can lie far below that of a parser.
Error.stackTraceLimit = 40
process.on('message', (task: Task) => void answer(task))
send({ faults: [], endings: [], seconds: 0 })

async function answer({ index, input }: Task): Promise<void> {
  const start = performance.now()
  const { faults, endings } = await execute(
    input ?? makeInput(options.seed, index, seeds, options.only),
    scratch,
    bases,
    options,
  )
  const seconds = (performance.now() - start) / 1000
  send({ index, faults, endings: endings.map(told), seconds })
}

function told({ code, out, err }: Ending): ToldEnding {
  const says = `${out}${err}`.match(/\b[A-Z]{3}\d{3}\b|\b[A-Z]+_[A-Z_]+\b/g) ?? []
  return { code, says: [...new Set(says)].sort().slice(0, 20) }
}

function send(answer: Answer): void {
  process.send?.(answer)
}
