import { readdirSync, type Dirent } from 'node:fs'
import { join } from 'node:path'
import { temporaryPath } from './check-path.ts'
import { diskObjects } from './disk-objects.ts'
import { environmentError, isErrno } from './environment-error.ts'
import { readBytesIfPresent, readIfPresent } from './read-if-present.ts'
import type { RepositoryFiles, SkippedPath } from './repository-files.ts'

/**
 * The files of a directory, listed at once and read when asked for. Leaves out `.git`,
 * `node_modules` and files that a run prepares; a directory with a `.git` of its own is another
 * repository. Links are not followed. A directory that does not exist has no files.
 *
 * @param under list only what lies below this directory, as `fleet`; paths stay relative to `dir`
 * @throws FleetError of kind `environment` for what cannot be listed or read
 */
export function readDisk(dir: string, under?: string): RepositoryFiles {
  const { paths, skipped } = listDirectory(dir, under)
  const listed = new Set(paths)
  const texts = new Map<string, string | undefined>()
  const objects = diskObjects(dir)
  return {
    paths,
    skipped,
    read(path) {
      if (!listed.has(path)) return undefined
      if (!texts.has(path)) texts.set(path, readIfPresent(dir, path))
      return texts.get(path)
    },
    readBytes: path => (listed.has(path) ? readBytesIfPresent(dir, path) : undefined),
    identify: path => (listed.has(path) ? objects(path) : undefined),
  }
}

interface Listing {
  readonly paths: string[]
  readonly skipped: SkippedPath[]
}

function listDirectory(dir: string, under?: string): Listing {
  const listing: Listing = { paths: [], skipped: [] }
  // An explicit stack, not `recursive: true`, which would walk all of `.git` and `node_modules`.
  const stack = [under === undefined ? '' : `${under}/`]
  for (let prefix = stack.pop(); prefix !== undefined; prefix = stack.pop()) {
    const entries = readDirectory(dir, prefix)
    if (prefix !== '' && entries.some(({ name }) => name === '.git')) {
      listing.skipped.push({ what: prefix.slice(0, -1), why: 'another git repository' })
      continue
    }
    for (const entry of entries) {
      const path = prefix + entry.name
      if (entry.isFile()) listing.paths.push(path)
      else if (!entry.isDirectory()) listing.skipped.push({ what: path, why: kindOf(entry) })
      else if (entry.name !== '.git' && entry.name !== 'node_modules' && path !== temporaryPath)
        stack.push(`${path}/`)
    }
  }
  listing.paths.sort()
  listing.skipped.sort((a, b) => (a.what < b.what ? -1 : 1))
  return listing
}

function readDirectory(dir: string, prefix: string): Dirent[] {
  try {
    return readdirSync(join(dir, prefix), { withFileTypes: true })
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return []
    throw environmentError(error, prefix || '.', 'read')
  }
}

function kindOf(entry: Dirent): string {
  return entry.isSymbolicLink() ? 'a symbolic link' : 'not a regular file'
}
