import { gitFiles, type GitFiles } from './git-files.ts'
import { runGit } from './run-git.ts'

/**
 * The files of a commit, read from git's object store.
 *
 * @param ref anything that names a commit: `HEAD`, `origin/main`, a hash
 * @throws FleetError as `runGit` does
 */
export function readCommit(dir: string, ref: string): GitFiles {
  // Resolved first, so that a ref that begins with a dash is never taken for an option.
  const commit = runGit(dir, ['rev-parse', '--verify', '--end-of-options', `${ref}^{commit}`])
  const listing = runGit(dir, ['ls-tree', '-r', '-z', commit.toString('utf8').trim()])
  const lines = listing.toString('utf8').split('\0')
  return gitFiles(
    dir,
    lines.filter(Boolean).map(line => {
      const tab = line.indexOf('\t')
      const [mode = '', , object = ''] = line.slice(0, tab).split(' ')
      return { path: line.slice(tab + 1), mode, object }
    }),
  )
}
