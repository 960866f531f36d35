import type { Instance } from '@bulkhead/fleet'

/** Where in the repository the parts of one Argo CD instance lie. */
export interface InstancePaths {
  /** Its root: what one applies by hand, once. */
  readonly directory: string
  readonly projects: string
  readonly applicationSets: string
  /** The directory that lists the clusters that it manages. */
  readonly clusters: string
}

/**
 * A hub has the tree to itself; any other instance has all that it syncs in a directory of its own,
 * so that a change of one shows as a change of no other.
 */
export function instancePaths({ name, runsIn }: Instance): InstancePaths {
  const directory = `gitops/${name}`
  const parts = runsIn ? directory : 'gitops'
  return {
    directory,
    projects: `${parts}/projects`,
    applicationSets: `${parts}/applicationsets`,
    clusters: runsIn ? `${directory}/clusters` : 'clusters',
  }
}
