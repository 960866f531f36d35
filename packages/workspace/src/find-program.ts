import { accessSync, constants, realpathSync, statSync } from 'node:fs'
import { delimiter, dirname, isAbsolute, join } from 'node:path'
import { findRepository, isInside } from './find-repository.ts'
import { homeDirectory } from './home-directory.ts'

/**
 * The absolute path of an installed program. It is looked up in the directories of `PATH`, without
 * those that lie in the work tree of `dir` or of the working directory, and without those that are
 * named relative to the latter: what a branch commits is never run. Nor is what lies in a
 * `node_modules/.bin`, which `npx` adds of every directory above, a shared one among them.
 *
 * @returns undefined where there is none
 */
export function findProgram(name: string, dir: string): string | undefined {
  const trees = treesOf(dir)
  const file = process.platform === 'win32' ? `${name}.exe` : name
  return safeDirectories(trees)
    .map(directory => join(directory, file))
    .find(path => isProgram(path) && isOutside(path, trees))
}

/** `PATH` without what `findProgram` leaves out: for a program that runs others by their names. */
export function safePath(dir: string): string {
  return safeDirectories(treesOf(dir)).join(delimiter)
}

function safeDirectories(trees: readonly string[]): readonly string[] {
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter(directory => isAbsolute(directory) && !isOfPackages(directory))
    .filter(directory => isOutside(directory, trees))
}

function isOfPackages(directory: string): boolean {
  return /[\\/]node_modules[\\/]\.bin[\\/]*$/.test(directory)
}

/** What a branch, or an archive that somebody unpacked, can have filled. */
function treesOf(dir: string): readonly string[] {
  return [dir, process.cwd()].flatMap(place => {
    const top = findRepository(place)?.top
    if (top !== undefined) return [top]
    const real = realPath(place)
    // Who works in a home directory, or above all of them, has installed programs there.
    return real === undefined ||
      isInside(realPath(homeDirectory() ?? '') ?? '', real) ||
      dirname(real) === real
      ? []
      : [real]
  })
}

/** As it is named and as it is: neither the link nor what it leads to may be of a tree. */
function isOutside(path: string, trees: readonly string[]): boolean {
  const real = realPath(path)
  return real !== undefined && !trees.some(tree => isInside(path, tree) || isInside(real, tree))
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}

function realPath(path: string): string | undefined {
  try {
    return realpathSync(path)
  } catch {
    return undefined
  }
}
