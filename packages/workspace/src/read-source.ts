import { dirname, relative, resolve, sep } from 'node:path'
import { FleetError } from '@bulkhead/diagnostics'
import { isWithin, workTreeAbove } from './boundary.ts'
import { HeldDirectories } from './held-directories.ts'
import { readText } from './read-regular-file.ts'
import type { RepositoryFiles } from './repository-files.ts'

/**
 * The text that a place of the repository refers to, for an excerpt of it. Nothing where there is
 * no such file, or it is not read: an excerpt never comes through a link of a repository.
 *
 * @param file relative to `dir`, or absolute where a build on disk names it
 */
export function readSource(dir: string, file: string): string | undefined {
  const path = resolve(dir, file)
  const top = isWithin(path, dir) ? dir : (workTreeAbove(dirname(path)) ?? dirname(path))
  const held = new HeldDirectories(top, 'read')
  try {
    return unlessRefused(() => readText(held, relative(top, path).replaceAll(sep, '/')))
  } finally {
    held.close()
  }
}

/** The same for a moment of the repository: nothing for a file that is too large to be read. */
export function sourceOf(files: Pick<RepositoryFiles, 'read'>, file: string): string | undefined {
  return unlessRefused(() => files.read(file))
}

function unlessRefused<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch (error) {
    if (error instanceof FleetError) return undefined
    throw error
  }
}
