import { FleetError } from '@bulkhead/diagnostics'
import { runGit } from './run-git.ts'

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
 * @throws FleetError as `runGit` does
 */
export function readUnresolved(dir: string): ReadonlyMap<string, UnresolvedFile> {
  const listing = runGit(dir, ['ls-files', '-u', '-z']).toString('utf8')
  const files = new Map<string, Record<string, string>>()
  for (const line of listing.split('\0').filter(Boolean)) {
    const tab = line.indexOf('\t')
    const [, object = '', stage = ''] = line.slice(0, tab).split(' ')
    const path = line.slice(tab + 1)
    files.set(path, { ...files.get(path), [stage]: object })
  }
  const read = (object: string | undefined) =>
    object === undefined ? undefined : runGit(dir, ['cat-file', 'blob', object]).toString('utf8')
  return new Map(
    [...files].map(([path, { 1: base, 2: ours, 3: theirs }]) => [
      path,
      { base: read(base), ours: read(ours), theirs: read(theirs) },
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
  return ['REBASE_HEAD', 'CHERRY_PICK_HEAD'].some(ref => resolveRef(dir, ref) !== undefined)
}

/** The commit that a ref names, if there is such a ref. */
export function resolveRef(dir: string, ref: string): string | undefined {
  try {
    const args = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`]
    return runGit(dir, args).toString('utf8').trim()
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
}

/** The commit where two branches parted; nothing for branches without a common past. */
export function mergeBase(dir: string, a: string, b: string): string | undefined {
  try {
    return runGit(dir, ['merge-base', a, b]).toString('utf8').trim()
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
}

/** With nothing to say git ends with 1 and no complaint. */
function isMissing(error: unknown): boolean {
  return error instanceof FleetError && error.problems[0].code === 'WORKSPACE_GIT_FAILED'
}
