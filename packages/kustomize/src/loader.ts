import { posix } from 'node:path'
import type { Location } from '@bulkhead/diagnostics'
import { buildError } from './build-error.ts'
import type { FileSystem } from './file-system.ts'
import { isRemote } from './remote.ts'
import type { Node } from './yaml/node.ts'

export type LoadRestrictor = 'rootOnly' | 'none'

/** Where a path is written in the user's files. */
export type At = Node | Location | undefined

/** Finds the files of one kustomization, and the directories it builds on. */
export class Loader {
  /** The directory of the kustomization, with symbolic links resolved. */
  readonly root: string
  readonly fileSystem: FileSystem
  readonly restrictor: LoadRestrictor
  /** How many kustomizations build on one another down to this one. */
  readonly depth: number
  readonly #referrer: Loader | undefined

  constructor(root: string, fileSystem: FileSystem, restrictor: LoadRestrictor, referrer?: Loader) {
    this.root = root
    this.fileSystem = fileSystem
    this.restrictor = restrictor
    this.depth = (referrer?.depth ?? 0) + 1
    this.#referrer = referrer
  }

  /** A loader for the directory that a build starts from. */
  static at(directory: string, fileSystem: FileSystem, restrictor: LoadRestrictor): Loader {
    if (isRemote(directory)) throw remote(directory, undefined)
    const root = fileSystem.realPath(posix.resolve('/', directory))
    if (root === undefined || !fileSystem.isDirectory(root)) {
      throw buildError('KUSTOMIZE_MISSING_FILE', `there is no directory ${directory}`, {
        hint: 'Name a directory that holds a kustomization.yaml.',
      })
    }
    return new Loader(root, fileSystem, restrictor)
  }

  /** The absolute path of a file that this kustomization may read. */
  resolve(path: string, at: At): string {
    if (/^https?:/i.test(path)) throw remote(path, at)
    const absolute = posix.isAbsolute(path) ? posix.normalize(path) : posix.join(this.root, path)
    if (this.restrictor === 'none') return absolute
    const real = this.fileSystem.realPath(absolute)
    if (real === undefined) throw this.#missing(path, at)
    if (!isWithin(posix.dirname(real), this.root)) {
      throw buildError(
        'KUSTOMIZE_LOAD_RESTRICTION',
        `"${path}" lies outside the directory of its kustomization`,
        {
          at,
          hint: 'Move the file below the kustomization, or lift the load restriction.',
        },
      )
    }
    return real
  }

  /** @param absolute what `resolve` gave for the path */
  read(absolute: string, path: string, at: At): Uint8Array {
    const bytes = this.fileSystem.readFile(absolute)
    if (bytes !== undefined) return bytes
    if (!this.fileSystem.isDirectory(absolute)) throw this.#missing(path, at)
    throw buildError('KUSTOMIZE_MISSING_FILE', `"${path}" is a directory, not a file`, { at })
  }

  /** What is no file here, and names a repository, would be fetched as a base. */
  refuseRemote(path: string, at: At): void {
    if (!isRemote(path)) return
    const absolute = posix.isAbsolute(path) ? path : posix.join(this.root, path)
    if (this.fileSystem.realPath(absolute) === undefined) throw remote(path, at)
  }

  /** Whether a path leads to a directory rather than a file. */
  isDirectory(path: string): boolean {
    return !isRemote(path) && !posix.isAbsolute(path) && this.#isDirectory(path)
  }

  /** A loader for a base or component of this kustomization. */
  directory(path: string, at: At): Loader {
    if (path === '') throw buildError('KUSTOMIZE_MISSING_FILE', 'an empty path', { at })
    if (isRemote(path)) throw remote(path, at)
    if (posix.isAbsolute(path)) {
      throw buildError('KUSTOMIZE_MISSING_FILE', `a base cannot have an absolute path: "${path}"`, {
        at,
        hint: 'Write the path relative to the kustomization.',
      })
    }
    const root = this.fileSystem.realPath(posix.join(this.root, path))
    if (root === undefined || !this.fileSystem.isDirectory(root)) throw this.#missing(path, at)
    this.refuseCycle([root], at)
    return new Loader(root, this.fileSystem, this.restrictor, this)
  }

  /** The same for the bases of a base that was built before, for others. */
  refuseCycleOf(roots: ReadonlySet<string>, at: At): void {
    this.#referrer?.refuseCycle(roots, at)
  }

  /** No base may be, or contain, a directory that is being built on it. */
  refuseCycle(candidates: readonly string[] | ReadonlySet<string>, at: At): void {
    for (const candidate of candidates) {
      if (isWithin(this.root, candidate)) {
        throw buildError(
          'KUSTOMIZE_CYCLE',
          `a cycle: ${candidate} is, or contains, ${this.root}, which builds on it`,
          { at, hint: 'Move what both share into a directory of its own.' },
        )
      }
    }
    this.#referrer?.refuseCycle(candidates, at)
  }

  #isDirectory(path: string): boolean {
    return this.fileSystem.isDirectory(posix.join(this.root, path))
  }

  #missing(path: string, at: At) {
    const why = this.fileSystem.whyUnread?.(posix.resolve(this.root, path))
    if (why !== undefined) {
      return buildError('KUSTOMIZE_UNREAD', `"${path}" leads to ${why}`, {
        at,
        subject: path,
        hint: 'Put a file or directory of this repository in its place.',
      })
    }
    return buildError('KUSTOMIZE_MISSING_FILE', `there is no file or directory "${path}"`, {
      at,
      hint: `Create it below ${this.root}, or correct the path.`,
    })
  }
}

function remote(path: string, at: At) {
  return buildError('KUSTOMIZE_REMOTE', `"${path}" would be fetched from the network`, {
    at,
    subject: path,
    hint: 'Vendor it into the repository, or build with the installed kustomize.',
  })
}

/** Whether a directory is another one or lies below it. */
function isWithin(directory: string, ancestor: string): boolean {
  return ancestor === '/' || directory === ancestor || directory.startsWith(`${ancestor}/`)
}
