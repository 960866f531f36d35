import { dirname } from 'node:path/posix'
import { provenancePath, type Places, type Provenance, type ProvenFile } from '@bulkhead/blueprint'
import { FleetError, limits } from '@bulkhead/diagnostics'
import { recordedPaths, recordsIn, type RecordedProvenance } from './provenance-store.ts'
import type { RepositoryFiles, SkippedPath } from './repository-files.ts'
import { OutputTooLarge, runGit } from './run-git.ts'

/** Records with nothing in them that no run can have written. */
export interface TrustedRecords {
  readonly recorded: RecordedProvenance
  /** What was left out, and why; only files that are there. */
  readonly foreign: readonly SkippedPath[]
}

/**
 * Takes out of the records what no pack can have written where they say. Nobody's file is
 * overwritten or deleted for the word of a record, which comes with the branch.
 */
export function trustedRecords(
  recorded: RecordedProvenance,
  disk: Pick<RepositoryFiles, 'read'>,
  places: Places,
): TrustedRecords {
  const foreign = new Map<string, string>()
  const believed = (record: Provenance): Provenance => {
    const files = new Map<string, ProvenFile>()
    for (const [path, entry] of record.files) {
      const text = disk.read(path)
      const fault = places.faultOf(path, entry, text)
      if (fault === undefined) files.set(path, entry)
      else if (text !== undefined) foreign.set(path, fault)
    }
    return files.size === record.files.size ? record : { ...record, files }
  }
  const [lock, ...pending] = recordsIn(recorded).map(believed)
  const trusted = { ...recorded, lock: lock ?? recorded.lock, pending }
  const known = recordedPaths(trusted)
  return {
    recorded: trusted,
    foreign: [...foreign]
      .filter(([path]) => !known.has(path))
      .map(([what, why]) => ({
        what,
        why: `${provenancePath} names it, and bulkhead did not write it: ${why}`,
      })),
  }
}

/**
 * Those of some paths that git tracks: a journal that is committed was not left by a run here.
 * Nothing where there is no git to ask.
 */
export function trackedAmong(dir: string, paths: readonly string[]): ReadonlySet<string> {
  if (paths.length === 0) return new Set()
  try {
    // Their directories are named: names of very many files do not fit into a command line.
    const directories = new Set(paths.map(path => `:(literal)${dirname(path)}`))
    const listing = runGit(dir, ['ls-files', '-z', '--', ...directories], { mostOutput })
    const tracked = new Set(listing.toString('utf8').split('\0'))
    return new Set(paths.filter(path => tracked.has(path)))
  } catch (error) {
    if (error instanceof OutputTooLarge) return new Set(paths)
    if (error instanceof FleetError) return new Set()
    throw error
  }
}

/** All count as tracked where git names more files beside them than this. */
const mostOutput = limits['tree-listing'].most
