import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  realpathSync,
  statSync,
} from 'node:fs'
import { dirname, isAbsolute, join } from 'node:path'
import { exposedPart, isInCheckout } from './exposed-part.ts'
import { homeDirectory } from './home-directory.ts'

/**
 * The directory of what may be kept from one run to the next: `bulkhead` in the user's directory for
 * caches, with mode 0700. Bytecode is kept there, which is code, so it must be the user's alone:
 * nobody but the user and root may be able to change any directory on the way, and none may be part
 * of a checkout, where a branch can put files.
 *
 * @returns a path that leads to the directory as it was checked, also if another takes its place;
 *   undefined where there is none, and then nothing is to be kept
 */
export function cacheDirectory(): string | undefined {
  const named = userCaches()
  // One process works for one user; tests change the variables.
  if (named !== undefined && !opened.has(named)) opened.set(named, open(join(named, 'bulkhead')))
  return named === undefined ? undefined : opened.get(named)
}

const opened = new Map<string, string | undefined>()

/** (XDG Base Directory Specification: a relative path is to be ignored) */
function userCaches(): string | undefined {
  const { XDG_CACHE_HOME, LOCALAPPDATA } = process.env
  if (process.platform === 'win32') return LOCALAPPDATA
  if (XDG_CACHE_HOME !== undefined && isAbsolute(XDG_CACHE_HOME)) return XDG_CACHE_HOME
  const home = homeDirectory()
  if (home === undefined || !isAbsolute(home)) return undefined
  return join(home, process.platform === 'darwin' ? 'Library/Caches' : '.cache')
}

function open(path: string): string | undefined {
  try {
    const real = make(path)
    // Its parent counts as a last directory too: no shared one, also where it would be safe.
    if (exposedPart(dirname(real)) !== undefined || isInCheckout(real)) return undefined
    const { O_RDONLY, O_DIRECTORY = 0, O_NOFOLLOW = 0 } = constants
    if (process.platform === 'win32') return real
    const descriptor = openSync(real, O_RDONLY | O_DIRECTORY | O_NOFOLLOW)
    const { uid, mode, dev, ino } = fstatSync(descriptor)
    if (uid !== process.geteuid?.() || (mode & 0o077) !== 0) {
      closeSync(descriptor)
      return undefined
    }
    // Held open to the end of the process. On Linux this path leads to what is held.
    const held = `/proc/self/fd/${descriptor}`
    const there = statSync(held, { throwIfNoEntry: false })
    return there?.dev === dev && there.ino === ino ? held : real
  } catch {
    return undefined
  }
}

/** Makes what is not there yet, but nothing in a directory that would not do. */
function make(path: string): string {
  if (!lstatSync(path, { throwIfNoEntry: false })) {
    const parent = make(dirname(path))
    if (exposedPart(parent) !== undefined) throw new Error(`others can write to ${parent}`)
    mkdirSync(path, { mode: 0o700 })
  }
  return realpathSync(path)
}
