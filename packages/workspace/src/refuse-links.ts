import { lstatSync } from 'node:fs'
import { join } from 'node:path'
import { FleetError, startOf } from '@bulkhead/diagnostics'
import { ancestorsOf } from './ancestors.ts'

/**
 * The way to a path may not lead through a symbolic link, which could lead out of the repository.
 *
 * @param checked the directories found to be real ones so far; grows
 * @throws FleetError `WORKSPACE_LINK`
 */
export function refuseLinks(dir: string, path: string, checked: Set<string>): void {
  for (const ancestor of ancestorsOf(path).toReversed()) {
    if (checked.has(ancestor)) continue
    const stat = lstatSync(join(dir, ancestor), { throwIfNoEntry: false })
    if (stat?.isSymbolicLink()) {
      throw new FleetError(
        {
          code: 'WORKSPACE_LINK',
          message: `cannot write ${path}: ${ancestor} is a symbolic link`,
          location: startOf(ancestor),
          hint: 'Put a directory in the place of the link; nothing was written.',
        },
        { kind: 'environment' },
      )
    }
    if (!stat?.isDirectory()) return
    checked.add(ancestor)
  }
}
