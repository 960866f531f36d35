import { Budget } from '@bulkhead/diagnostics'
import { commitOf, noCommit } from './name-commit.ts'
import { gitFiles, type GitFiles } from './git-files.ts'
import { runGit } from './run-git.ts'

/**
 * The files of a commit, read from git's object store.
 *
 * @param ref anything that names a commit: `HEAD`, `origin/main`, a hash
 * @throws FleetError when `ref` names no commit, or as `runGit` does
 */
export function readCommit(dir: string, ref: string, budget: Budget = new Budget()): GitFiles {
  // Resolved first, so that a ref that begins with a dash is never taken for an option.
  const commit = commitOf(dir, ref)
  if (commit === undefined) throw noCommit(ref)
  const listing = runGit(dir, ['ls-tree', '-r', '-z', commit])
  const lines = listing.toString('utf8').split('\0')
  return gitFiles(
    dir,
    lines.filter(Boolean).map(line => {
      const tab = line.indexOf('\t')
      const [mode = '', , object = ''] = line.slice(0, tab).split(' ')
      return { path: line.slice(tab + 1), mode, object }
    }),
    budget,
  )
}
