import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Fault } from './input.ts'
import type { Answer, Task, ToldEnding, WorkerOptions } from './worker.ts'

/** An input that did what it may not. */
export interface Failure {
  readonly index: number
  readonly fault: Fault
}

export interface Measures {
  /** Of one input, in seconds. */
  readonly slowest: number
  /** The number of that input. */
  readonly slowestIndex: number
  /** Of one process, in bytes. */
  readonly largest: number
}

interface PoolOptions {
  readonly workers: number
  readonly worker: Omit<WorkerOptions, 'scratch'>
  /** Told at once, so that a run that is broken off has said what it found. */
  readonly onFailure: (failure: Failure) => void
  /** Told how the commands of an input ended. */
  readonly onEnd?: (index: number, endings: readonly ToldEnding[]) => void
}

/** In milliseconds of its own work, and of doing nothing: a busy machine is not to blame. */
const longestWork = 10_000
const longestIdle = 10_000
const longestStart = 60_000
const largestProcess = 1_000_000_000
/** Of the heap that a process may grow to, so that what grows without end comes to an end. */
const heapMegabytes = 900

/**
 * Runs inputs in processes that are watched: what works for ten seconds without an answer, waits
 * as long for something else, or takes more than a gigabyte, is ended and recorded. Such an input runs a second time, alone in a process: it
 * counts if it fails again, so that neither a busy machine nor what ran before is to blame.
 */
export class Pool {
  readonly #options: PoolOptions
  #slowest = 0
  #slowestIndex = 0
  #largest = 0

  constructor(options: PoolOptions) {
    this.#options = options
  }

  get measures(): Measures {
    return { slowest: this.#slowest, slowestIndex: this.#slowestIndex, largest: this.#largest }
  }

  /** Runs all tasks. */
  async run(tasks: Iterable<Task>): Promise<void> {
    const left = tasks[Symbol.iterator]()
    const directory = mkdtempSync(join(fastDirectory(), 'bulkhead-fuzz-'))
    try {
      const hands = Array.from({ length: this.#options.workers }, (_, i) =>
        this.#work(left, join(directory, String(i))),
      )
      await Promise.all(hands)
    } finally {
      rmSync(directory, { recursive: true, force: true })
    }
  }

  async #work(tasks: Iterator<Task>, directory: string): Promise<void> {
    let worker: Worker | undefined
    for (let next = tasks.next(); !next.done; next = tasks.next()) {
      const task = next.value
      worker ??= await Worker.start(directory, this.#options.worker)
      let result = await worker.run(task)
      if (result.ended) {
        worker = await Worker.start(directory, this.#options.worker)
        result = await worker.run(task)
        if (result.ended) worker = undefined
      }
      if (result.seconds > this.#slowest) {
        this.#slowest = result.seconds
        this.#slowestIndex = task.index
      }
      this.#largest = Math.max(this.#largest, result.bytes)
      this.#options.onEnd?.(task.index, result.endings)
      for (const fault of result.faults) this.#options.onFailure({ index: task.index, fault })
    }
    worker?.stop()
  }
}

/** Memory, where the system has a directory for it. */
function fastDirectory(): string {
  return existsSync('/dev/shm') ? '/dev/shm' : tmpdir()
}

interface Result {
  readonly faults: readonly Fault[]
  readonly endings: readonly ToldEnding[]
  readonly seconds: number
  readonly bytes: number
  /** Whether the process is gone. */
  readonly ended: boolean
}

class Worker {
  readonly #child: ChildProcess
  #errors = ''

  private constructor(child: ChildProcess) {
    this.#child = child
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#errors = (this.#errors + text).slice(-3000)
    })
    child.stdout?.resume()
  }

  static async start(directory: string, options: Omit<WorkerOptions, 'scratch'>): Promise<Worker> {
    rmSync(directory, { recursive: true, force: true })
    for (const name of ['home', 'tmp']) mkdirSync(join(directory, name), { recursive: true })
    const child = spawn(
      process.execPath,
      [
        `--max-old-space-size=${heapMegabytes}`,
        '--no-warnings',
        fileURLToPath(new URL('worker.ts', import.meta.url)),
        JSON.stringify({ ...options, scratch: directory } satisfies WorkerOptions),
      ],
      {
        // A group of its own, so that what it has started ends with it.
        detached: true,
        env: environmentIn(directory),
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      },
    )
    const worker = new Worker(child)
    const { faults } = await worker.#answer(longestStart)
    const [fault] = faults
    if (fault) throw new Error(`a worker does not start: ${fault.detail}`)
    return worker
  }

  async run(task: Task): Promise<Result> {
    this.#errors = ''
    this.#child.send(task)
    const result = await this.#answer(longestWork)
    const said = this.#errors
    if (result.ended || said === '') return result
    return {
      ...result,
      faults: [...result.faults, { sign: 'said past the terminal', detail: said }],
    }
  }

  stop(): void {
    kill(this.#child)
  }

  #answer(most: number): Promise<Result> {
    const child = this.#child
    const start = performance.now()
    return new Promise(resolve => {
      const finish = (faults: readonly Fault[], ended: boolean, answer?: Answer) => {
        clearInterval(watch)
        child.off('message', onMessage).off('exit', onExit)
        const bytes = ended ? 0 : peakOf(child.pid)
        if (ended) kill(child)
        const { endings = [], seconds = (performance.now() - start) / 1000 } = answer ?? {}
        resolve({ faults, endings, ended, bytes, seconds })
      }
      const onMessage = (message: unknown) => {
        const answer = message as Answer
        const isLarge = peakOf(child.pid) > largestProcess
        finish(isLarge ? [...answer.faults, tooLarge] : answer.faults, isLarge, answer)
      }
      const onExit = (code: number | null, signal: string | null) => {
        const detail = `${signal ?? code}: ${this.#errors}`
        finish([{ sign: 'the process died', detail }], true)
      }
      const workBefore = workOf(child.pid)
      let last = { work: workBefore, at: start }
      const watch = setInterval(() => {
        const now = performance.now()
        const work = workOf(child.pid) ?? now
        if (work !== last.work) last = { work, at: now }
        const isSlow = work - (workBefore ?? start) > most
        if (isSlow || now - last.at > longestIdle) finish([hang], true)
        else if (peakOf(child.pid) > largestProcess) finish([tooLarge], true)
      }, 250)
      child.on('message', onMessage).on('exit', onExit)
    })
  }
}

const hang: Fault = { sign: 'no answer within 10 s', detail: 'the process was ended' }
const tooLarge: Fault = { sign: 'more than 1 GB', detail: 'the process was ended' }

/** The most memory that a process has had at once; 0 where the system does not tell. */
function peakOf(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024
  } catch {
    return 0
  }
}

/** The time that a process and what it waited for have worked, in milliseconds, where the system tells. */
function workOf(pid: number | undefined): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks) * 10, 0)
  } catch {
    return undefined
  }
}

function kill({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL')
  } catch {
    // It is gone already.
  }
}

/** Nothing of the user: no git configuration, no cache, no home. */
function environmentIn(directory: string): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(GIT_|NODE_|XDG_|npm_)/.test(name),
  )
  return {
    ...Object.fromEntries(inherited),
    HOME: join(directory, 'home'),
    XDG_CACHE_HOME: join(directory, 'home', '.cache'),
    XDG_CONFIG_HOME: join(directory, 'home', '.config'),
    TMPDIR: join(directory, 'tmp'),
    GIT_CONFIG_NOSYSTEM: '1',
  }
}
