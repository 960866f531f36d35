import { posix } from 'node:path'
import type { ManagedApplication } from '@bulkhead/state'

/** What is always a part of a fleet. */
const ownDirectories = ['fleet', 'apps', 'clusters', 'infrastructure', 'gitops', '.bulkhead']

/**
 * Tells whether a path is a part of the fleet: below its own directories, or where an Application or
 * something else leads. A link in a directory of documents is none of ours.
 *
 * @param others paths that something else leads to
 */
export function usedPaths(
  applications: readonly Pick<ManagedApplication, 'sources'>[],
  others: Iterable<string> = [],
): (path: string) => boolean {
  const used = new Set([...ownDirectories, ...others])
  for (const { sources } of applications) {
    for (const { path } of sources) {
      if (path !== undefined) used.add(posix.normalize(path).replace(/\/$/, ''))
    }
  }
  return path => {
    if (used.has('.')) return true
    for (let at = path; at !== '.' && at !== '/'; at = posix.dirname(at)) {
      if (used.has(at)) return true
    }
    return false
  }
}
