import type { NetworkClaim } from './network-claim.ts'

/** What a claim is part of: ranges of one network may overlap one another. */
export function networkOf(claim: NetworkClaim): string {
  const { role, cluster, region, object, text } = claim
  switch (role) {
    case 'pod':
    case 'service':
    case 'control-plane':
    case 'globalnet':
      return `${role} ${cluster ?? region}`
    case 'reserved':
      return `reserved ${text}`
    case 'loadbalancer':
      return isPool(claim) ? `pool ${cluster} ${object}` : machinesOf(claim)
    case 'vpc':
    case 'subnet':
    case 'node':
    case 'dns':
    case 'routing':
      return machinesOf(claim)
    default:
      return role satisfies never
  }
}

/** Whether a range is what a load balancer in a cluster gives out, and not a subnet for such. */
export function isPool({ role, source }: NetworkClaim): boolean {
  return role === 'loadbalancer' && source === 'manifest'
}

/** Whether a range is a cluster's own, and not shared with the clusters of its region. */
export function isOfCluster({ role }: NetworkClaim): boolean {
  return role === 'pod' || role === 'service' || role === 'control-plane' || role === 'globalnet'
}

/** The network of a region's machines is that of each cluster in it, whichever file states it. */
export function areOfOneCluster(a: NetworkClaim, b: NetworkClaim): boolean {
  if (isOfCluster(a) && isOfCluster(b)) return a.cluster === b.cluster
  if (a.region !== undefined || b.region !== undefined) return a.region === b.region
  return a.cluster === b.cluster
}

function machinesOf({ cluster, region }: NetworkClaim): string {
  return region === undefined ? `machines cluster ${cluster}` : `machines region ${region}`
}
