import { fileURLToPath } from 'node:url'

/** The file that starts this program: the bin of the package, or that of a checkout. */
export function programFile(): string {
  // Sources and bundle both lie in a directory beside that of the bin.
  return fileURLToPath(new URL('../bin/bulkhead.js', import.meta.url))
}
