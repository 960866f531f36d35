import {
  hashText,
  parseProvenance,
  provenancePath,
  type Provenance,
  type ProvenFile,
} from '@bulkhead/blueprint'
import { FleetError } from '@bulkhead/diagnostics'
import { trackedAmong } from './trusted-records.ts'
import {
  entriesOf,
  isJournal,
  readProvenance,
  type RecordedProvenance,
} from './provenance-store.ts'
import type { RepositoryFiles } from './repository-files.ts'
import { commitOf } from './name-commit.ts'
import { readCommit } from './read-commit.ts'
import { listFiles } from './list-files.ts'
import { hasConflictMarkers, readUnresolved, type UnresolvedFile } from './unresolved-merge.ts'

/**
 * What the repository knows of what was generated, also while a merge is unresolved: the record
 * then has two sides, and both are believed. A generated file that git could not merge is as good
 * as generated if each of its sides is: nobody edited it, and it follows from `fleet/`.
 *
 * @throws FleetError as `readProvenance` does
 */
export function readRecorded(dir: string, disk: RepositoryFiles): RecordedProvenance {
  const text = disk.read(provenancePath)
  if (text === undefined || !hasConflictMarkers(text)) return readUncommitted(dir, disk)
  const unresolved = unresolvedIn(dir)
  const record = unresolved.get(provenancePath)
  if (record?.ours === undefined || record.theirs === undefined) return readProvenance(disk)
  const sides: RecordedProvenance = {
    lock: parseProvenance(record.ours),
    pending: [parseProvenance(record.theirs)],
    ignored: [],
  }
  const merged = new Map([
    ...textsOf(unresolved, sides, disk),
    ...mergedByGit(dir, unresolved, sides, disk),
  ])
  return { ...sides, pending: [...sides.pending, { ...sides.lock, files: merged }] }
}

/** The lock, and the journals that a run left here: one that is committed comes from elsewhere. */
function readUncommitted(dir: string, disk: RepositoryFiles): RecordedProvenance {
  const tracked = trackedAmong(dir, disk.paths.filter(isJournal))
  const recorded = readProvenance({
    paths: disk.paths.filter(path => !tracked.has(path)),
    read: disk.read,
  })
  const ignored = [...tracked].map(what => ({ what, why: 'it is committed: no run left it here' }))
  return { ...recorded, ignored: [...recorded.ignored, ...ignored] }
}

/**
 * Entries for generated files that git merged without a conflict into a text that neither side has:
 * what git made of two generated texts, and nobody has touched since, follows from `fleet/` too.
 */
function mergedByGit(
  dir: string,
  unresolved: ReadonlyMap<string, UnresolvedFile>,
  sides: RecordedProvenance,
  disk: RepositoryFiles,
): Provenance['files'] {
  const unknown = disk.paths.filter(path => {
    const entries = unresolved.has(path) ? [] : entriesOf(sides, path)
    const text = entries.length > 1 ? disk.read(path) : undefined
    return text !== undefined && !entries.some(({ hash }) => hash === hashText(text))
  })
  if (unknown.length === 0) return new Map()
  const heads = ['HEAD', 'MERGE_HEAD', 'REBASE_HEAD', 'CHERRY_PICK_HEAD'].filter(
    ref => commitOf(dir, ref) !== undefined,
  )
  const commits = heads.map(ref => readCommit(dir, ref))
  const index = indexedObjects(dir)
  const files = new Map<string, ProvenFile>()
  for (const path of unknown) {
    const entries = entriesOf(sides, path)
    const [entry, text] = [entries[0], disk.read(path)]
    if (!entry || text === undefined || index.get(path) !== disk.identify(path)) continue
    const known = new Set(entries.map(({ hash }) => hash))
    const areKnown = commits.every(commit => {
      const side = commit.read(path)
      return side === undefined || known.has(hashText(side))
    })
    if (areKnown) files.set(path, { ...entry, hash: hashText(text) })
  }
  return files
}

/** The object that the index has of each file that is not unresolved. */
function indexedObjects(dir: string): ReadonlyMap<string, string> {
  const listing = listFiles(dir, ['ls-files', '-s', '-z'])
  const entries = [...listing.matchAll(/(?<=^|\0)\d+ ([0-9a-f]+) 0\t([^\0]+)/g)]
  return new Map(entries.map(([, object = '', path = '']) => [path, object]))
}

/** Nothing where there is no git to ask: a record with marks is then only broken. */
function unresolvedIn(dir: string): ReadonlyMap<string, UnresolvedFile> {
  try {
    return readUnresolved(dir)
  } catch (error) {
    if (error instanceof FleetError && error.kind === 'environment') return new Map()
    throw error
  }
}

/** Entries for the texts that git left of generated files. */
function textsOf(
  unresolved: ReadonlyMap<string, UnresolvedFile>,
  sides: RecordedProvenance,
  disk: RepositoryFiles,
): Provenance['files'] {
  const files = new Map<string, ProvenFile>()
  for (const [path, { ours, theirs }] of unresolved) {
    const entries = entriesOf(sides, path)
    const [entry] = entries
    const text = disk.read(path)
    if (!entry || text === undefined) continue
    const known = new Set(entries.map(({ hash }) => hash))
    const areKnown = [ours, theirs].every(side => side === undefined || known.has(hashText(side)))
    if (areKnown) files.set(path, { ...entry, hash: hashText(text) })
  }
  return files
}
