import { commitOf, firstLine, noCommit } from './name-commit.ts'

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
    throw noCommit(since)
  }
  if (other === undefined) return commit
  return firstLine(dir, ['merge-base', commit, other]) ?? commit
}
