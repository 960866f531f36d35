import { readFileSync, realpathSync, statSync } from 'node:fs'
import type { FileSystem } from './file-system.ts'

/** The files of this machine. */
export const diskFileSystem: FileSystem = {
  readFile(path) {
    // Asking first is far cheaper than an exception for each of the names that are only tried.
    return unlessAbsent(() => (statSync(path, quietly)?.isFile() ? readFileSync(path) : undefined))
  },
  isDirectory: path => unlessAbsent(() => statSync(path, quietly))?.isDirectory() ?? false,
  realPath(path) {
    return unlessAbsent(() => (statSync(path, quietly) ? realpathSync.native(path) : undefined))
  },
}

const quietly = { throwIfNoEntry: false } as const

const absences = new Set(['ENOENT', 'ENOTDIR', 'EISDIR', 'ELOOP', 'ENAMETOOLONG', 'EACCES'])

function unlessAbsent<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch (error) {
    if (error instanceof Error && 'code' in error && absences.has(String(error.code))) {
      return undefined
    }
    throw error
  }
}
