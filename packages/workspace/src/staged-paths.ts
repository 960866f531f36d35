import { runGit } from './run-git.ts'

/**
 * The paths that the next commit adds, changes or removes, sorted; before the first commit, all of
 * the index.
 *
 * @throws FleetError as `runGit` does
 */
export function stagedPaths(dir: string): string[] {
  // Outside a repository `git diff` is another command, with a misleading complaint.
  runGit(dir, ['rev-parse', '--git-dir'])
  const options = ['--cached', '--name-only', '--no-renames', '--no-ext-diff', '--relative', '-z']
  return runGit(dir, ['diff', ...options])
    .toString('utf8')
    .split('\0')
    .filter(Boolean)
    .sort()
}
