import { commitOf, firstLine, noCommit } from './name-commit.ts'

/** Where a change begins. */
export interface BranchPoint {
  /** The hash of the commit; nothing for `HEAD` of a repository without commits. */
  readonly commit: string | undefined
  /** Whether a shallow clone has lost where the histories parted, and what has landed since counts. */
  readonly isCutOff: boolean
}

/**
 * The commit that a change is counted from: where the history of `head` left that of `since`, so
 * that what others have landed meanwhile is not counted. Where they share no history, or a shallow
 * clone has lost it, `since` itself.
 *
 * @param since anything that names a commit
 * @throws FleetError when `since` names no commit, or as `runGit` does
 */
export function branchPoint(dir: string, since: string, head: string): BranchPoint {
  const commit = commitOf(dir, since)
  const other = commitOf(dir, head)
  if (commit === undefined) {
    if (since === 'HEAD') return { commit, isCutOff: false }
    throw noCommit(since)
  }
  if (commit === other) return { commit, isCutOff: false }
  const parted = other && firstLine(dir, ['merge-base', commit, other])
  const isWhole = other === undefined || parted !== undefined || !isShallow(dir)
  return { commit: parted ?? commit, isCutOff: !isWhole }
}

function isShallow(dir: string): boolean {
  return firstLine(dir, ['rev-parse', '--is-shallow-repository']) === 'true'
}
