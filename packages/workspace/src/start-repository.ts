import { runGit } from './run-git.ts'

/** Makes a directory a git repository, unless it lies in one already. */
export function startRepository(dir: string, branch: string): void {
  try {
    runGit(dir, ['rev-parse', '--git-dir'])
  } catch {
    runGit(dir, ['init', '--quiet', `--initial-branch=${branch}`])
  }
}
