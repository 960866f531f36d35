import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { environmentError, isErrno } from './environment-error.ts'

/** The text of a file; undefined when there is none. */
export function readIfPresent(dir: string, path: string): string | undefined {
  try {
    return readFileSync(join(dir, path), 'utf8')
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return undefined
    throw environmentError(error, path, 'read')
  }
}
