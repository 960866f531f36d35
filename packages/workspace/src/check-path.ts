import { provenancePath } from '@bulkhead/blueprint'
import { FleetError } from '@bulkhead/diagnostics'
import { isJournal } from './provenance-store.ts'

/** Where a run prepares its files: same file system as the repository, so that renames are atomic. */
export const temporaryPath = '.bulkhead/tmp'

/**
 * Holds a path to the repository: relative, with `/`, no `.` or `..`, nothing of git's and nothing
 * that Bulkhead keeps its own books in.
 *
 * @throws FleetError `WORKSPACE_PATH`
 */
export function checkPath(path: string): void {
  const fault = pathFault(path)
  if (fault === undefined) return
  throw new FleetError({
    code: 'WORKSPACE_PATH',
    message: `the path ${JSON.stringify(path)} ${fault}`,
    hint: 'Correct the name or the pack that this path is made from; nothing was written.',
  })
}

function pathFault(path: string): string | undefined {
  if (path === '') return 'is empty'
  if (path.startsWith('/') || /^[a-z]:/i.test(path)) return 'is absolute'
  if (path.includes('\\') || path.includes('\0')) return 'has a character that no path may have'
  const segments = path.split('/')
  if (segments.includes('..')) return 'leads out of the repository'
  if (segments.includes('') || segments.includes('.')) return 'is not in its shortest form'
  // File systems that fold case would let `.GIT/hooks` reach git's own files.
  if (segments.some(segment => segment.toLowerCase() === '.git')) return 'belongs to git'
  if (path === provenancePath || isJournal(path) || `${path}/`.startsWith(`${temporaryPath}/`))
    return 'is where bulkhead keeps its own record'
  return undefined
}
