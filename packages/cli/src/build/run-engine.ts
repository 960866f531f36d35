import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { FleetError } from '@bulkhead/diagnostics'
import { findProgram, safePath } from '@bulkhead/workspace'
import type { ExitCode } from '../command.ts'
import type { Terminal } from '../terminal.ts'

/** An installed program that builds kustomizations. */
export type Engine = 'kustomize' | 'kubectl'

interface EngineFlags {
  readonly loadRestrictor: string
  readonly reorder: string
  readonly output?: string
}

/**
 * Hands a build over to an installed program, never to one of the repository: for what is refused here, as Helm charts are, when
 * its user wants it run.
 *
 * @returns 2 when the program does not build; it has said why
 * @throws FleetError when the program cannot be started
 */
export async function runEngine(
  engine: Engine,
  root: string,
  { loadRestrictor, reorder, output }: EngineFlags,
  terminal: Terminal,
): Promise<ExitCode> {
  const args = [
    ...(engine === 'kubectl' ? ['kustomize'] : ['build']),
    root,
    '--enable-helm',
    `--load-restrictor=${loadRestrictor}`,
    `--reorder=${reorder}`,
    ...(output === undefined ? [] : [`--output=${output}`]),
  ]
  const program = findProgram(engine, root)
  if (program === undefined)
    throw notInstalled(engine, 'it is not on the PATH outside the repository')
  const child = spawn(program, args, {
    cwd: terminal.cwd,
    // It runs others by their names, as Helm.
    env: { ...process.env, PATH: safePath(root) },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  child.stdout.setEncoding('utf8').on('data', terminal.data)
  // By the line: what is no command to a build system in two pieces can be one in the whole.
  createInterface({ input: child.stderr }).on('line', line => terminal.err(`${line}\n`))
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', cause => reject(notInstalled(engine, cause.message, cause)))
    child.on('close', resolve)
  })
  return code === 0 ? 0 : 2
}

function notInstalled(engine: Engine, why: string, cause?: Error): FleetError {
  return new FleetError(
    {
      code: 'ENGINE_MISSING',
      message: `${engine} cannot be started: ${why}`,
      hint: `Install ${engine}, or build without --engine.`,
    },
    { kind: 'environment', ...(cause && { cause }) },
  )
}
