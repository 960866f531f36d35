import { isFileTooLarge } from '@bulkhead/diagnostics'
import type { FileSystem } from './file-system.ts'

/**
 * A file system whose files may be too large to be read: a build that needs one says that it was
 * not read, at the place that names it, instead of ending all builds.
 */
export function boundedFileSystem(files: FileSystem): FileSystem {
  const tooLarge = new Map<string, string>()
  return {
    ...files,
    readFile(path) {
      try {
        return files.readFile(path)
      } catch (error) {
        if (!isFileTooLarge(error)) throw error
        const { message, hint = '' } = error.problems[0]
        tooLarge.set(path, `a file that is too large (${message}). ${hint}`.trim())
        return undefined
      }
    },
    whyUnread: path => tooLarge.get(path) ?? files.whyUnread?.(path),
  }
}
