import { isPlaced, type Cluster, type Instance, type Workload } from '@bulkhead/fleet'

/** The clusters that run a workload, of those that an instance manages. */
export function placedIn({ clusters }: Instance, { placement }: Workload): readonly Cluster[] {
  return clusters.filter(cluster => isPlaced(placement, cluster))
}
