import type { Problem } from '@bulkhead/diagnostics'
import { pathFault } from './path-fault.ts'

/** Why a pack cannot write to a path: it must stay inside the repository and out of what is not its. */
export function checkRepositoryPath(path: string): Problem | undefined {
  const fault =
    pathFault(path) ??
    (path === 'fleet' || path.startsWith('fleet/')
      ? 'belongs to the spec'
      : isOwnRecord(path)
        ? 'is where bulkhead keeps its own record'
        : undefined)
  if (!fault) return undefined
  return {
    code: 'PATH_OUTSIDE',
    message: `the path ${JSON.stringify(path)} ${fault}`,
    hint: 'Correct `to` in the pack that writes it.',
  }
}

/** Whether a path is the lock, a journal or where a run prepares its files. */
export function isOwnRecord(path: string): boolean {
  return /^\.bulkhead\/(?:lock\.json(?:\/|$)|journal|tmp(?:\/|$))/.test(path)
}
