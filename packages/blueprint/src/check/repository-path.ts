import type { Problem } from '@bulkhead/diagnostics'

/** Why a path cannot be written: it must stay inside the repository and out of what is not ours. */
export function checkRepositoryPath(path: string): Problem | undefined {
  const segments = path.split('/')
  const fault = /[\\\0]/.test(path)
    ? 'has a character that no path of ours has'
    : segments.some(segment => segment === '' || segment === '.' || segment === '..')
      ? 'leads out of the repository'
      : segments[0]?.toLowerCase() === '.git'
        ? "is git's own"
        : segments[0] === 'fleet'
          ? 'belongs to the spec'
          : /^\.bulkhead\/(lock\.json$|journal|tmp(\/|$))/.test(path)
            ? 'is where bulkhead keeps its own record'
            : undefined
  if (!fault) return undefined
  return {
    code: 'PATH_OUTSIDE',
    message: `the path ${JSON.stringify(path)} ${fault}`,
    hint: 'Correct `to` in the pack that writes it.',
  }
}
