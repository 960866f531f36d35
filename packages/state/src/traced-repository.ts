import { createHash } from 'node:crypto'
import type { StateRepository } from './repository.ts'
import { isSilent } from './silent-roots.ts'

/**
 * Everything about a repository that a compile hung on. As long as all of it is as it was, the
 * compile comes out the same; what else is in the repository does not matter.
 */
export interface Trace {
  /** Path → what names the content of a file; null where there was none. */
  readonly files: Readonly<Record<string, string | null>>
  /**
   * Path → what names the content of a file in which it only mattered that it mentions nothing of
   * Argo CD.
   */
  readonly silent: Readonly<Record<string, string | null>>
  /** Path → whether it was a directory. */
  readonly directories: Readonly<Record<string, boolean>>
  /** Path → whether something was there. */
  readonly present: Readonly<Record<string, boolean>>
  /** Path → why what is there is not read; null where nothing is, or it is read. */
  readonly unread: Readonly<Record<string, string | null>>
  /** A digest of the names of all files; null where nobody asked for them. */
  readonly listing: string | null
}

/** A repository that notes what is asked of it. Takes one whose files can be identified. */
export function traceRepository(repository: StateRepository): {
  readonly repository: StateRepository
  /** What was asked for until now. */
  trace(): Trace
} {
  const { fileSystem, identify } = repository
  const files: Record<string, string | null> = Object.create(null)
  const silent: Record<string, string | null> = Object.create(null)
  const directories: Record<string, boolean> = Object.create(null)
  const present: Record<string, boolean> = Object.create(null)
  const unread: Record<string, string | null> = Object.create(null)
  let isListed = false
  return {
    repository: {
      ...repository,
      get paths() {
        isListed = true
        return repository.paths
      },
      identify(path) {
        const id = identify?.(path)
        files[path] = id ?? null
        return id
      },
      isSilent(path) {
        const is = isSilent(path, repository)
        const notes = is ? silent : files
        notes[path] ??= identify?.(path) ?? null
        return is
      },
      fileSystem: {
        readFile(path) {
          files[inside(path)] ??= identify?.(inside(path)) ?? null
          return fileSystem.readFile(path)
        },
        isDirectory: path => (directories[path] ??= fileSystem.isDirectory(path)),
        realPath(path) {
          const real = fileSystem.realPath(path)
          present[path] = real !== undefined
          return real
        },
        whyUnread(path) {
          const why = fileSystem.whyUnread?.(path)
          unread[path] = why ?? null
          return why
        },
      },
    },
    trace: () => ({
      files,
      silent,
      directories,
      present,
      unread,
      listing: isListed ? digestOf(repository.paths) : null,
    }),
  }
}

/** Whether all that a trace hangs on is in a repository as it was. */
export function holds(
  { files, silent, directories, present, unread, listing }: Trace,
  repository: StateRepository,
): boolean {
  const { paths, fileSystem, identify } = repository
  if (!identify) return false
  const isAsItWas = ([path, id]: readonly [string, string | null]) =>
    (identify(path) ?? null) === id
  return (
    Object.entries(files).every(isAsItWas) &&
    Object.entries(silent).every(entry => isAsItWas(entry) || isSilent(entry[0], repository)) &&
    Object.entries(directories).every(([path, is]) => fileSystem.isDirectory(path) === is) &&
    Object.entries(present).every(
      ([path, is]) => (fileSystem.realPath(path) !== undefined) === is,
    ) &&
    Object.entries(unread).every(([path, why]) => (fileSystem.whyUnread?.(path) ?? null) === why) &&
    (listing === null || digestOf(paths) === listing)
  )
}

/** Builds have the repository at `/`; git does not. */
function inside(path: string): string {
  return path.replace(/^\/+/, '')
}

function digestOf(paths: readonly string[]): string {
  return createHash('sha256').update(paths.join('\0')).digest('hex')
}
