import { Budget } from '@bulkhead/diagnostics'
import { commitOf, noCommit } from './name-commit.ts'
import { gitFiles, type GitFiles } from './git-files.ts'
import { listFiles } from './list-files.ts'

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
  // Directories are listed too: those without files would take time, and count as nothing.
  const lines = listFiles(dir, ['ls-tree', '-r', '-t', '-z', commit], budget).split('\0')
  const entries = lines.flatMap(line => {
    const tab = line.indexOf('\t')
    const [mode = '', , object = ''] = line.slice(0, tab).split(' ')
    return line === '' || mode === directory ? [] : [{ path: line.slice(tab + 1), mode, object }]
  })
  return gitFiles(dir, entries, budget)
}

/** The mode of a directory in a commit. */
const directory = '040000'
