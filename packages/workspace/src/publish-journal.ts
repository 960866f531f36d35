import { closeSync, fsyncSync, openSync } from 'node:fs'
import { hashText } from '@bulkhead/blueprint'
import { attempt } from './environment-error.ts'
import type { HeldDirectories } from './held-directories.ts'
import { journalAside, journalPath } from './provenance-store.ts'
import { readText } from './read-regular-file.ts'
import { rename } from './rename.ts'

/**
 * Gives the journal its name. An unfinished run with another plan may have left files that only its
 * own journal knows, so that one is set aside, not replaced, until a run finishes.
 */
export function publishJournal(held: HeldDirectories, staged: string): void {
  attempt(journalPath, () => {
    const unfinished = readText(held, journalPath)
    if (unfinished !== undefined) {
      rename(held, journalPath, journalAside(hashText(unfinished)))
    }
    rename(held, staged, journalPath)
    syncDirectory(held.name('.bulkhead'))
  })
}

/** Makes the name of the journal as durable as its content, where the platform can. */
function syncDirectory(directory: string): void {
  if (process.platform === 'win32') return
  const descriptor = openSync(directory, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}
