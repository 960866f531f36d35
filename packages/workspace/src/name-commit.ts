import { FleetError } from '@bulkhead/diagnostics'
import { runGit, type GitCommand } from './run-git.ts'

/**
 * The hash of the commit that a name stands for; nothing where it stands for none. The name is never
 * taken for an option.
 *
 * @throws FleetError of kind `environment` outside a repository, or where git cannot be started
 */
export function commitOf(dir: string, name: string): string | undefined {
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

/**
 * The first line that git prints; nothing where it prints none, or has no answer.
 *
 * @throws FleetError as `commitOf` does
 */
export function firstLine(dir: string, command: GitCommand): string | undefined {
  try {
    return runGit(dir, command).toString('utf8').trim().split('\n')[0] || undefined
  } catch (error) {
    if (hasNoAnswer(error)) return undefined
    throw error
  }
}

/** With nothing to say git ends with 1 and no complaint; a name can also stand for what is missing. */
function hasNoAnswer(error: unknown): boolean {
  if (!(error instanceof FleetError)) return false
  const [{ code }] = error.problems
  return code === 'WORKSPACE_GIT_FAILED' || code === 'WORKSPACE_OBJECT_MISSING'
}
