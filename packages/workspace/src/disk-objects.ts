import { createHash } from 'node:crypto'
import { FleetError } from '@bulkhead/diagnostics'
import { runGit } from './run-git.ts'

/**
 * What git calls the content of files on disk. Git knows it of those that it has not seen change
 * since they were added; others are read and hashed.
 *
 * @param read the bytes of a file; nothing where there is none
 * @returns a function from a repository path to the id of its object; undefined where there is no
 *   file
 */
export function diskObjects(
  dir: string,
  read: (path: string) => Uint8Array | undefined,
): (path: string) => string | undefined {
  let unchanged: ReadonlyMap<string, string> | undefined
  return path => {
    unchanged ??= unchangedFiles(dir)
    const known = unchanged.get(path)
    if (known !== undefined) return known
    const bytes = read(path)
    return bytes && objectId(bytes)
  }
}

/** Nothing outside a repository, or where git is not to be had. */
function unchangedFiles(dir: string): ReadonlyMap<string, string> {
  try {
    const changed = new Set(records(dir, ['diff-files', '--name-only', '--relative', '-z']))
    const files = new Map<string, string>()
    for (const record of records(dir, ['ls-files', '-s', '-v', '-z'])) {
      // `H` is a file that git looks at; others it was told not to. (git-ls-files: -v)
      const [, object, path] = /^H 100\d{3} ([0-9a-f]+) 0\t(.*)$/s.exec(record) ?? []
      if (object !== undefined && path !== undefined && !changed.has(path)) files.set(path, object)
    }
    return files
  } catch (error) {
    if (error instanceof FleetError) return new Map()
    throw error
  }
}

function records(dir: string, args: readonly string[]): readonly string[] {
  return runGit(dir, args).toString('utf8').split('\0').filter(Boolean)
}

/** (git-hash-object: the id of a blob) */
function objectId(bytes: Uint8Array): string {
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex')
}
