import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'
import { resolve } from 'node:path'
import { Budget, FleetError } from '@bulkhead/diagnostics'

/**
 * Reads a file that somebody names on the command line. It may be a link or a pipe, as
 * `/dev/stdin` is: a person chose it. No more than the limit is read of it.
 *
 * @param cwd what its name is relative to
 * @param what what the file is for, as in `the answer file x cannot be read`
 * @throws FleetError `code` when it cannot be read, `LIMIT_EXCEEDED` when it is too large
 */
export function readNamedFile(
  file: string,
  cwd: string,
  { code, what, hint }: { readonly code: string; readonly what: string; readonly hint: string },
  budget: Budget = new Budget(),
): string {
  try {
    return readBounded(resolve(cwd, file), file, budget)
  } catch (cause) {
    if (cause instanceof FleetError) throw cause
    throw new FleetError({ code, message: `${what} ${file} cannot be read`, hint }, { cause })
  }
}

function readBounded(path: string, file: string, budget: Budget): string {
  const at = { file, line: 1, column: 1 }
  const descriptor = openSync(path, constants.O_RDONLY)
  try {
    budget.hold('named-file', fstatSync(descriptor).size, at)
    const chunks: Buffer[] = []
    for (let total = 0; ;) {
      const chunk = Buffer.allocUnsafe(64 * 1024)
      const count = readSync(descriptor, chunk, 0, chunk.length, null)
      if (count === 0) return Buffer.concat(chunks).toString('utf8')
      total += count
      budget.hold('named-file', total, at)
      chunks.push(chunk.subarray(0, count))
    }
  } finally {
    closeSync(descriptor)
  }
}
