import { rmdirSync } from 'node:fs'
import { FleetError } from '@bulkhead/diagnostics'
import { ancestorsOf } from './ancestors.ts'
import { checkPath } from './check-path.ts'
import { attempt, isErrno } from './environment-error.ts'
import type { HeldDirectories } from './held-directories.ts'
import { refuseLinks } from './refuse-links.ts'

/** Removes the directories above paths that are gone, as far as they hold nothing else. */
export function pruneDirectories(held: HeldDirectories, paths: readonly string[]): void {
  const checked = new Set<string>()
  const inside = paths.filter(path => isInside(held, path, checked))
  const directories = new Set(inside.flatMap(ancestorsOf))
  // Longest first: a directory has a longer name than the one it lies in.
  for (const directory of [...directories].sort((a, b) => b.length - a.length)) {
    attempt(directory, () => removeIfEmpty(held, directory))
  }
}

/** Paths in a record are input: one that leads elsewhere is not followed. */
function isInside(held: HeldDirectories, path: string, checked: Set<string>): boolean {
  try {
    checkPath(path)
    refuseLinks(held, path, checked)
    return true
  } catch (error) {
    if (error instanceof FleetError) return false
    throw error
  }
}

const notEmptyOrGone = ['ENOTEMPTY', 'EEXIST', 'ENOENT', 'ENOTDIR'] as const

function removeIfEmpty(held: HeldDirectories, directory: string): void {
  held.release(directory)
  try {
    held.within(directory, way => rmdirSync(way))
  } catch (error) {
    if (!notEmptyOrGone.some(code => isErrno(error, code))) throw error
  }
}
