import { Budget, FleetError, startOf, type Problem } from '@bulkhead/diagnostics'
import { gitFiles, type GitEntry, type GitFiles } from './git-files.ts'
import { runGit } from './run-git.ts'

/**
 * The files that the next commit will hold, read from git's index and never from the disk:
 * unstaged edits and untracked files do not show.
 *
 * @throws FleetError of kind `environment`: `WORKSPACE_UNMERGED` for each path with an unresolved
 *   merge, or as `runGit` does
 */
export function readIndex(dir: string, budget: Budget = new Budget()): GitFiles {
  const entries: GitEntry[] = []
  const unmerged = new Set<string>()
  for (const line of runGit(dir, ['ls-files', '-s', '-z']).toString('utf8').split('\0')) {
    if (line === '') continue
    const tab = line.indexOf('\t')
    const [mode = '', object = '', stage] = line.slice(0, tab).split(' ')
    const path = line.slice(tab + 1)
    if (stage === '0') entries.push({ path, mode, object })
    else unmerged.add(path)
  }
  const [first, ...rest] = [...unmerged].map(unresolved)
  if (first) throw new FleetError([first, ...rest], { kind: 'environment' })
  return gitFiles(dir, entries, budget)
}

function unresolved(path: string): Problem {
  return {
    code: 'WORKSPACE_UNMERGED',
    message: 'the index holds an unresolved merge',
    location: startOf(path),
    hint: `Resolve it and run \`git add ${path}\`.`,
  }
}
