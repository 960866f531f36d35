import { posix } from 'node:path'

/**
 * All that a build reads. Paths are absolute and use `/`. Nothing is cached here: whoever builds
 * many roots reads each file once.
 */
export interface FileSystem {
  /** The bytes of a file; nothing when there is no file at this path. */
  readFile(path: string): Uint8Array | undefined
  isDirectory(path: string): boolean
  /** The path with every symbolic link resolved; nothing when nothing is there. */
  realPath(path: string): string | undefined
  /**
   * Why what is at a path is not in `readFile` and the others, such as "a symbolic link"; nothing
   * where nothing is there, or it can be read.
   */
  whyUnread?(path: string): string | undefined
}

/** Files that exist only in memory, by absolute path. Their directories exist with them. */
export function memoryFileSystem(
  files: Readonly<Record<string, string | Uint8Array>> | ReadonlyMap<string, string | Uint8Array>,
): FileSystem {
  const contents = new Map<string, Uint8Array>()
  const directories = new Set(['/'])
  const encoder = new TextEncoder()
  const entries = files instanceof Map ? files : new Map(Object.entries(files))
  for (const [path, content] of entries) {
    const absolute = posix.resolve('/', path)
    contents.set(absolute, typeof content === 'string' ? encoder.encode(content) : content)
    for (let parent = posix.dirname(absolute); !directories.has(parent);) {
      directories.add(parent)
      parent = posix.dirname(parent)
    }
  }
  return {
    readFile: path => contents.get(posix.normalize(path)),
    isDirectory: path => directories.has(withoutTrailingSlash(posix.normalize(path))),
    realPath(path) {
      const normal = withoutTrailingSlash(posix.normalize(path))
      return contents.has(normal) || directories.has(normal) ? normal : undefined
    },
  }
}

function withoutTrailingSlash(path: string): string {
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path
}
