import { runGit } from './run-git.ts'

/**
 * The paths that the next commit adds, changes or removes, sorted; before the first commit, all of
 * the index.
 *
 * @throws FleetError as `runGit` does
 */
export function stagedPaths(dir: string): string[] {
  // A file of the tree, `.gitmodules`, can ask for changes of submodules not to be told.
  const options = ['--ignore-submodules=none', '--name-only', '--no-renames', '--relative', '-z']
  return runGit(dir, ['diff', '--cached', '--no-ext-diff', '--no-textconv', ...options])
    .toString('utf8')
    .split('\0')
    .filter(Boolean)
    .sort()
}
