import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'

export interface GeneratorRun {
  readonly kind: 'app' | 'region' | 'cluster' | 'workload' | 'environment' | 'team'
  readonly args?: readonly string[]
  readonly options?: Readonly<Record<string, unknown>>
  /** Answers to prompts, as on a terminal; without them nobody is asked. */
  readonly answers?: Readonly<Record<string, unknown>>
}

export interface GeneratorResult {
  /** What was said, line by line. */
  readonly lines: readonly string[]
  /** The questions that were asked. */
  readonly asked: readonly string[]
  readonly failure?: { readonly message: string; readonly code?: number }
}

/** Runs a generator for real, in a directory; one run at a time. */
export async function runGenerator(dir: string, run: GeneratorRun): Promise<GeneratorResult> {
  const child = runner()
  child.channel?.ref()
  child.send({ dir, ...run })
  const [result] = (await once(child, 'message')) as [GeneratorResult]
  child.channel?.unref()
  return result
}

let started: ChildProcess | undefined

/** One process for all runs, because loading Yeoman takes longer than they do; it ends with ours. */
function runner(): ChildProcess {
  if (started) return started
  const program = fileURLToPath(new URL('run-generator.ts', import.meta.url))
  started = fork(program, {
    cwd: tmpdir(),
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  started.unref()
  return started
}
