import { listFiles } from './list-files.ts'

/**
 * The paths that the next commit adds, changes or removes, sorted; before the first commit, all of
 * the index.
 *
 * @throws FleetError as `runGit` does
 */
export function stagedPaths(dir: string): string[] {
  // A file of the tree, `.gitmodules`, can ask for changes of submodules not to be told.
  const options = ['--ignore-submodules=none', '--name-only', '--no-renames', '--relative', '-z']
  return listFiles(dir, ['diff', '--cached', '--no-ext-diff', '--no-textconv', ...options])
    .split('\0')
    .filter(Boolean)
    .sort()
}
