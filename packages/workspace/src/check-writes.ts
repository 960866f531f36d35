import { accessSync, constants, lstatSync, type Stats } from 'node:fs'
import { provenancePath } from '@bulkhead/blueprint'
import { FleetError, startOf } from '@bulkhead/diagnostics'
import { ancestorsOf } from './ancestors.ts'
import { checkPath, temporaryPath } from './check-path.ts'
import { attempt, environmentError, isErrno } from './environment-error.ts'
import type { HeldDirectories } from './held-directories.ts'
import { readText } from './read-regular-file.ts'
import { refuseLinks } from './refuse-links.ts'
import type { Change } from './verdict.ts'

interface WritesToCheck {
  readonly writes: readonly Change[]
  readonly deletes: readonly Change[]
  /** Every path whose empty directories will be removed before the writes. */
  readonly gone: readonly string[]
}

/**
 * Holds every change against the disk once more before anything is written: each path is inside
 * the repository, in a directory that can be written, and still what it was when the change was
 * decided.
 *
 * @returns the mode of each file that exists, which its successor takes over
 */
export function checkWrites(
  held: HeldDirectories,
  { writes, deletes, gone }: WritesToCheck,
): ReadonlyMap<string, number> {
  const modes = new Map<string, number>()
  const leaving = new Set(deletes.map(({ path }) => path))
  const emptied = new Set(gone.flatMap(ancestorsOf))
  const checked = new Set<string>()
  const writable = new Set<string>()
  refuseLinks(held, provenancePath, checked)
  refuseLinks(held, `${temporaryPath}/journal`, checked)
  checkAccess(held, `${temporaryPath}/journal`, checked, writable)
  for (const { path, before } of [...writes, ...deletes]) {
    checkPath(path)
    refuseLinks(held, path, checked)
    checkAccess(held, path, checked, writable)
    const stat = statIfPresent(held, path, leaving)
    if (stat?.isSymbolicLink()) throw blocked(path, 'is a symbolic link')
    if (stat?.isDirectory() && !emptied.has(path)) throw blocked(path, 'is a directory')
    if (stat?.isFile()) modes.set(path, stat.mode & 0o7777)
    const present = stat?.isFile() ? readText(held, path) : undefined
    if (present !== before) throw changedMeanwhile(path)
  }
  return modes
}

/** Each directory on the way that is there can be written in, the repository itself first. */
function checkAccess(
  held: HeldDirectories,
  path: string,
  present: ReadonlySet<string>,
  writable: Set<string>,
): void {
  for (const directory of ['', ...ancestorsOf(path).toReversed()]) {
    if (writable.has(directory)) continue
    if (directory === '' ? !held.has('') : !present.has(directory)) return
    attempt(directory || '.', () => accessSync(held.name(directory), constants.W_OK))
    writable.add(directory)
  }
}

function statIfPresent(
  held: HeldDirectories,
  path: string,
  leaving: ReadonlySet<string>,
): Stats | undefined {
  try {
    return held.within(path, way => lstatSync(way, { throwIfNoEntry: false }))
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return undefined
    // A file that is about to leave stands where a directory comes.
    const makesWay = ancestorsOf(path).some(ancestor => leaving.has(ancestor))
    if (isErrno(error, 'ENOTDIR') && makesWay) return undefined
    throw environmentError(error, path, 'write')
  }
}

function blocked(path: string, why: string): FleetError {
  return new FleetError(
    {
      code: 'WORKSPACE_BLOCKED',
      message: `cannot write ${path}: it ${why}`,
      location: startOf(path),
      hint: 'Move it away and run again; nothing was written.',
    },
    { kind: 'environment' },
  )
}

function changedMeanwhile(path: string): FleetError {
  return new FleetError(
    {
      code: 'WORKSPACE_CHANGED',
      message: `${path} changed while bulkhead was running`,
      location: startOf(path),
      hint: 'Run again; nothing was written.',
    },
    { kind: 'environment' },
  )
}
