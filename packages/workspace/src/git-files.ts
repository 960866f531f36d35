import { Budget, FleetError, startOf } from '@bulkhead/diagnostics'
import type { RepositoryFiles, SkippedPath } from './repository-files.ts'
import { runGit } from './run-git.ts'
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
    const why = whySkipped(mode)
    if (why === undefined) objects.set(path, object)
    else skipped.push({ what: path, why })
  }
  const paths = [...objects.keys()].sort()
  const contents = new Map<string, Buffer>()
  const sizes = new Map<string, number>()
  let batch = firstBatch

  const load = (wanted: Iterable<string>, most = Number.POSITIVE_INFINITY) => {
    const missing = new Map<string, string>()
    for (const path of wanted) {
      const object = objects.get(path)
      if (object !== undefined && !contents.has(object)) missing.set(object, path)
    }
    sizeObjects(dir, [...missing.keys()], sizes)
    let total = 0
    const fitting = [...missing].flatMap(([object, path]) => {
      const size = sizes.get(object) ?? 0
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
    budget.hold(sizeLimitOf(path), sizes.get(object) ?? 0, () => startOf(path))
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

/** Asks for the sizes of objects that are not known yet; one that is missing has none. */
function sizeObjects(dir: string, objects: readonly string[], sizes: Map<string, number>): void {
  const unknown = objects.filter(object => !sizes.has(object))
  if (unknown.length === 0) return
  const format = '--batch-check=%(objectname) %(objectsize)'
  const output = runGit(dir, ['cat-file', format], `${unknown.join('\n')}\n`).toString('utf8')
  for (const line of output.split('\n')) {
    const [object = '', size] = line.split(' ')
    if (size !== undefined && /^\d+$/.test(size)) sizes.set(object, Number(size))
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
