import { Budget } from '@bulkhead/diagnostics'
import { OutputTooLarge, runGit, type GitCommand } from './run-git.ts'

/**
 * The files that git lists, and no more of the list than the limit: a few small directories that
 * hold one another many times over stand for any number of files.
 *
 * @param times how much longer a line is than that of a file in a commit
 * @throws FleetError `LIMIT_EXCEEDED`, or as `runGit` does
 */
export function listFiles(
  dir: string,
  command: GitCommand,
  budget: Budget = new Budget(),
  times = 1,
): string {
  try {
    const mostOutput = budget.most('tree-listing') * times
    return runGit(dir, command, { mostOutput }).toString('utf8')
  } catch (error) {
    if (error instanceof OutputTooLarge) throw budget.exceeded('tree-listing')
    throw error
  }
}
