import { ancestorsOf } from './ancestors.ts'
import type { HeldDirectories } from './held-directories.ts'

/**
 * The way to a path may not lead through a symbolic link, which could lead out of the repository.
 *
 * @param checked the directories found to be real ones so far; grows
 * @throws FleetError `WORKSPACE_LINK`
 */
export function refuseLinks(held: HeldDirectories, path: string, checked: Set<string>): void {
  for (const ancestor of ancestorsOf(path).toReversed()) {
    if (checked.has(ancestor)) continue
    if (!held.has(ancestor)) return
    checked.add(ancestor)
  }
}
