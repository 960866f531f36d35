import { loadBases } from './bases.ts'
import { execute } from './execute.ts'
import type { Fault, FuzzInput, Kind } from './input.ts'
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
  readonly seconds: number
}

const options = JSON.parse(process.argv[2] ?? '{}') as WorkerOptions
const bases = await loadBases()
const seeds = await loadSeeds(options.conformance)
const scratch = new Scratch(options.scratch, { ...bases })

process.on('message', (task: Task) => void answer(task))
send({ faults: [], seconds: 0 })

async function answer({ index, input }: Task): Promise<void> {
  const start = performance.now()
  const { faults } = await execute(
    input ?? makeInput(options.seed, index, seeds, options.only),
    scratch,
    bases,
    options,
  )
  send({ index, faults, seconds: (performance.now() - start) / 1000 })
}

function send(answer: Answer): void {
  process.send?.(answer)
}
