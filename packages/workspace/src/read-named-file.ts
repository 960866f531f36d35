import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { FleetError } from '@bulkhead/diagnostics'

/**
 * Reads a file that somebody names on the command line.
 *
 * @param cwd what its name is relative to
 * @param what what the file is for, as in `the answer file x cannot be read`
 * @throws FleetError `code` when it cannot be read
 */
export function readNamedFile(
  file: string,
  cwd: string,
  { code, what, hint }: { readonly code: string; readonly what: string; readonly hint: string },
): string {
  try {
    return readFileSync(resolve(cwd, file), 'utf8')
  } catch (cause) {
    throw new FleetError({ code, message: `${what} ${file} cannot be read`, hint }, { cause })
  }
}
