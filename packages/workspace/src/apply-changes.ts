import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { formatProvenance, hashText, provenancePath, type Provenance } from '@bulkhead/blueprint'
import { FleetError, startOf } from '@bulkhead/diagnostics'
import { ancestorsOf } from './ancestors.ts'
import { checkPath, temporaryPath } from './check-path.ts'
import { environmentError, isErrno } from './environment-error.ts'
import {
  isJournal,
  journalPath,
  recordedPaths,
  type RecordedProvenance,
} from './provenance-store.ts'
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
 * what was ours; nothing that a person changed since `changes` was decided is overwritten; nothing
 * is written through a symbolic link.
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
export function applyChanges(dir: string, { changes, recorded, next }: DecidedChanges): boolean {
  const writes = changes.flatMap(({ path, verdict, before, after }) =>
    isWrite(verdict) && after !== undefined ? [{ path, before, after }] : [],
  )
  const deletes = changes.filter(({ verdict }) => verdict === 'delete')
  const record = formatProvenance(next)
  if (writes.length === 0 && deletes.length === 0 && lockIs(dir, record)) return sweep(dir)

  const modes = preflight(dir, { writes, deletes })
  const staged = stage(dir, { writes, modes, record })
  publishJournal(dir, staged.journal)

  const [edits, others] = partition(staged.files, ({ path }) => path.startsWith('fleet/'))
  // The spec first: whatever else is missing follows from it when the run is repeated.
  for (const file of edits) place(dir, file)
  // Before the rest, because a file that leaves may stand where a directory comes, or the reverse.
  for (const { path } of deletes) remove(dir, path)
  pruneEmptyDirectories(dir, leavingPaths(recorded, next))
  for (const file of others) place(dir, file)
  attempt(provenancePath, () => renameSync(join(dir, journalPath), join(dir, provenancePath)))
  sweep(dir)
  return true
}

interface Write {
  readonly path: string
  readonly before: string | undefined
  readonly after: string
}

/** A file that is complete under a temporary name. */
interface StagedFile {
  readonly path: string
  readonly temporary: string
}

function isWrite(verdict: Change['verdict']): boolean {
  return verdict === 'create' || verdict === 'update' || verdict === 'merge'
}

function lockIs(dir: string, record: string): boolean {
  const text = readIfPresent(dir, provenancePath)
  return text !== undefined && hashText(text) === hashText(record)
}

/**
 * Holds every change against the disk once more before anything is written.
 *
 * @returns the mode of each file that exists, which its successor takes over
 */
function preflight(
  dir: string,
  { writes, deletes }: { readonly writes: readonly Write[]; readonly deletes: readonly Change[] },
): ReadonlyMap<string, number> {
  const modes = new Map<string, number>()
  const leaving = new Set(deletes.map(({ path }) => path))
  const emptied = new Set(deletes.flatMap(({ path }) => ancestorsOf(path)))
  const safe = new Set<string>()
  for (const path of [provenancePath, `${temporaryPath}/journal`]) {
    refuseLinks(dir, path, safe)
  }
  for (const { path, before } of [...writes, ...deletes]) {
    checkPath(path)
    refuseLinks(dir, path, safe)
    const stat = statIfPresent(dir, path, leaving)
    if (stat?.isDirectory() && !emptied.has(path)) throw blocked(path, 'is a directory')
    if (stat?.isSymbolicLink()) throw blocked(path, 'is a symbolic link')
    if (stat?.isFile()) modes.set(path, stat.mode & 0o7777)
    const present = stat?.isFile() ? readIfPresent(dir, path) : undefined
    if (present !== before) throw changedMeanwhile(path)
  }
  return modes
}

/** The way to a path may not lead through a link: it could lead out of the repository. */
function refuseLinks(dir: string, path: string, safe: Set<string>): void {
  for (const ancestor of ancestorsOf(path).toReversed()) {
    if (safe.has(ancestor)) continue
    const stat = lstatSync(join(dir, ancestor), { throwIfNoEntry: false })
    if (stat === undefined) return
    if (stat.isSymbolicLink()) throw blocked(path, `lies behind the symbolic link ${ancestor}`)
    safe.add(ancestor)
  }
}

function statIfPresent(dir: string, path: string, leaving: ReadonlySet<string>) {
  try {
    return lstatSync(join(dir, path), { throwIfNoEntry: false })
  } catch (error) {
    // A file that is about to leave stands where a directory comes.
    const makesWay = ancestorsOf(path).some(ancestor => leaving.has(ancestor))
    if (isErrno(error, 'ENOTDIR') && makesWay) return undefined
    throw environmentError(error, path, 'write')
  }
}

function blocked(path: string, why: string): FleetError {
  return new FleetError(
    {
      code: 'WORKSPACE_BLOCKED',
      message: `cannot write ${path}: it ${why}`,
      location: startOf(path),
      hint: 'Move it away and run again; nothing was written.',
    },
    { kind: 'environment' },
  )
}

function changedMeanwhile(path: string): FleetError {
  return new FleetError(
    {
      code: 'WORKSPACE_CHANGED',
      message: `${path} changed while bulkhead was running`,
      location: startOf(path),
      hint: 'Run again; nothing was written.',
    },
    { kind: 'environment' },
  )
}

interface Staging {
  readonly writes: readonly Write[]
  readonly modes: ReadonlyMap<string, number>
  readonly record: string
}

/** Phase 1. Leaves nothing behind when it fails. */
function stage(dir: string, { writes, modes, record }: Staging) {
  let current = temporaryPath
  let created: string | undefined
  const temporary = join(dir, temporaryPath)
  try {
    rmSync(temporary, { recursive: true, force: true })
    created = mkdirSync(temporary, { recursive: true })
    const files: StagedFile[] = []
    for (const [index, { path, after }] of writes.entries()) {
      current = path
      const file = join(temporary, String(index))
      writeFileSync(file, after, { flag: 'wx' })
      const mode = modes.get(path)
      if (mode !== undefined) chmodSync(file, mode)
      files.push({ path, temporary: file })
    }
    current = journalPath
    const journal = join(temporary, 'journal')
    writeFileSync(journal, record, { flag: 'wx', flush: true })
    return { files, journal }
  } catch (error) {
    discard(created ?? temporary)
    throw environmentError(error, current, 'write')
  }
}

/** Removes what a failed phase 1 made; the failure itself is what gets reported. */
function discard(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true })
  } catch {
    // What cannot be removed now is swept by the next run.
  }
}

/**
 * Gives the journal its name. An unfinished run with another plan may have left files that only its
 * own journal knows, so that one is set aside, not replaced, until a run finishes.
 */
function publishJournal(dir: string, staged: string): void {
  attempt(journalPath, () => {
    const previous = readIfPresent(dir, journalPath)
    if (previous !== undefined) {
      const aside = `.bulkhead/journal-${hashText(previous).slice(0, 16)}.json`
      renameSync(join(dir, journalPath), join(dir, aside))
    }
    renameSync(staged, join(dir, journalPath))
    syncDirectory(join(dir, '.bulkhead'))
  })
}

/** Makes the name of the journal as durable as its content, where the platform can. */
function syncDirectory(directory: string): void {
  if (process.platform === 'win32') return
  const descriptor = openSync(directory, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

function place(dir: string, { path, temporary }: StagedFile): void {
  attempt(path, () => {
    const target = join(dir, path)
    try {
      renameSync(temporary, target)
    } catch (error) {
      if (!isErrno(error, 'ENOENT')) throw error
      mkdirSync(join(target, '..'), { recursive: true })
      renameSync(temporary, target)
    }
  })
}

function remove(dir: string, path: string): void {
  attempt(path, () => unlinkSync(join(dir, path)))
}

/** What was ours and is no more, including what an unfinished run deleted already. */
function leavingPaths(recorded: RecordedProvenance, next: Provenance): string[] {
  return [...recordedPaths(recorded)].filter(path => !next.files.has(path))
}

function pruneEmptyDirectories(dir: string, paths: readonly string[]): void {
  const directories = new Set(paths.filter(path => isSafe(dir, path)).flatMap(ancestorsOf))
  // Deepest first: a directory is longer than the one it lies in.
  for (const directory of [...directories].sort((a, b) => b.length - a.length)) {
    try {
      rmdirSync(join(dir, directory))
    } catch (error) {
      // It holds something else, is gone already or is a link: then it is not ours to remove.
      const expected = ['ENOTEMPTY', 'EEXIST', 'ENOENT', 'ENOTDIR'] as const
      if (!expected.some(code => isErrno(error, code))) {
        throw environmentError(error, directory, 'write')
      }
    }
  }
}

/** Paths in a record are input: one that leads elsewhere is not followed. */
function isSafe(dir: string, path: string): boolean {
  try {
    checkPath(path)
    refuseLinks(dir, path, new Set())
    return true
  } catch {
    return false
  }
}

/** Removes what unfinished runs left, and says whether there was anything. */
function sweep(dir: string): boolean {
  const directory = join(dir, '.bulkhead')
  if (!existsSync(directory)) return false
  return attempt(temporaryPath, () => {
    const leftovers = readdirSync(directory).filter(
      name => name === 'tmp' || isJournal(`.bulkhead/${name}`),
    )
    for (const name of leftovers) rmSync(join(directory, name), { recursive: true })
    return leftovers.length > 0
  })
}

function readIfPresent(dir: string, path: string): string | undefined {
  try {
    return readFileSync(join(dir, path), 'utf8')
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return undefined
    throw environmentError(error, path, 'read')
  }
}

function attempt<T>(path: string, action: () => T): T {
  try {
    return action()
  } catch (error) {
    throw environmentError(error, path, 'write')
  }
}

function partition<T>(items: readonly T[], belongs: (item: T) => boolean): [T[], T[]] {
  const { true: yes = [], false: no = [] } = Object.groupBy(items, item => `${belongs(item)}`)
  return [yes, no]
}
