import assert from 'node:assert/strict'
import { mkdirSync, readdirSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { run, type CliResult } from '../support/run-cli.ts'

export const root = fileURLToPath(new URL('../..', import.meta.url))

/** The Node that runs the tests comes first, as the one that a user has. */
export const env = {
  ...process.env,
  PATH: [dirname(process.execPath), process.env['PATH'] ?? ''].join(delimiter),
}

/** Builds both packages below a directory; each is in a folder of its name. */
export async function buildPackages(dir: string): Promise<void> {
  await succeed(process.execPath, [join(root, 'tools/build-packages.ts'), dir], root)
}

/**
 * Packs a package that was built, as for the registry.
 *
 * @returns the path of the tarball, which lies beside the package
 */
export async function pack(directory: string): Promise<string> {
  const quietly = ['--silent', '--ignore-scripts']
  const { out } = await succeed('npm', ['pack', ...quietly, '--pack-destination', '..'], directory)
  return join(directory, '..', out.trim())
}

export async function succeed(
  program: string,
  args: readonly string[],
  cwd: string,
  environment: NodeJS.ProcessEnv = env,
): Promise<CliResult> {
  const result = await run(program, args, { cwd, env: environment })
  assert.equal(result.code, 0, `${program} ${args.join(' ')}\n${result.out}${result.err}`)
  return result
}

export function newDirectory(parent: string, name: string): string {
  const path = join(parent, name)
  mkdirSync(path, { recursive: true })
  return path
}

/** The paths of all files below a directory, sorted. */
export function filesBelow(directory: string): readonly string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name).slice(directory.length + 1))
    .sort()
}
