import { Budget, FleetError, startOf, type Problem } from '@bulkhead/diagnostics'
import { gitFiles, type GitEntry, type GitFiles } from './git-files.ts'
import { listFiles } from './list-files.ts'

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
  for (const line of listFiles(dir, ['ls-files', '-s', '-z'], budget).split('\0')) {
    if (line === '') continue
    const tab = line.indexOf('\t')
    const [mode = '', object = '', stage] = line.slice(0, tab).split(' ')
    const path = line.slice(tab + 1)
    if (stage === '0') entries.push({ path, mode, object })
    else unmerged.add(path)
  }
  const [first, ...rest] = [...unmerged].map(unresolved)
  if (first) throw new FleetError([first, ...rest], { kind: 'environment' })
  const hasEmpty = entries.some(({ object }) => emptyObjects.has(object))
  const intended = hasEmpty ? intendedPaths(dir, budget) : new Set()
  return gitFiles(
    dir,
    entries.filter(({ path }) => !intended.has(path)),
    budget,
  )
}

/** The empty file, by SHA-1 and SHA-256: what `git add -N` puts in the place of one to come. */
const emptyObjects: ReadonlySet<string> = new Set([
  'e69de29bb2d1d6434b8b29ae775ad8c2e48c5391',
  '473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813',
])

/** The flag of an entry that no commit will hold yet. (git: read-cache-ll.h CE_INTENT_TO_ADD) */
const intentToAdd = 0x20000000

/** What git notes of a file is longer than its name and object. */
const debugTimes = 4

/** The paths that are only intended to be added. */
function intendedPaths(dir: string, budget: Budget): ReadonlySet<string> {
  const listing = listFiles(dir, ['ls-files', '--debug', '-z'], budget, debugTimes)
  const entries = listing.matchAll(
    /([^\0]*)\0(?: {2}[^\n]*\n){4} {2}size: \d+\tflags: ([0-9a-f]+)\n/g,
  )
  const intended = new Set<string>()
  for (const [, path = '', flags = '0'] of entries) {
    if ((Number.parseInt(flags, 16) & intentToAdd) !== 0) intended.add(path)
  }
  return intended
}

function unresolved(path: string): Problem {
  return {
    code: 'WORKSPACE_UNMERGED',
    message: 'the index holds an unresolved merge',
    location: startOf(path),
    hint: `Resolve it and run \`git add ${path}\`.`,
  }
}
