import { initGit, isInRepository } from './run-git.ts'

/**
 * Makes a directory a git repository, unless it lies in one already.
 *
 * @throws FleetError as `runGit` does
 */
export function startRepository(dir: string, branch: string): void {
  if (!isInRepository(dir)) initGit(dir, branch)
}
