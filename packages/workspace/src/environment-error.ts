import { FleetError, startOf } from '@bulkhead/diagnostics'

/**
 * What the operating system refused, as something a user can act on. Returns any other error as it
 * is: that is a bug.
 *
 * @param path as the user knows it, relative to the repository
 */
export function environmentError(error: unknown, path: string, work: 'read' | 'write'): unknown {
  if (error instanceof FleetError || !hasCode(error)) return error
  const { code, message, hint } = explain(error.code, work)
  return new FleetError(
    { code, message: `cannot ${work} ${path}: ${message}`, location: startOf(path), hint },
    { kind: 'environment', cause: error },
  )
}

/** Does something with a path that writes; what the system refuses becomes a `FleetError`. */
export function attempt<T>(path: string, action: () => T): T {
  try {
    return action()
  } catch (error) {
    throw environmentError(error, path, 'write')
  }
}

/** Whether an error is the operating system's, with this code. */
export function isErrno(error: unknown, code: string): boolean {
  return hasCode(error) && error.code === code
}

function hasCode(error: unknown): error is Error & { readonly code: string } {
  return error instanceof Error && 'code' in error && 'syscall' in error
}

interface Explanation {
  readonly code: string
  readonly message: string
  readonly hint: string
}

function explain(errno: string, work: 'read' | 'write'): Explanation {
  switch (errno) {
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return {
        code: 'WORKSPACE_NO_SPACE',
        message: 'there is no space left',
        hint: 'Free some space and run again.',
      }
    case 'EROFS':
    case 'EACCES':
    case 'EPERM':
      return work === 'read'
        ? {
            code: 'WORKSPACE_UNREADABLE',
            message: 'permission denied',
            hint: 'Allow reading it and run again.',
          }
        : {
            code: 'WORKSPACE_READ_ONLY',
            message: errno === 'EROFS' ? 'the file system is read-only' : 'permission denied',
            hint: 'Allow writing there and run again.',
          }
    case 'ENOTDIR':
    case 'EEXIST':
    case 'EISDIR':
    case 'ENOTEMPTY':
      return {
        code: 'WORKSPACE_BLOCKED',
        message: 'something else stands in its place',
        hint: 'Move it away and run again.',
      }
    default:
      return { code: 'WORKSPACE_IO', message: errno, hint: 'Mend the cause and run again.' }
  }
}
