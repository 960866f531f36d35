import { existsSync, lstatSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { delimiter, dirname, isAbsolute, join, resolve, sep } from 'node:path'

/** A work tree and where git keeps its repository, both absolute. */
export interface FoundRepository {
  /** The directory that holds `.git`. */
  readonly top: string
  /** `.git` itself: a directory, or the file that names one. */
  readonly dotGit: string
  /** Whether all of it belongs to who runs this process. */
  readonly isOwn: boolean
}

/**
 * The repository of a directory: the nearest one above that has a `.git`. A directory that only
 * looks like a bare repository is passed over, whatever version of git is installed.
 *
 * `GIT_CEILING_DIRECTORIES` and the border of a file system end the search, as they do for git.
 */
export function findRepository(dir: string): FoundRepository | undefined {
  const start = attempt(() => realpathSync(dir))
  if (start === undefined) return undefined
  const ceilings = readCeilings()
  const device = statSync(start).dev
  const crosses = process.env['GIT_DISCOVERY_ACROSS_FILESYSTEM'] === '1'
  for (let top = start; ; top = dirname(top)) {
    if (top !== start && ceilings.has(top)) return undefined
    if (!crosses && statSync(top).dev !== device) return undefined
    const dotGit = join(top, '.git')
    const directory = gitDirectory(dotGit)
    if (directory !== undefined) {
      return { top, dotGit, isOwn: [top, dotGit, directory].every(isOwn) }
    }
    if (dirname(top) === top) return undefined
  }
}

/** Longer than any path that can be opened. */
const longestGitFile = 16_384

/** The directory that a `.git` is or names; undefined where git would look further up. */
function gitDirectory(dotGit: string): string | undefined {
  const stat = statSync(dotGit, { throwIfNoEntry: false })
  if (stat?.isFile()) {
    if (stat.size > longestGitFile) return undefined
    const [, named] = /^gitdir: (.+?)\n*$/s.exec(readFileSync(dotGit, 'utf8')) ?? []
    return named === undefined ? undefined : resolve(dirname(dotGit), named)
  }
  if (!stat?.isDirectory() || !lstatSync(join(dotGit, 'HEAD'), { throwIfNoEntry: false })) {
    return undefined
  }
  const holds = (name: string) => existsSync(join(dotGit, name))
  return holds('commondir') || (holds('objects') && holds('refs')) ? dotGit : undefined
}

/** Windows has no such owners: there git is asked. */
function isOwn(path: string): boolean {
  const user = process.geteuid?.()
  return user !== undefined && lstatSync(path, { throwIfNoEntry: false })?.uid === user
}

/** (git: GIT_CEILING_DIRECTORIES) */
function readCeilings(): ReadonlySet<string> {
  const listed = (process.env['GIT_CEILING_DIRECTORIES'] ?? '').split(delimiter)
  return new Set(
    listed
      .filter(isAbsolute)
      .map(path => attempt(() => realpathSync(path)) ?? path.replace(/(?<=.)[/\\]+$/, '')),
  )
}

/** Whether a path lies in a directory, or is it; both absolute and without links. */
export function isInside(path: string, directory: string): boolean {
  return (
    path === directory ||
    path.startsWith(directory.endsWith(sep) ? directory : `${directory}${sep}`)
  )
}

function attempt<T>(action: () => T): T | undefined {
  try {
    return action()
  } catch {
    return undefined
  }
}
