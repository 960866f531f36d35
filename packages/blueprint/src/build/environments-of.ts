import type { Environment, Fleet, Instance } from '@bulkhead/fleet'

/** The environments that an instance has clusters of, in promotion order. */
export function environmentsOf({ clusters }: Instance, fleet: Fleet): readonly Environment[] {
  return fleet.environments.filter(environment =>
    clusters.some(cluster => cluster.environment === environment),
  )
}
