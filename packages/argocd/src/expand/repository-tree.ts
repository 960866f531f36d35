import { posix } from 'node:path'

/** One revision of a git repository, as far as generators look at it. Paths begin at its root. */
export interface RepositoryTree {
  /** Every file. */
  listFiles(): Iterable<string>
  /** Every directory, without the root. */
  listDirectories(): Iterable<string>
  /** The text of a file; nothing when there is none. */
  readFile(path: string): string | undefined
}

/** The repositories that are at hand; nothing for one that is not. */
export type Repositories = (repoURL: string, revision: string) => RepositoryTree | undefined

/** A tree that exists only in memory. Its directories are those that files are in. */
export function memoryRepository(files: Readonly<Record<string, string>>): RepositoryTree {
  const contents = new Map(Object.entries(files))
  return {
    listFiles: () => contents.keys(),
    listDirectories: () => directoriesOf(contents.keys()),
    readFile: path => contents.get(path),
  }
}

/** The directories that files are in, each before those within it. Git knows no empty ones. */
export function directoriesOf(files: Iterable<string>): readonly string[] {
  const found = new Set<string>()
  for (const file of files) {
    for (let parent = posix.dirname(file); parent !== '.' && !found.has(parent);) {
      found.add(parent)
      parent = posix.dirname(parent)
    }
  }
  // Step by step, as a walk through the directories meets them.
  return [...found].sort((a, b) => {
    const [left, right] = [a.split('/'), b.split('/')]
    for (let i = 0; i < Math.min(left.length, right.length); i++) {
      const [x = '', y = ''] = [left[i], right[i]]
      if (x !== y) return x < y ? -1 : 1
    }
    return left.length - right.length
  })
}
