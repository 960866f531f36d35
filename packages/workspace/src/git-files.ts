import { Budget, FleetError, startOf } from '@bulkhead/diagnostics'
import type { RepositoryFiles, SkippedPath } from './repository-files.ts'
import { fetchHint, OutputTooLarge, runGit } from './run-git.ts'
import { sizeLimitOf } from './size-limits.ts'

/** Files whose content lies in git's object store. */
export interface GitFiles extends RepositoryFiles {
  /** Fetches many files in one go. `read` works without it, and reads ahead to make up for it. */
  prefetch(paths: Iterable<string>): void
}

/** A path and the object it names, as git lists them. */
export interface GitEntry {
  readonly path: string
  readonly mode: string
  readonly object: string
}

const firstBatch = 16
const largestBatch = 4096

/** What is read ahead of being asked for: what mostly is, and no more than this. */
const readAhead = /\.(?:ya?ml|json)$|(?:^|\/)Kustomization$/
const mostAhead = 4 * 1024 * 1024
/** What is read without knowing how large it is. */
const mostTogether = 32 * 1024 * 1024

/**
 * Offers listed objects as files; reads no object before it is asked for, and none that is larger
 * than the limit of its file.
 */
export function gitFiles(
  dir: string,
  entries: readonly GitEntry[],
  budget: Budget = new Budget(),
): GitFiles {
  const objects = new Map<string, string>()
  const skipped: SkippedPath[] = []
  for (const { path, mode, object } of entries) {
    const why = path.includes('\uFFFD') ? notUtf8 : whySkipped(mode)
    if (why === undefined) objects.set(path, object)
    else skipped.push({ what: path, why })
  }
  const paths = [...objects.keys()].sort()
  const contents = new Map<string, Buffer>()
  const sizes = new Map<string, number>()
  let batch = firstBatch

  // A process for the sizes of many costs as much as for those of a few.
  const sizeAround = (wanted: ReadonlyMap<string, string>) => {
    const [first] = [...wanted].find(([object]) => !sizes.has(object)) ?? []
    if (first === undefined) return
    const start = Math.max(0, paths.indexOf(wanted.get(first) ?? ''))
    const next = paths.slice(start, start + largestBatch).map(path => objects.get(path) ?? '')
    sizeObjects(dir, [...new Set([...wanted.keys(), ...next])], sizes)
  }

  /**
   * Reads objects of which no size is known yet, and learns it with them: asking first would take
   * another process. Nothing is read where they are larger together than they mostly are.
   */
  const loadTogether = (unread: ReadonlyMap<string, string>, most: number) => {
    if ([...unread.keys()].some(object => sizes.has(object))) return false
    const read = readSome(dir, [...unread.keys()], most)
    if (!read) return false
    for (const [object, bytes] of read) {
      sizes.set(object, bytes.length)
      if (bytes.length > budget.most(sizeLimitOf(unread.get(object) ?? ''))) continue
      budget.spend('tree-bytes', bytes.length)
      contents.set(object, bytes)
    }
    return true
  }

  const load = (wanted: Iterable<string>, most = Number.POSITIVE_INFINITY) => {
    const unread = new Map<string, string>()
    for (const path of wanted) {
      const object = objects.get(path)
      if (object !== undefined && !contents.has(object)) unread.set(object, path)
    }
    if (loadTogether(unread, Math.min(most, mostTogether))) return
    sizeAround(unread)
    let total = 0
    const fitting = [...unread].flatMap(([object, path]) => {
      const size = sizes.get(object)
      // One that is missing is told when it is asked for.
      if (size === undefined) return []
      if (size > budget.most(sizeLimitOf(path)) || (total > 0 && total + size > most)) return []
      total += size
      return [object]
    })
    budget.spend('tree-bytes', total)
    for (const [object, bytes] of readObjects(dir, fitting)) contents.set(object, bytes)
  }
  const prefetch = (wanted: Iterable<string>) => load(wanted)

  const readBytes = (path: string) => {
    const object = objects.get(path)
    if (object === undefined) return undefined
    if (!contents.has(object)) {
      // A process per file would cost more than the files: who reads one mostly reads the next.
      const start = paths.indexOf(path)
      const next = paths.slice(start + 1, start + batch).filter(other => readAhead.test(other))
      load([path, ...next], mostAhead)
      batch = Math.min(batch * 2, largestBatch)
    }
    const size = sizes.get(object)
    if (size === undefined) throw missingObject(path, countMissing(path))
    budget.hold(sizeLimitOf(path), size, () => startOf(path))
    return contents.get(object)
  }

  /** So many of the other files have no content here. */
  const countMissing = (path: string) => {
    sizeObjects(dir, [...objects.values()], sizes)
    return paths.filter(other => other !== path && !sizes.has(objects.get(other) ?? '')).length
  }

  return {
    paths,
    skipped: skipped.sort((a, b) => (a.what < b.what ? -1 : 1)),
    prefetch,
    read: path => readBytes(path)?.toString('utf8'),
    readBytes,
    identify: path => objects.get(path),
  }
}

/**
 * Names that are not UTF-8 are read with U+FFFD in place of what they have, so that two of them can be
 * one, and none can be opened.
 */
export const notUtf8 = 'under a name that is not UTF-8'

/** The mode tells what an entry is; undefined for a regular file. */
function whySkipped(mode: string): string | undefined {
  switch (mode) {
    case '100644':
    case '100755':
      return undefined
    case '120000':
      return 'a symbolic link'
    case '160000':
      return 'another git repository'
    default:
      return 'not a regular file'
  }
}

/** Asks for the sizes of objects that are not known yet; one that is missing has none. */
function sizeObjects(dir: string, objects: readonly string[], sizes: Map<string, number>): void {
  const unknown = objects.filter(object => !sizes.has(object))
  if (unknown.length === 0) return
  for (const line of listSizes(dir, unknown).split('\n')) {
    const [object = '', size] = line.split(' ')
    if (size !== undefined && /^\d+$/.test(size)) sizes.set(object, Number(size))
  }
}

const sizeFormat = '--batch-check=%(objectname) %(objectsize)'

function listSizes(dir: string, objects: readonly string[]): string {
  try {
    const input = `${objects.join('\n')}\n`
    return runGit(dir, ['cat-file', sizeFormat], { input }).toString('latin1')
  } catch (error) {
    if (!isMissing(error)) throw error
    // An old git ends at the first that it would have to fetch. It can list those that are here.
    const command = ['cat-file', '--batch-all-objects', '--unordered', sizeFormat] as const
    return runGit(dir, command).toString('latin1')
  }
}

/** The contents of objects, read by one process. */
function readObjects(dir: string, objects: readonly string[]): ReadonlyMap<string, Buffer> {
  if (objects.length === 0) return new Map()
  const input = `${objects.join('\n')}\n`
  return contentsIn(runGit(dir, ['cat-file', '--batch'], { input }), objects)
}

/** The same for as much as is asked for; nothing where it is more, or one of them is missing. */
function readSome(
  dir: string,
  objects: readonly string[],
  most: number,
): ReadonlyMap<string, Buffer> | undefined {
  if (objects.length === 0) return new Map()
  try {
    const input = `${objects.join('\n')}\n`
    const mostOutput = most + objects.length * mostHeader
    const output = runGit(dir, ['cat-file', '--batch'], { input, mostOutput })
    return output.includes(' missing\n') ? undefined : contentsIn(output, objects)
  } catch (error) {
    if (error instanceof OutputTooLarge || isMissing(error)) return undefined
    throw error
  }
}

/** What git prints before and after an object is no longer. */
const mostHeader = 128

function contentsIn(output: Buffer, objects: readonly string[]): ReadonlyMap<string, Buffer> {
  const contents = new Map<string, Buffer>()
  let at = 0
  for (const object of objects) {
    const end = output.indexOf(0x0a, at)
    const [, kind, size] = output.toString('utf8', at, end).split(' ')
    if (kind !== 'blob') throw new Error(`git gives ${kind} for the object ${object}`)
    const start = end + 1
    at = start + Number(size)
    contents.set(object, output.subarray(start, at))
    at += 1
  }
  return contents
}

function isMissing(error: unknown): boolean {
  return error instanceof FleetError && error.problems[0].code === 'WORKSPACE_OBJECT_MISSING'
}

function missingObject(path: string, others: number): FleetError {
  const more = others === 0 ? '' : `, nor that of ${others} more`
  return new FleetError(
    {
      code: 'WORKSPACE_OBJECT_MISSING',
      message: `this clone does not have the content of this file${more}`,
      location: startOf(path),
      hint: fetchHint,
    },
    { kind: 'environment' },
  )
}
