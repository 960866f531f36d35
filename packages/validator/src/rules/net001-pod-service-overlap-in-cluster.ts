import type { NetworkClaim } from '../network-claim.ts'
import { observeConflicts } from '../observe-conflicts.ts'
import type { Rule } from '../rule.ts'

export const podServiceOverlapInCluster: Rule = {
  id: 'NET001',
  name: 'pod-service-overlap-in-cluster',
  severity: 'error',
  summary: 'Pods, services and machines of one cluster have no address in common.',

  check({ claims }) {
    return observeConflicts(claims, { groupOf: kindOf, isConflict: areOfOneCluster })
  },
}

function kindOf(claim: NetworkClaim): string {
  return isInCluster(claim) ? claim.role : 'machines'
}

/** The network of a region's machines is that of each cluster in it, whichever file states it. */
function areOfOneCluster(a: NetworkClaim, b: NetworkClaim): boolean {
  if (isInCluster(a) && isInCluster(b)) return a.cluster === b.cluster
  if (a.region !== undefined || b.region !== undefined) return a.region === b.region
  return a.cluster === b.cluster
}

function isInCluster({ role }: NetworkClaim): boolean {
  return role === 'pod' || role === 'service'
}
