import { posix } from 'node:path'
import type { FileSystem } from '@bulkhead/kustomize'
import type { Texts } from './texts.ts'

/**
 * Texts by repository path as the file system of a build, with the repository at `/`.
 *
 * @param unread paths of what is there and is not read → why
 */
export function snapshotFileSystem(
  texts: Pick<Texts, 'get' | 'has' | 'keys'>,
  unread: ReadonlyMap<string, string>,
): FileSystem {
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
      if (text === undefined) return undefined
      return isBinary(path, text) ? notUtf8 : encoder.encode(text)
    },
    isDirectory: path => directories.has(inside(path)),
    realPath(path) {
      const relative = inside(path)
      return texts.has(relative) || directories.has(relative) ? `/${relative}` : undefined
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

/** Any bytes that no text has: what is in a binary file does not matter to whether it builds. */
const notUtf8 = Uint8Array.of(0xff)

/** Whether bytes were lost when a file was read as text. A manifest is text whatever is in it. */
function isBinary(path: string, text: string): boolean {
  return text.includes('\uFFFD') && !/(?:\.ya?ml|\.json|\/Kustomization)$/.test(path)
}
