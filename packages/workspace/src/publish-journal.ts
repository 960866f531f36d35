import { closeSync, fsyncSync, openSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { hashText } from '@bulkhead/blueprint'
import { attempt } from './environment-error.ts'
import { journalAside, journalPath } from './provenance-store.ts'
import { readIfPresent } from './read-if-present.ts'

/**
 * Gives the journal its name. An unfinished run with another plan may have left files that only its
 * own journal knows, so that one is set aside, not replaced, until a run finishes.
 */
export function publishJournal(dir: string, staged: string): void {
  attempt(journalPath, () => {
    const unfinished = readIfPresent(dir, journalPath)
    if (unfinished !== undefined) {
      renameSync(join(dir, journalPath), join(dir, journalAside(hashText(unfinished))))
    }
    renameSync(staged, join(dir, journalPath))
    syncDirectory(join(dir, '.bulkhead'))
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
