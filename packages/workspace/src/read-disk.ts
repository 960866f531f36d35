import type { Dirent } from 'node:fs'
import { Budget, FleetError } from '@bulkhead/diagnostics'
import { temporaryPath } from './check-path.ts'
import { diskObjects } from './disk-objects.ts'
import { environmentError, isErrno } from './environment-error.ts'
import { notUtf8 } from './git-files.ts'
import { HeldDirectories } from './held-directories.ts'
import { readBytes, readText } from './read-regular-file.ts'
import type { RepositoryFiles, SkippedPath } from './repository-files.ts'

/**
 * The files of a directory, listed at once and read when asked for. Leaves out `.git`,
 * `node_modules` and files that a run prepares; a directory with a `.git` of its own is another
 * repository. Links are not followed. A directory that does not exist has no files.
 *
 * @param under list only what lies below this directory, as `fleet`; paths stay relative to `dir`
 * @throws FleetError of kind `environment` for what cannot be listed or read
 */
export function readDisk(
  dir: string,
  under?: string,
  budget: Budget = new Budget(),
): RepositoryFiles {
  const held = new HeldDirectories(dir, 'read')
  let isHeld = false
  const holding = <T>(action: () => T): T => {
    if (!isHeld) {
      isHeld = true
      // Directories stay open for as long as one is read after the other, and no longer.
      queueMicrotask(() => {
        isHeld = false
        held.close()
      })
    }
    return action()
  }
  const { paths, skipped } = holding(() => listDirectory(held, budget, under))
  const listed = new Set(paths)
  const texts = new Map<string, string | undefined>()
  const read = <T>(path: string, how: (held: HeldDirectories, path: string, budget: Budget) => T) =>
    holding(() => how(held, path, budget))
  const bytesOf = (path: string) => (listed.has(path) ? read(path, readBytes) : undefined)
  const objects = diskObjects(dir, bytesOf)
  return {
    paths,
    skipped,
    read(path) {
      if (!listed.has(path)) return undefined
      if (!texts.has(path)) texts.set(path, read(path, readText))
      return texts.get(path)
    },
    readBytes: bytesOf,
    identify: path => (listed.has(path) ? objects(path) : undefined),
  }
}

interface Listing {
  readonly paths: string[]
  readonly skipped: SkippedPath[]
}

function listDirectory(held: HeldDirectories, budget: Budget, under?: string): Listing {
  const listing: Listing = { paths: [], skipped: [] }
  // An explicit stack, not `recursive: true`, which would walk all of `.git` and `node_modules`.
  const stack = [under === undefined ? '' : `${under}/`]
  let length = 0
  for (let prefix = stack.pop(); prefix !== undefined; prefix = stack.pop()) {
    const entries = readDirectory(held, prefix, listing)
    if (prefix !== '' && entries.some(({ name }) => name === '.git')) {
      listing.skipped.push({ what: prefix.slice(0, -1), why: 'another git repository' })
      continue
    }
    for (const entry of entries) {
      const path = prefix + entry.name
      length += path.length + 1
      if (entry.name.includes('\uFFFD')) listing.skipped.push({ what: path, why: notUtf8 })
      else if (entry.isFile()) listing.paths.push(path)
      else if (!entry.isDirectory()) listing.skipped.push({ what: path, why: kindOf(entry) })
      else if (entry.name !== '.git' && entry.name !== 'node_modules' && path !== temporaryPath)
        stack.push(`${path}/`)
    }
    budget.hold('tree-listing', length)
  }
  listing.paths.sort()
  listing.skipped.sort((a, b) => (a.what < b.what ? -1 : 1))
  return listing
}

function readDirectory(held: HeldDirectories, prefix: string, { skipped }: Listing): Dirent[] {
  const directory = prefix.slice(0, -1)
  try {
    return held.list(directory)
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return []
    // It was a directory when the one above was listed, or is what `under` names.
    if (directory !== '' && (isErrno(error, 'ENOTDIR') || isLink(error))) {
      skipped.push({ what: directory, why: isLink(error) ? 'a symbolic link' : 'not a directory' })
      return []
    }
    throw environmentError(error, directory || '.', 'read')
  }
}

function isLink(error: unknown): boolean {
  return error instanceof FleetError && error.problems[0].code === 'WORKSPACE_LINK'
}

function kindOf(entry: Dirent): string {
  return entry.isSymbolicLink() ? 'a symbolic link' : 'not a regular file'
}
