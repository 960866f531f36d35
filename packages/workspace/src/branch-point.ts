import { FleetError } from '@bulkhead/diagnostics'
import { runGit } from './run-git.ts'

/**
 * The commit that a change is counted from: where the history of `head` left that of `since`, so
 * that what others have landed meanwhile is not counted. Where they share no history, or a shallow
 * clone has lost it, `since` itself.
 *
 * @param since anything that names a commit
 * @returns the commit's hash; nothing for `HEAD` of a repository without commits
 * @throws FleetError when `since` names no commit, or as `runGit` does
 */
export function branchPoint(dir: string, since: string, head: string): string | undefined {
  const commit = commitOf(dir, since)
  const other = commitOf(dir, head)
  if (commit === undefined) {
    if (since === 'HEAD') return undefined
    throw new FleetError(
      {
        code: 'WORKSPACE_NO_COMMIT',
        message: `there is no commit "${since}"`,
        hint: 'Name a branch, tag or commit; in CI, fetch the history with `fetch-depth: 0`.',
      },
      { kind: 'environment' },
    )
  }
  if (other === undefined) return commit
  return firstLine(dir, ['merge-base', commit, other]) ?? commit
}

function commitOf(dir: string, name: string): string | undefined {
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

function firstLine(dir: string, args: readonly string[]): string | undefined {
  try {
    return runGit(dir, args).toString('utf8').trim().split('\n')[0] || undefined
  } catch (error) {
    if (error instanceof FleetError) return undefined
    throw error
  }
}
