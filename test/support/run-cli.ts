import { spawn } from 'node:child_process'
import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { main } from '@bulkhead/cli'

// Tests find nothing that an earlier run kept, and leave nothing for the next.
const caches = mkdtempSync(join(realpathSync(tmpdir()), 'bulkhead-caches-'))
process.env['XDG_CACHE_HOME'] = caches
process.once('exit', () => rmSync(caches, { recursive: true, force: true }))

/** What a command did: how it ended and what it said. */
export interface CliResult {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** Runs a command in this process, as from a script: nobody can be asked, nothing is coloured. */
export async function runCli(dir: string, ...args: readonly string[]): Promise<CliResult> {
  let [out, err] = ['', '']
  const code = await main(args, {
    cwd: dir,
    isInteractive: false,
    hasColor: false,
    columns: 80,
    out: text => void (out += text),
    err: text => void (err += text),
  })
  return { code, out, err }
}

/** The `bin` of the package, as a path. */
export const bulkheadBin = fileURLToPath(
  new URL('../../packages/cli/bin/bulkhead.js', import.meta.url),
)

/** Runs a command as users do: as a process of its own. */
export function spawnCli(
  dir: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<CliResult> {
  return run(process.execPath, [bulkheadBin, ...args], { cwd: dir, env })
}

/** Runs any program to its end. A program that a signal ended has the code -1. */
export function run(
  program: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly env?: NodeJS.ProcessEnv },
): Promise<CliResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
    const said = { out: '', err: '' }
    child.stdout.setEncoding('utf8').on('data', (text: string) => void (said.out += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => void (said.err += text))
    child.on('error', reject)
    child.on('close', code => resolve({ code: code ?? -1, ...said }))
  })
}
