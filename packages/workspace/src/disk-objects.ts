import { createHash } from 'node:crypto'
import { lstatSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { FleetError } from '@bulkhead/diagnostics'
import { listFiles } from './list-files.ts'
import { runGit } from './run-git.ts'

/**
 * What git calls the content of files on disk. Git has noted it for those that have not changed
 * since they were added; others are read and hashed. Git itself is not asked to compare them: it
 * would run the filters that a repository configures.
 *
 * @param read the bytes of a file; nothing where there is none
 * @returns a function from a repository path to the id of its object; undefined where there is no
 *   file
 */
export function diskObjects(
  dir: string,
  read: (path: string) => Uint8Array | undefined,
): (path: string) => string | undefined {
  let index: ReadonlyMap<string, IndexEntry> | undefined
  return path => {
    index ??= readEntries(dir)
    const known = index.get(path)
    if (known && isUnchanged(dir, path, known)) return known.object
    const bytes = read(path)
    return bytes && objectId(bytes)
  }
}

/** The object of a file, and what git noted of the file when it was added or last compared. */
interface IndexEntry {
  readonly object: string
  readonly noted: readonly string[]
  /** When the index was written, in nanoseconds. */
  readonly written: bigint
}

/**
 * A file that git looks at (`H`; others it was told not to), and what it noted. A format that is not
 * known here matches nothing, and everything is hashed. (git-ls-files: -v, --debug)
 */
const entryPattern =
  /(?<=^|\n|\0)H 100\d{3} ([0-9a-f]+) 0\t([^\0]+)\0 {2}ctime: (\d+):(\d+)\n {2}mtime: (\d+):(\d+)\n {2}dev: \d+\tino: (\d+)\n {2}uid: (\d+)\tgid: (\d+)\n {2}size: (\d+)\tflags: 0\n/g

/** Nothing outside a repository, or where git is not to be had. */
function readEntries(dir: string): ReadonlyMap<string, IndexEntry> {
  const entries = new Map<string, IndexEntry>()
  try {
    const place = runGit(dir, ['rev-parse', '--git-path', 'index']).toString('utf8')
    // Before it is listed: if it is written meanwhile, more is hashed.
    const index = lstatSync(resolve(dir, place.replace(/\n$/, '')), noFailure)
    if (index === undefined) return entries
    const listing = listFiles(dir, ['ls-files', '-s', '-v', '-z', '--debug'], undefined, 4)
    for (const [, object = '', path = '', ...noted] of listing.matchAll(entryPattern)) {
      entries.set(path, { object, noted, written: index.mtimeNs })
    }
    return entries
  } catch (error) {
    if (error instanceof FleetError) return new Map()
    throw error
  }
}

const noFailure = { bigint: true, throwIfNoEntry: false } as const

function isUnchanged(dir: string, path: string, { noted, written }: IndexEntry): boolean {
  const stat = lstatSync(join(dir, path), noFailure)
  // What was written as late as the index can have been written again since.
  if (!stat?.isFile() || stat.mtimeNs >= written) return false
  const present = [
    ...secondsAndRest(stat.ctimeNs),
    ...secondsAndRest(stat.mtimeNs),
    ...[stat.ino, stat.uid, stat.gid, stat.size].map(lowerHalf),
  ]
  return present.every((value, i) => String(value) === noted[i])
}

function secondsAndRest(time: bigint): readonly bigint[] {
  return [lowerHalf(time / 1_000_000_000n), time % 1_000_000_000n]
}

/** All that git keeps of a number. */
function lowerHalf(value: bigint): bigint {
  return value & 0xffff_ffffn
}

/** (git-hash-object: the id of a blob) */
function objectId(bytes: Uint8Array): string {
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex')
}
