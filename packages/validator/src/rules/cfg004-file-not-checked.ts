import { posix } from 'node:path'
import { startOf } from '@bulkhead/diagnostics'
import type { Rule } from '../rule.ts'
import type { Snapshot } from '../snapshot.ts'

export const fileNotChecked: Rule = {
  id: 'CFG004',
  name: 'file-not-checked',
  severity: 'error',
  summary: 'Rules can read every file that the fleet consists of.',

  *check(snapshot) {
    const isUsed = usedPaths(snapshot)
    for (const { what, why } of snapshot.unreadPaths) {
      if (!isUsed(what)) continue
      yield {
        message: `${what} is ${why}, and no rule looks at what it leads to or holds`,
        location: startOf(what),
        hint: 'Put a file of this repository in its place, or accept it in `spec.unchecked`.',
        subject: what,
      }
    }
  },
}

/** What is always a part of a fleet. */
const ownDirectories = ['fleet', 'apps', 'clusters', 'infrastructure', 'gitops', '.bulkhead']

/**
 * Tells whether a path is a part of the fleet: below its own directories, or where an Application or
 * a kustomization leads. A link in a directory of documents is none of ours.
 */
function usedPaths({ delivery, roots }: Snapshot): (path: string) => boolean {
  const used = new Set(ownDirectories)
  for (const { sources } of delivery.applications) {
    for (const { path } of sources) if (path !== undefined) used.add(posix.normalize(path))
  }
  for (const file of roots.files.values()) {
    used.add(posix.dirname(file))
    for (const path of roots.reach(file)) used.add(path)
  }
  return path => {
    if (used.has('.')) return true
    for (let at = path; at !== '.' && at !== '/'; at = posix.dirname(at)) {
      if (used.has(at)) return true
    }
    return false
  }
}
