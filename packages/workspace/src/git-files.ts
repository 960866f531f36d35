import { FleetError } from '@bulkhead/diagnostics'
import type { RepositoryFiles, SkippedPath } from './repository-files.ts'
import { runGit } from './run-git.ts'

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

/** Offers listed objects as files; reads no object before it is asked for. */
export function gitFiles(dir: string, entries: readonly GitEntry[]): GitFiles {
  const objects = new Map<string, string>()
  const skipped: SkippedPath[] = []
  for (const { path, mode, object } of entries) {
    const why = whySkipped(mode)
    if (why === undefined) objects.set(path, object)
    else skipped.push({ what: path, why })
  }
  const paths = [...objects.keys()].sort()
  const contents = new Map<string, Buffer>()
  let batch = firstBatch

  const prefetch = (wanted: Iterable<string>) => {
    const missing = new Set<string>()
    for (const path of wanted) {
      const object = objects.get(path)
      if (object !== undefined && !contents.has(object)) missing.add(object)
    }
    for (const [object, bytes] of readObjects(dir, [...missing])) contents.set(object, bytes)
  }

  const readBytes = (path: string) => {
    const object = objects.get(path)
    if (object === undefined) return undefined
    if (!contents.has(object)) {
      // A process per file would cost more than the files: who reads one mostly reads the next.
      const start = paths.indexOf(path)
      prefetch(paths.slice(start, start + batch))
      batch = Math.min(batch * 2, largestBatch)
    }
    return contents.get(object)
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

/** The contents of objects, read by one process. */
function readObjects(dir: string, objects: readonly string[]): Map<string, Buffer> {
  const contents = new Map<string, Buffer>()
  if (objects.length === 0) return contents
  const output = runGit(dir, ['cat-file', '--batch'], `${objects.join('\n')}\n`)
  let at = 0
  for (const object of objects) {
    const end = output.indexOf(0x0a, at)
    const [, kind, size] = output.toString('utf8', at, end).split(' ')
    if (kind !== 'blob') throw missingObject(object)
    const start = end + 1
    at = start + Number(size)
    contents.set(object, output.subarray(start, at))
    at += 1
  }
  return contents
}

function missingObject(object: string): FleetError {
  return new FleetError(
    {
      code: 'WORKSPACE_OBJECT_MISSING',
      message: `git has no content for the object ${object}`,
      hint: 'Run `git fsck`; a partial clone needs `git fetch --refetch`.',
    },
    { kind: 'environment' },
  )
}
