import { FleetError, type Budget } from '@bulkhead/diagnostics'
import type { Fleet } from '@bulkhead/fleet'
import { memoryFileSystem } from '@bulkhead/kustomize'
import type { Compiler, InstanceFacts, Moment } from '@bulkhead/state'
import type { RepositoryFiles } from '@bulkhead/workspace'
import { stateOf, type FleetState } from '../read-state.ts'

/** The state that a change starts from. */
export interface Base extends Moment {
  /** Nothing where there was no fleet yet. */
  readonly fleet: Fleet | undefined
}

/**
 * Reads the state that a change starts from. Where there was no fleet yet, or it was never
 * generated, all of what is there now is new.
 *
 * @param files those of the commit; nothing where there is none
 * @throws FleetError of kind `environment` when the spec of the commit was wrong: nothing can then
 *   be told from it
 */
export function readBase(
  files: RepositoryFiles | undefined,
  after: FleetState,
  compiler: Compiler,
  budget: Budget,
): Base {
  if (!files?.paths.some(path => path.startsWith('fleet/'))) return nothingYet(after)
  try {
    return stateOf(files, compiler, budget)
  } catch (error) {
    if (!(error instanceof FleetError)) throw error
    if (error.problems.some(({ code }) => code === 'STATE_NOT_GENERATED')) return nothingYet(after)
    const [first] = error.problems
    if (first.code === 'LIMIT_EXCEEDED') throw error
    throw new FleetError(
      {
        code: 'PLAN_BASE',
        message: `the fleet that the change starts from cannot be read: ${first?.message}`,
        hint: 'Compare with an earlier or later commit, with --since.',
      },
      { kind: 'environment', cause: error },
    )
  }
}

function nothingYet({ repository: { url, revision } }: FleetState): Base {
  const fileSystem = memoryFileSystem({})
  const repository = { paths: [], fileSystem, identify: () => undefined, url, revision }
  return { fleet: undefined, instance: empty, repository }
}

const empty: InstanceFacts = {
  clusters: [],
  projects: [],
  expansions: [],
  applications: [],
  problems: [],
  roots: [],
  deploymentsOf: () => [],
}
