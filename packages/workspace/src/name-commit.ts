import { FleetError } from '@bulkhead/diagnostics'
import { runGit } from './run-git.ts'

/**
 * The hash of the commit that a name stands for; nothing where it stands for none.
 *
 * @throws FleetError of kind `environment` outside a repository, or where git cannot be started
 */
export function commitOf(dir: string, name: string): string | undefined {
  // Outside a repository the complaint is another one.
  runGit(dir, ['rev-parse', '--git-dir'])
  return firstLine(dir, [
    'rev-parse',
    '--verify',
    '--quiet',
    '--end-of-options',
    `${name}^{commit}`,
  ])
}

/** What to say where a name stands for no commit. */
export function noCommit(name: string): FleetError {
  return new FleetError(
    {
      code: 'WORKSPACE_NO_COMMIT',
      message: `there is no commit "${name}"`,
      hint: 'Name a branch, tag or commit; in CI, fetch the history with `fetch-depth: 0`.',
    },
    { kind: 'environment' },
  )
}

/** The first line that git prints; nothing where it prints none, or fails. */
export function firstLine(dir: string, args: readonly string[]): string | undefined {
  try {
    return runGit(dir, args).toString('utf8').trim().split('\n')[0] || undefined
  } catch (error) {
    if (error instanceof FleetError) return undefined
    throw error
  }
}
