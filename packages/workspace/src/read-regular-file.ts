import { closeSync, constants, fstatSync, lstatSync, openSync, readSync, type Stats } from 'node:fs'
import { Budget, FleetError, startOf } from '@bulkhead/diagnostics'
import { environmentError, isErrno } from './environment-error.ts'
import type { HeldDirectories } from './held-directories.ts'
import { sizeLimitOf } from './size-limits.ts'

const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants

/** What a file is read into first: most are smaller. A text is made of it before the next read. */
let shared = Buffer.allocUnsafeSlow(64 * 1024)

/** A larger one is not kept from one file to the next. */
const mostShared = 1024 * 1024

/**
 * The one function that reads a file of a repository. No link is followed, at no step of the path,
 * also where one appears while the file is being opened. Only a regular file is read, which is
 * held to its limit first, by what was opened; no more than the limit is read of one that grows.
 *
 * @returns the bytes, which are good until the next read; nothing where nothing is
 * @throws FleetError of kind `environment`: `WORKSPACE_LINK`, `WORKSPACE_NOT_A_FILE`,
 *   `LIMIT_EXCEEDED`, or what the system refuses
 */
function readRegularFile(held: HeldDirectories, path: string, budget: Budget): Buffer | undefined {
  try {
    return held.within(path, way => {
      // What is no file is not even opened: that alone does something to a device or a pipe.
      const stat = lstatSync(way, { throwIfNoEntry: false })
      if (stat === undefined) return undefined
      if (!stat.isFile()) throw notAFile(path, stat)
      return readOpened(way, path, budget)
    })
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return undefined
    if (isErrno(error, 'ELOOP')) throw notAFile(path, undefined)
    throw environmentError(error, path, 'read')
  }
}

function readOpened(way: string, path: string, budget: Budget): Buffer {
  const descriptor = openSync(way, O_RDONLY | O_NOFOLLOW | O_NONBLOCK)
  try {
    const stat = fstatSync(descriptor)
    if (!stat.isFile()) throw notAFile(path, stat)
    const limit = sizeLimitOf(path)
    const at = () => startOf(path)
    budget.hold(limit, stat.size, at)
    const bytes = readAll(descriptor, stat.size, budget.most(limit))
    budget.hold(limit, bytes.length, at)
    budget.spend('tree-bytes', bytes.length)
    return bytes
  } finally {
    closeSync(descriptor)
  }
}

/** One byte more than is expected tells the end of a file from one that has grown. */
function readAll(descriptor: number, size: number, most: number): Buffer {
  let buffer = size < shared.length ? shared : Buffer.allocUnsafeSlow(size + 1)
  let length = 0
  for (;;) {
    const count = readSync(descriptor, buffer, length, buffer.length - length, null)
    length += count
    if (count === 0 || length > most) break
    if (length === buffer.length) {
      const larger = Buffer.allocUnsafeSlow(buffer.length * 2)
      buffer.copy(larger)
      buffer = larger
    } else if (length >= size) break
  }
  if (buffer.length > shared.length && buffer.length <= mostShared) shared = buffer
  return buffer.subarray(0, length)
}

function notAFile(path: string, stat: Stats | undefined): FleetError {
  const what = stat === undefined || stat.isSymbolicLink() ? 'a symbolic link' : kindOf(stat)
  return new FleetError(
    {
      code: what === 'a symbolic link' ? 'WORKSPACE_LINK' : 'WORKSPACE_NOT_A_FILE',
      message: `cannot read ${path}: it is ${what}`,
      location: startOf(path),
      hint: 'Put the file itself there.',
    },
    { kind: 'environment' },
  )
}

function kindOf(stat: Stats): string {
  if (stat.isDirectory()) return 'a directory'
  if (stat.isFIFO()) return 'a pipe'
  if (stat.isSocket()) return 'a socket'
  return 'a device'
}

/** The text of a file, read as `readRegularFile` does; nothing where there is none. */
export function readText(
  held: HeldDirectories,
  path: string,
  budget: Budget = new Budget(),
): string | undefined {
  return readRegularFile(held, path, budget)?.toString('utf8')
}

/** The bytes of a file, read as `readRegularFile` does; nothing where there is none. */
export function readBytes(
  held: HeldDirectories,
  path: string,
  budget: Budget = new Budget(),
): Uint8Array | undefined {
  const bytes = readRegularFile(held, path, budget)
  return bytes && Uint8Array.prototype.slice.call(bytes)
}
