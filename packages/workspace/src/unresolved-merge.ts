import { Budget } from '@bulkhead/diagnostics'
import { gitFiles } from './git-files.ts'
import { commitOf, firstLine } from './name-commit.ts'
import { listFiles } from './list-files.ts'

/** The three versions of a file that git could not merge; undefined where it is not there. */
export interface UnresolvedFile {
  readonly base: string | undefined
  /** Of the branch that is checked out. */
  readonly ours: string | undefined
  readonly theirs: string | undefined
}

/**
 * Every file that the merge, rebase or cherry-pick under way left unresolved, by path.
 *
 * @throws FleetError as `runGit` does, or for a file that is larger than its limit
 */
export function readUnresolved(
  dir: string,
  budget: Budget = new Budget(),
): ReadonlyMap<string, UnresolvedFile> {
  const listing = listFiles(dir, ['ls-files', '-u', '-z'], budget)
  const entries = listing
    .split('\0')
    .filter(Boolean)
    .map(line => {
      const tab = line.indexOf('\t')
      const [mode = '', object = '', stage = ''] = line.slice(0, tab).split(' ')
      return { path: line.slice(tab + 1), mode, object, stage }
    })
  const [base, ours, theirs] = ['1', '2', '3'].map(side => {
    const files = gitFiles(
      dir,
      entries.filter(({ stage }) => stage === side),
      budget,
    )
    files.prefetch(files.paths)
    return files
  })
  return new Map(
    entries.map(({ path }) => [
      path,
      { base: base?.read(path), ours: ours?.read(path), theirs: theirs?.read(path) },
    ]),
  )
}

/** Whether a text holds the marks that git leaves where it could not merge. */
export function hasConflictMarkers(text: string): boolean {
  return /^<{7} /m.test(text) && /^>{7} /m.test(text)
}

/**
 * Whether what is checked out is what has landed, and `theirs` the branch: so it is while git
 * rebases or picks, and the other way round while it merges.
 */
export function isReplaying(dir: string): boolean {
  return ['REBASE_HEAD', 'CHERRY_PICK_HEAD'].some(ref => commitOf(dir, ref) !== undefined)
}

/**
 * The commit where two branches parted; nothing for branches without a common past.
 *
 * @throws FleetError outside a repository, or where git cannot be started
 */
export function mergeBase(dir: string, a: string, b: string): string | undefined {
  return firstLine(dir, ['merge-base', '--end-of-options', a, b])
}
