import { existsSync, mkdirSync, rmdirSync, unlinkSync } from 'node:fs'
import { dirname } from 'node:path'
import { formatProvenance, hashText, provenancePath, type Provenance } from '@bulkhead/blueprint'
import { checkWrites } from './check-writes.ts'
import { attempt } from './environment-error.ts'
import { journalPath, recordedPaths, type RecordedProvenance } from './provenance-store.ts'
import { pruneDirectories } from './prune-directories.ts'
import { publishJournal } from './publish-journal.ts'
import { HeldDirectories } from './held-directories.ts'
import { readText } from './read-regular-file.ts'
import { rename } from './rename.ts'
import { stageFiles, type StagedFile } from './stage-files.ts'
import { sweepLeftovers } from './sweep-leftovers.ts'
import type { Change } from './verdict.ts'

export interface DecidedChanges {
  readonly changes: readonly Change[]
  /** What the changes were decided against. */
  readonly recorded: RecordedProvenance
  /** What is true once they are made; see `nextProvenance`. */
  readonly next: Provenance
}

/**
 * Makes the changes, in two phases, and says whether anything was touched.
 *
 * 1. Every new text and the journal (the next record) are written below `.bulkhead/tmp`. A disk
 *    that is full or read-only fails here, with nothing visible changed.
 * 2. The journal gets its name, then each file is renamed into place, what left is deleted, and
 *    last the journal is renamed over the lock.
 *
 * Promised: every file is the old one or the new one, never half; a run that is killed at any
 * point is completed by running again, with the same plan or another, because the journals tell
 * what was ours; what a person changed since `changes` was decided stops the run before it writes;
 * nothing is written through a symbolic link.
 *
 * Not promised: that a loss of power right after a run keeps the new files. Only the journal is
 * forced to the disk, before the first rename, so that the record of what we were about to write
 * is there whenever any of it is; forcing thousands of small files would cost more than the run.
 * A file that such a loss damaged is reported as a conflict, and git has the rest. Nor are two runs
 * at once kept apart.
 *
 * @throws FleetError `WORKSPACE_PATH` for a path that leaves the repository, and of kind
 *   `environment` for what the file system refuses
 */
export function applyChanges(dir: string, decided: DecidedChanges): boolean {
  const held = new HeldDirectories(dir, 'write')
  try {
    return apply(dir, held, decided)
  } finally {
    held.close()
  }
}

function apply(
  dir: string,
  held: HeldDirectories,
  { changes, recorded, next }: DecidedChanges,
): boolean {
  const writes = changes.filter(({ verdict }) => isWrite(verdict))
  const deletes = changes.filter(({ verdict }) => verdict === 'delete')
  const record = formatProvenance(next)
  if (writes.length === 0 && deletes.length === 0 && isLock(held, record)) {
    return sweepLeftovers(held)
  }
  const gone = gonePaths(recorded, next)
  const modes = checkWrites(held, { writes, deletes, gone })
  const staged = withRoot(dir, () => stageFiles(held, { writes, modes, record }))
  publishJournal(held, staged.journal)

  // The spec first: whatever else is missing follows from it when the run is repeated. Of the
  // spec what leaves is first, or the ledger would have released what the spec still asks for.
  const [fromSpec, others] = [
    deletes.filter(({ path }) => isSpec(path)),
    deletes.filter(({ path }) => !isSpec(path)),
  ]
  for (const { path } of fromSpec) remove(held, path)
  for (const file of staged.files) if (isSpec(file.path)) place(held, file)
  // Before the rest, because a file that leaves may stand where a directory comes, or the reverse.
  for (const { path } of others) remove(held, path)
  pruneDirectories(held, gone)
  for (const file of staged.files) if (!isSpec(file.path)) place(held, file)

  // As long as the journal is there, running again completes what an exchange has cut off.
  held.refuseMoved()
  attempt(provenancePath, () => rename(held, journalPath, provenancePath))
  sweepLeftovers(held)
  return true
}

/** Makes the repository itself where it is missing; it is gone again when `action` fails. */
function withRoot<T>(dir: string, action: () => T): T {
  if (existsSync(dir)) return action()
  const made = attempt('.', () => mkdirSync(dir, { recursive: true }))
  try {
    return action()
  } catch (error) {
    if (made !== undefined) removeEmpty(dir, made)
    throw error
  }
}

function removeEmpty(from: string, upTo: string): void {
  try {
    for (let at = from; at.length >= upTo.length; at = dirname(at)) rmdirSync(at)
  } catch {
    // The failure that led here is the one to report.
  }
}

function isWrite(verdict: Change['verdict']): boolean {
  return verdict === 'create' || verdict === 'update' || verdict === 'merge'
}

/** Whether the lock says exactly this, line ends aside. */
function isLock(held: HeldDirectories, record: string): boolean {
  const text = readText(held, provenancePath)
  return text !== undefined && hashText(text) === hashText(record)
}

function isSpec(path: string): boolean {
  return path.startsWith('fleet/')
}

/** What was ours and is no more, including what an unfinished run began or deleted already. */
function gonePaths(recorded: RecordedProvenance, next: Provenance): string[] {
  return [...recordedPaths(recorded)].filter(path => !next.files.has(path))
}

function remove(held: HeldDirectories, path: string): void {
  attempt(path, () => held.within(path, way => unlinkSync(way)))
}

function place(held: HeldDirectories, { path, temporary }: StagedFile): void {
  attempt(path, () => {
    held.makeParents(path)
    rename(held, temporary, path)
  })
}
