import { posix } from 'node:path'
import type { FileSystem } from '@bulkhead/kustomize'

/** Texts by repository path as the file system of a build, with the repository at `/`. */
export function snapshotFileSystem(texts: ReadonlyMap<string, string>): FileSystem {
  const encoder = new TextEncoder()
  const directories = new Set([''])
  for (const path of texts.keys()) {
    for (let at = posix.dirname(path); at !== '.' && !directories.has(at);) {
      directories.add(at)
      at = posix.dirname(at)
    }
  }
  const inside = (path: string) => posix.normalize(path).replace(/^\/|\/$/g, '')
  return {
    readFile(path) {
      const text = texts.get(inside(path))
      return text === undefined ? undefined : encoder.encode(text)
    },
    isDirectory: path => directories.has(inside(path)),
    realPath(path) {
      const relative = inside(path)
      return texts.has(relative) || directories.has(relative) ? `/${relative}` : undefined
    },
  }
}
