import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  renameSync,
  statSync,
  unlinkSync,
  writeFileSync,
  type Stats,
} from 'node:fs'
import { basename, dirname, join, relative, sep } from 'node:path'
import { FleetError } from '@bulkhead/diagnostics'
import { isWithin, workTreeAbove } from './boundary.ts'
import { HeldDirectories } from './held-directories.ts'

/**
 * Writes a result to the file that was asked for, whole or not at all. In a repository no link is
 * followed, neither on the way nor as the file itself: links there are the tree's. Elsewhere the
 * path is a person's, and may be a link or a device, as `/dev/stdout` is.
 *
 * @param output absolute
 * @param dir the repository that the command works in
 * @throws FleetError `OUTPUT_UNWRITABLE`
 */
export function writeOutput(output: string, text: string, dir: string): void {
  orUnwritable(output, 'Name a file in a directory that exists.', () => {
    const root = repositoryOf(output, dir)
    const stat = root === undefined ? lstatSync(output, { throwIfNoEntry: false }) : undefined
    if (stat && !stat.isFile()) return writeFileSync(output, text)
    const top = root ?? dirname(output)
    withHeld(top, held => replaceFile(held, below(top, output), text))
  })
}

/**
 * Writes each text to a file of its own below a directory, which is made where it is missing. No
 * link below the directory is followed, nor one that leads to it in a repository.
 *
 * @param output absolute
 * @param files by path below the directory
 * @returns the files that were there before and are none of these: they are left alone
 * @throws FleetError `OUTPUT_UNWRITABLE`
 */
export function writeOutputFiles(
  output: string,
  files: ReadonlyMap<string, string>,
  dir: string,
): readonly string[] {
  return orUnwritable(output, 'Name a directory that can be written.', () => {
    const root = repositoryOf(output, dir)
    if (root === undefined) makeDirectory(output)
    const top = root ?? output
    return withHeld(top, held => {
      const prefix = below(top, output)
      const others = held.has(prefix) ? filesIn(held, prefix).filter(file => !files.has(file)) : []
      for (const [file, text] of files) {
        const path = prefix === '' ? file : `${prefix}/${file}`
        held.makeParents(path)
        replaceFile(held, path, text)
      }
      return others.sort()
    })
  })
}

/** Whether an output is a directory, without following a link of a repository. */
export function isOutputDirectory(output: string, dir: string): boolean {
  const root = repositoryOf(output, dir)
  if (root === undefined) return statSync(output, { throwIfNoEntry: false })?.isDirectory() ?? false
  return orUnwritable(output, 'Name a path that no link is in.', () =>
    withHeld(root, held => held.has(below(root, output))),
  )
}

/** The repository that a path lies in, by its name; the one at work first. */
function repositoryOf(output: string, dir: string): string | undefined {
  return isWithin(output, dir) ? dir : workTreeAbove(dirname(output))
}

function below(top: string, path: string): string {
  return relative(top, path).replaceAll(sep, '/')
}

function withHeld<T>(top: string, action: (held: HeldDirectories) => T): T {
  const held = new HeldDirectories(top, 'write')
  try {
    const result = action(held)
    held.refuseMoved()
    return result
  } finally {
    held.close()
  }
}

function replaceFile(held: HeldDirectories, path: string, text: string): void {
  const before = held.within(path, way => lstatSync(way, { throwIfNoEntry: false }))
  if (before && !before.isFile()) throw new Error(`${path} is ${kindOf(before)}`)
  const slash = path.lastIndexOf('/') + 1
  const temporary = `${path.slice(0, slash)}.bulkhead-${process.pid}.tmp`
  held.within(temporary, way => {
    try {
      writeFileSync(way, text, { flag: 'wx' })
      if (before) chmodSync(way, before.mode & 0o7777)
      renameSync(way, join(dirname(way), basename(path)))
    } catch (error) {
      removeIfThere(way)
      throw error
    }
  })
}

function removeIfThere(way: string): void {
  try {
    unlinkSync(way)
  } catch {
    // The failure that led here is the one to report.
  }
}

function kindOf(stat: Stats): string {
  if (stat.isSymbolicLink()) return 'a symbolic link'
  return stat.isDirectory() ? 'a directory' : 'no regular file'
}

/**
 * Makes a directory and those above it. Node's own way to do so never ends where a file system has no
 * room for directories and says that there is none, as /proc does.
 */
function makeDirectory(path: string): void {
  if (existsSync(path)) return
  makeDirectory(dirname(path))
  mkdirSync(path)
}

function filesIn(held: HeldDirectories, top: string): string[] {
  const files: string[] = []
  const stack = ['']
  for (let prefix = stack.pop(); prefix !== undefined; prefix = stack.pop()) {
    for (const entry of held.list([top, prefix.slice(0, -1)].filter(Boolean).join('/'))) {
      const path = prefix + entry.name
      if (path === '.git') continue
      if (entry.isDirectory()) stack.push(`${path}/`)
      else files.push(path)
    }
  }
  return files
}

function orUnwritable<T>(output: string, hint: string, action: () => T): T {
  try {
    return action()
  } catch (cause) {
    throw new FleetError(
      {
        code: 'OUTPUT_UNWRITABLE',
        message: `${output} cannot be written: ${cause instanceof Error ? cause.message : ''}`,
        hint,
      },
      { kind: 'environment', cause },
    )
  }
}
