import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  statSync,
} from 'node:fs'
import { Budget, startOf } from '@bulkhead/diagnostics'
import { boundedFileSystem } from './bounded-file-system.ts'
import type { FileSystem } from './file-system.ts'

interface DiskOptions {
  /** Directories that everything must lie in, links resolved; without any, nothing is held. */
  readonly within?: readonly string[]
  /** What to say of a path that leads out of them, as in `"../x" leads to …`. */
  readonly outside?: string
  /** What may be read; by default as much as the usual limits say. */
  readonly budget?: Budget
}

/**
 * The files of this machine. Only regular files are read, none that is larger than its limit, and
 * devices and pipes are not opened. Links are followed, as kustomize does, but not out of `within`.
 */
export function diskFiles({
  within,
  outside = 'what lies outside',
  budget = new Budget(),
}: DiskOptions = {}): FileSystem {
  const isAllowed = (real: string) => within === undefined || within.some(top => isBelow(real, top))
  /** Where a file lies is only asked for where it matters. */
  const isOpenedWithin = (descriptor: number, path: string) =>
    within === undefined || isAllowed(placeOf(descriptor, path))
  const realOf = (path: string) =>
    unlessAbsent(() => (statSync(path, quietly) ? realpathSync.native(path) : undefined))
  const allowed = (path: string) => {
    if (within === undefined) return path
    const real = realOf(path)
    return real !== undefined && isAllowed(real) ? real : undefined
  }
  return boundedFileSystem({
    readFile(path) {
      const place = allowed(path)
      return place === undefined ? undefined : readRegularFile(place, { budget, isOpenedWithin })
    },
    isDirectory(path) {
      const place = allowed(path)
      return (
        place !== undefined &&
        (unlessAbsent(() => statSync(place, quietly))?.isDirectory() ?? false)
      )
    },
    realPath(path) {
      const real = realOf(path)
      return real !== undefined && isAllowed(real) ? real : undefined
    },
    whyUnread(path) {
      const real = realOf(path)
      return real !== undefined && !isAllowed(real) ? outside : undefined
    },
  })
}

/** The files of this machine, wherever they lie. */
export const diskFileSystem: FileSystem = diskFiles()

function readRegularFile(
  path: string,
  {
    budget,
    isOpenedWithin,
  }: { readonly budget: Budget; isOpenedWithin(descriptor: number, path: string): boolean },
): Uint8Array | undefined {
  return unlessAbsent(() => {
    // Asking first is far cheaper than an exception for each of the names that are only tried, and
    // opens no device and no pipe.
    if (!statSync(path, quietly)?.isFile()) return undefined
    const descriptor = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    try {
      const stat = fstatSync(descriptor)
      if (!stat.isFile() || !isOpenedWithin(descriptor, path)) return undefined
      const at = () => startOf(path)
      budget.hold('manifest-file', stat.size, at)
      const bytes = readFileSync(descriptor)
      budget.hold('manifest-file', bytes.length, at)
      budget.spend('tree-bytes', bytes.length)
      return bytes
    } finally {
      closeSync(descriptor)
    }
  })
}

/** Where an open file lies, whatever its path leads to by now; only Linux tells. */
function placeOf(descriptor: number, path: string): string {
  if (process.platform !== 'linux') return realpathSync.native(path)
  return readlinkSync(`/proc/self/fd/${descriptor}`)
}

function isBelow(path: string, top: string): boolean {
  return path === top || path.startsWith(top.endsWith('/') ? top : `${top}/`)
}

const quietly = { throwIfNoEntry: false } as const

const absences = new Set(['ENOENT', 'ENOTDIR', 'EISDIR', 'ELOOP', 'ENAMETOOLONG', 'EACCES'])
/** What Node says of a path with a NUL in it. */
const impossible = 'ERR_INVALID_ARG_VALUE'

function unlessAbsent<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (absences.has(code) || code === impossible) return undefined
    throw error
  }
}
