import { FleetError, throwIfAny } from '@bulkhead/diagnostics'
import { loadFleet, type LoadedFleet } from '@bulkhead/fleet'
import { compileInstance, type Instance } from '@bulkhead/state'
import {
  kustomizeFiles,
  readCommit,
  readDisk,
  readIndex,
  readSpecFiles,
  type RepositoryFiles,
} from '@bulkhead/workspace'
import type { Command } from 'commander'

/** Which moment of the repository is asked for; the disk without any. */
export interface Moment {
  readonly staged?: boolean
  readonly ref?: string
}

export interface FleetState extends LoadedFleet {
  readonly instance: Instance
  readonly files: RepositoryFiles
}

/** Where the Argo CD of a fleet starts. */
const hub = 'gitops/hub'

export function addMoment(command: Command): Command {
  return command
    .option('--staged', 'read what is about to be committed, from the index')
    .option('--ref <commit>', 'read a commit, without checking it out')
}

/**
 * The fleet of a repository, and what its Argo CD will have every cluster run.
 *
 * @throws FleetError with everything wrong with the spec, when the tree was never generated, or when
 *   the repository cannot be read
 */
export function readState(dir: string, { staged, ref }: Moment): FleetState {
  const files = staged ? readIndex(dir) : ref === undefined ? readDisk(dir) : readCommit(dir, ref)
  const { loaded, problems } = loadFleet(readSpecFiles(files))
  throwIfAny(problems)
  if (!loaded) throw new Error('loadFleet gives a fleet or problems')
  const { paths } = files
  if (!paths.some(path => path.startsWith(`${hub}/`))) throw notGenerated()
  const fileSystem = kustomizeFiles(files)
  const instance = compileInstance({ paths, fileSystem, ...loaded.fleet.repository }, hub)
  return { ...loaded, files, instance }
}

function notGenerated(): FleetError {
  return new FleetError({
    code: 'STATE_NOT_GENERATED',
    message: `there is no ${hub}, from which Argo CD starts`,
    hint: 'Run `bulkhead generate`.',
  })
}
