import { lstatSync, realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * The directory that what is built from a path must lie in: the work tree of git that holds it, or
 * `dir` where that does. Links are resolved. Nothing where neither holds it; `dir` for what is not there.
 */
export function boundaryOf(path: string, dir: string): string | undefined {
  const [real, base] = [realOf(path), realOf(dir)]
  if (real === undefined) return base
  const tree = workTreeAbove(real)
  if (tree !== undefined) return tree
  return base !== undefined && isWithin(real, base) ? base : undefined
}

/** The nearest directory, at a path or above it, that has a `.git`. */
export function workTreeAbove(path: string): string | undefined {
  for (let at = path; ; at = dirname(at)) {
    if (isThere(join(at, '.git'))) return at
    if (dirname(at) === at) return undefined
  }
}

/** A path below a file is nowhere, and one that may not be looked at is as good as that. */
function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined
  } catch {
    return false
  }
}

/** Whether a path is a directory or lies below it, by its name alone. */
export function isWithin(path: string, directory: string): boolean {
  return path === directory || path.startsWith(join(directory, '/'))
}

function realOf(path: string): string | undefined {
  try {
    return realpathSync.native(path)
  } catch {
    return undefined
  }
}
