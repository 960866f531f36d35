import {
  closeSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readlinkSync,
  type Dirent,
} from 'node:fs'
import { join } from 'node:path'
import { FleetError, startOf } from '@bulkhead/diagnostics'
import { ancestorsOf } from './ancestors.ts'
import { isErrno } from './environment-error.ts'

/** Whether a directory can be named by its descriptor, as Linux can. */
const canHold = process.platform === 'linux' && existsSync('/proc/self/fd')

/** Not every platform has these; where they are missing, what was opened is checked all the same. */
const { O_RDONLY, O_DIRECTORY = 0, O_NOFOLLOW = 0 } = constants

/** So many descriptors are in use at once; a process often may not have more than 1024. */
const mostHeld = 64

/**
 * The directories below a root, reached without following a symbolic link, whatever happens to
 * them meanwhile. On Linux each is opened from the one above it and stays open: a directory that
 * another process exchanges for a link is still the one that was opened. Elsewhere each step of a
 * path is looked at before the work and again after it, so that an exchange is reported.
 *
 * The root itself may be named through links: a person named it.
 */
export class HeldDirectories {
  readonly #root: string
  readonly #work: 'read' | 'write'
  readonly #holds: boolean
  readonly #held = new Map<string, number>()
  /** Directories that an action has the name of: the descriptor must stay what it is. */
  readonly #inUse: string[] = []
  #realRoot: string | undefined
  #moved: string | undefined

  /** @param holds whether descriptors are used; only a test says otherwise than the platform */
  constructor(root: string, work: 'read' | 'write', holds: boolean = canHold) {
    this.#root = root
    this.#work = work
    this.#holds = holds
  }

  /**
   * Does something with a path: `action` gets a name for it that leads nowhere else. The last step
   * of the path is the action's own: it must not follow a link there.
   *
   * @throws FleetError `WORKSPACE_LINK` when a directory on the way is a link, and what the system
   *   says where one is missing
   */
  within<T>(path: string, action: (way: string) => T): T {
    if (leadsOut(path)) throw this.#outside(path)
    if (this.#holds) {
      const slash = path.lastIndexOf('/')
      const directory = slash === -1 ? '' : path.slice(0, slash)
      const descriptor = this.#hold(directory)
      this.#inUse.push(directory)
      try {
        return action(`/proc/self/fd/${descriptor}/${path.slice(slash + 1)}`)
      } finally {
        this.#inUse.pop()
      }
    }
    this.#refuseLinks(path)
    const result = action(join(this.#root, path))
    this.#refuseLinks(path)
    return result
  }

  /** Whether there is such a directory; a link is none, and refused. The root is the empty path. */
  has(directory: string): boolean {
    try {
      if (this.#holds) return this.#isThere(directory)
      this.#refuseLinks(`${directory}/`)
      return lstatSync(join(this.#root, directory)).isDirectory()
    } catch (error) {
      if (isErrno(error, 'ENOENT') || isErrno(error, 'ENOTDIR')) return false
      throw error
    }
  }

  /** Asks before it opens: an exception for each directory that is not there would cost far more. */
  #isThere(directory: string): boolean {
    if (directory !== '' && !this.#held.has(directory)) {
      const slash = directory.lastIndexOf('/')
      const above = slash === -1 ? '' : directory.slice(0, slash)
      if (!this.has(above)) return false
      const way = `/proc/self/fd/${this.#hold(above)}/${directory.slice(slash + 1)}`
      if (!lstatSync(way, { throwIfNoEntry: false })) return false
    }
    this.#hold(directory)
    return true
  }

  /** What is in a directory. */
  list(directory: string): Dirent[] {
    const options = { withFileTypes: true } as const
    if (this.#holds) return readdirSync(`/proc/self/fd/${this.#hold(directory)}`, options)
    this.#refuseLinks(`${directory}/`)
    const entries = readdirSync(join(this.#root, directory), options)
    this.#refuseLinks(`${directory}/`)
    return entries
  }

  /** A name for a directory, for calls that take one. */
  name(directory: string): string {
    if (this.#holds) return `/proc/self/fd/${this.#hold(directory)}`
    this.#refuseLinks(`${directory}/`)
    return join(this.#root, directory)
  }

  /** Makes the directories above a path where they are missing. */
  makeParents(path: string): void {
    const [parent] = ancestorsOf(path)
    if (parent === undefined || this.has(parent)) return
    for (const directory of ancestorsOf(path).toReversed()) {
      if (this.has(directory)) continue
      try {
        this.within(directory, way => mkdirSync(way))
      } catch (error) {
        if (!isErrno(error, 'EEXIST') || !this.has(directory)) throw error
      }
    }
  }

  /** Lets go of a directory that is about to be removed. */
  release(directory: string): void {
    const descriptor = this.#held.get(directory)
    if (descriptor === undefined) return
    this.#held.delete(directory)
    closeSync(descriptor)
  }

  /**
   * Holds that every directory that was used still lies where it was: what was written into one
   * that moved is elsewhere now.
   *
   * @throws FleetError `WORKSPACE_MOVED`
   */
  refuseMoved(): void {
    for (const [directory, descriptor] of this.#held) this.#checkPlace(directory, descriptor)
    if (this.#moved === undefined) return
    throw new FleetError(
      {
        code: 'WORKSPACE_MOVED',
        message: `${this.#moved} was moved away while bulkhead was writing`,
        location: startOf(this.#moved),
        hint: 'Put it back and run again, which completes what was begun.',
      },
      { kind: 'environment' },
    )
  }

  close(): void {
    for (const descriptor of this.#held.values()) closeSync(descriptor)
    this.#held.clear()
  }

  #hold(directory: string): number {
    const known = this.#held.get(directory)
    if (known !== undefined) return known
    if (leadsOut(directory)) throw this.#outside(directory)
    const descriptor =
      directory === '' ? openSync(this.#root, O_RDONLY | O_DIRECTORY) : this.#openBelow(directory)
    this.#held.set(directory, descriptor)
    if (this.#held.size > mostHeld) this.#releaseOldest()
    return descriptor
  }

  #openBelow(directory: string): number {
    const slash = directory.lastIndexOf('/')
    const above = this.#hold(slash === -1 ? '' : directory.slice(0, slash))
    const way = `/proc/self/fd/${above}/${directory.slice(slash + 1)}`
    try {
      return openSync(way, O_RDONLY | O_DIRECTORY | O_NOFOLLOW)
    } catch (error) {
      const isLink = isErrno(error, 'ENOTDIR') || isErrno(error, 'ELOOP')
      if (isLink && lstatSync(way, { throwIfNoEntry: false })?.isSymbolicLink()) {
        throw this.#link(directory)
      }
      throw error
    }
  }

  #releaseOldest(): void {
    for (const [directory, descriptor] of this.#held) {
      if (directory === '' || this.#inUse.includes(directory)) continue
      if (this.#work === 'write') this.#checkPlace(directory, descriptor)
      this.release(directory)
      return
    }
  }

  #checkPlace(directory: string, descriptor: number): void {
    this.#realRoot ??= readlinkSync(`/proc/self/fd/${this.#hold('')}`)
    const place = readlinkSync(`/proc/self/fd/${descriptor}`)
    if (directory !== '' && place !== join(this.#realRoot, directory)) this.#moved ??= directory
  }

  #refuseLinks(path: string): void {
    for (const ancestor of ancestorsOf(path).toReversed()) {
      const stat = lstatSync(join(this.#root, ancestor), { throwIfNoEntry: false })
      if (stat?.isSymbolicLink()) throw this.#link(ancestor)
      if (!stat) return
    }
  }

  #outside(path: string): FleetError {
    return new FleetError(
      {
        code: 'WORKSPACE_PATH',
        message: `cannot ${this.#work} ${JSON.stringify(path)}: it leads out of the repository`,
        hint: 'Correct the path.',
      },
      { kind: 'environment' },
    )
  }

  #link(directory: string): FleetError {
    return new FleetError(
      {
        code: 'WORKSPACE_LINK',
        message: `cannot ${this.#work} what is below ${directory}: it is a symbolic link`,
        location: startOf(directory),
        hint: 'Put a directory in the place of the link.',
      },
      { kind: 'environment' },
    )
  }
}

function leadsOut(path: string): boolean {
  if (path.startsWith('/')) return true
  return path.includes('..') && path.split('/').includes('..')
}
