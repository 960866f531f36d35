import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { environmentError, isErrno } from './environment-error.ts'

/** The text of a file; undefined when there is none. */
export function readIfPresent(dir: string, path: string): string | undefined {
  return ifPresent(path, () => readFileSync(join(dir, path), 'utf8'))
}

/** The bytes of a file; undefined when there is none. */
export function readBytesIfPresent(dir: string, path: string): Uint8Array | undefined {
  return ifPresent(path, () => readFileSync(join(dir, path)))
}

function ifPresent<T>(path: string, read: () => T): T | undefined {
  try {
    return read()
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return undefined
    throw environmentError(error, path, 'read')
  }
}
