import {
  noProvenance,
  parseProvenance,
  provenancePath,
  type Provenance,
  type ProvenFile,
} from '@bulkhead/blueprint'
import { FleetError } from '@bulkhead/diagnostics'
import type { RepositoryFiles, SkippedPath } from './repository-files.ts'

/** The record that a run is about to make true: it exists only while a run writes, or was killed. */
export const journalPath = '.bulkhead/journal.json'

const journalPattern = /^\.bulkhead\/journal(-[0-9a-f]+)?\.json$/

/** Everything the repository knows about what was generated. */
export interface RecordedProvenance {
  /** What the last finished run wrote. */
  readonly lock: Provenance
  /** What runs that did not finish may have written, in no order that matters. */
  readonly pending: readonly Provenance[]
  /** Journals that could not be read; their files count as unknown. */
  readonly ignored: readonly SkippedPath[]
}

/**
 * Reads the lock and the journals of unfinished runs.
 *
 * @throws FleetError as `parseProvenance` does, for the lock. A broken journal is not an error:
 *   without it, at worst a file of the killed run is reported instead of replaced.
 */
export function readProvenance(files: Pick<RepositoryFiles, 'paths' | 'read'>): RecordedProvenance {
  const text = files.read(provenancePath)
  const lock = text === undefined ? noProvenance : parseProvenance(text)
  const pending: Provenance[] = []
  const ignored: SkippedPath[] = []
  for (const path of files.paths.filter(isJournal)) {
    try {
      pending.push(parseProvenance(files.read(path) ?? '', path))
    } catch (error) {
      if (!(error instanceof FleetError)) throw error
      ignored.push({ what: path, why: error.problems[0].message })
    }
  }
  return { lock, pending, ignored }
}

/** Every record that there is, the finished run first. */
export function recordsIn({ lock, pending }: RecordedProvenance): readonly Provenance[] {
  return [lock, ...pending]
}

/** Where the journal of an unfinished run goes when another run begins, by the hash of its text. */
export function journalAside(hash: string): string {
  return `.bulkhead/journal-${hash.slice(0, 16)}.json`
}

/** Whether a path is the journal of an unfinished run. */
export function isJournal(path: string): boolean {
  return journalPattern.test(path)
}

/** Everything on record about one path, the finished run first. */
export function entriesOf(recorded: RecordedProvenance, path: string): readonly ProvenFile[] {
  return recordsIn(recorded).flatMap(({ files }) => files.get(path) ?? [])
}

/** Every path on record, finished or not. */
export function recordedPaths(recorded: RecordedProvenance): ReadonlySet<string> {
  return new Set(recordsIn(recorded).flatMap(({ files }) => [...files.keys()]))
}
