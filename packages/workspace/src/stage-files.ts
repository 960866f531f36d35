import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { temporaryPath } from './check-path.ts'
import { environmentError } from './environment-error.ts'
import { journalPath } from './provenance-store.ts'
import type { Change } from './verdict.ts'

/** A file that is complete, under a temporary name. */
export interface StagedFile {
  readonly path: string
  /** Where it lies, absolute. */
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
export function stageFiles(dir: string, { writes, modes, record }: Staging): Staged {
  const directory = join(dir, temporaryPath)
  let current = temporaryPath
  let created: string | undefined
  try {
    rmSync(directory, { recursive: true, force: true })
    created = mkdirSync(directory, { recursive: true })
    const files: StagedFile[] = []
    for (const [index, { path, after = '' }] of writes.entries()) {
      current = path
      const temporary = join(directory, String(index))
      writeFileSync(temporary, after, { flag: 'wx' })
      const mode = modes.get(path)
      if (mode !== undefined) chmodSync(temporary, mode)
      files.push({ path, temporary })
    }
    current = journalPath
    const journal = join(directory, 'journal')
    writeFileSync(journal, record, { flag: 'wx', flush: true })
    return { files, journal }
  } catch (error) {
    discard(created ?? directory)
    throw environmentError(error, current, 'write')
  }
}

function discard(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true })
  } catch {
    // The failure that led here is the one to report; the next run removes what is left.
  }
}
