import { isOwnRecord, pathFault } from '@bulkhead/blueprint'
import { FleetError } from '@bulkhead/diagnostics'

/** Where a run prepares its files: same file system as the repository, so that renames are atomic. */
export const temporaryPath = '.bulkhead/tmp'

/**
 * Holds a path to what `pathFault` accepts, and out of what Bulkhead keeps its own books in.
 *
 * @throws FleetError `WORKSPACE_PATH`
 */
export function checkPath(path: string): void {
  const fault =
    pathFault(path) ?? (isOwnRecord(path) ? 'is where bulkhead keeps its own record' : undefined)
  if (fault === undefined) return
  throw new FleetError({
    code: 'WORKSPACE_PATH',
    message: `the path ${JSON.stringify(path)} ${fault}`,
    hint: 'Correct the name or the pack that this path is made from; nothing was written.',
  })
}
