import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { temporaryPath } from './check-path.ts'
import { environmentError } from './environment-error.ts'
import type { HeldDirectories } from './held-directories.ts'
import { journalPath } from './provenance-store.ts'
import { removeTree } from './remove-tree.ts'
import type { Change } from './verdict.ts'

/** A file that is complete, under a temporary name. */
export interface StagedFile {
  readonly path: string
  /** Where it lies, in the repository. */
  readonly temporary: string
}

interface Staging {
  readonly writes: readonly Change[]
  /** The mode to give to a file that has one already. */
  readonly modes: ReadonlyMap<string, number>
  /** The text of the journal. */
  readonly record: string
}

interface Staged {
  readonly files: readonly StagedFile[]
  readonly journal: string
}

/** Writes all new content under temporary names. Leaves nothing behind when that fails. */
export function stageFiles(held: HeldDirectories, { writes, modes, record }: Staging): Staged {
  let current = temporaryPath
  let made = temporaryPath
  try {
    if (!held.has('.bulkhead')) {
      held.within('.bulkhead', way => mkdirSync(way))
      made = '.bulkhead'
    }
    removeTree(held, temporaryPath)
    held.within(temporaryPath, way => mkdirSync(way))
    const files: StagedFile[] = []
    for (const [index, { path, after = '' }] of writes.entries()) {
      current = path
      const temporary = `${temporaryPath}/${index}`
      held.within(temporary, way => {
        writeFileSync(way, after, { flag: 'wx' })
        const mode = modes.get(path)
        if (mode !== undefined) chmodSync(way, mode)
      })
      files.push({ path, temporary })
    }
    current = journalPath
    const journal = `${temporaryPath}/journal`
    held.within(journal, way => writeFileSync(way, record, { flag: 'wx', flush: true }))
    return { files, journal }
  } catch (error) {
    discard(held, made)
    throw environmentError(error, current, 'write')
  }
}

function discard(held: HeldDirectories, path: string): void {
  try {
    removeTree(held, path)
  } catch {
    // The failure that led here is the one to report; the next run removes what is left.
  }
}
