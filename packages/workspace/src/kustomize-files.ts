import { posix } from 'node:path'
import type { FileSystem } from '@bulkhead/kustomize'
import type { RepositoryFiles } from './repository-files.ts'

/**
 * A repository as the file system of a build: of a commit or the index nothing is checked out. The
 * repository is at `/`; links are not in it, and it is told where they are.
 */
export function kustomizeFiles(
  files: Pick<RepositoryFiles, 'paths' | 'skipped' | 'readBytes'>,
): FileSystem {
  const unread = new Map(files.skipped.map(({ what, why }) => [what, why]))
  const known = new Set(files.paths)
  const directories = new Set([''])
  for (const path of files.paths) {
    for (let parent = posix.dirname(path); parent !== '.'; parent = posix.dirname(parent)) {
      directories.add(parent)
    }
  }
  const inside = (path: string) => posix.normalize(path).replace(/^\/|\/$/g, '')
  return {
    readFile: path => files.readBytes(inside(path)),
    isDirectory: path => directories.has(inside(path)),
    realPath(path) {
      const relative = inside(path)
      return known.has(relative) || directories.has(relative) ? `/${relative}` : undefined
    },
    whyUnread(path) {
      if (unread.size === 0) return undefined
      for (let at = inside(path); at !== '.' && at !== ''; at = posix.dirname(at)) {
        const why = unread.get(at)
        if (why !== undefined) return why
      }
      return undefined
    },
  }
}
