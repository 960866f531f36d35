import type { NetworkClaim } from '../network-claim.ts'
import { areOfOneCluster, isOfCluster, isPool } from '../network-of.ts'
import { observeConflicts } from '../observe-conflicts.ts'
import type { Networks } from '../ranges/read-networks.ts'
import type { Rule } from '../rule.ts'

export const podServiceOverlapInCluster: Rule = {
  id: 'NET001',
  name: 'pod-service-overlap-in-cluster',
  severity: 'error',
  summary: 'Pods, services, load balancers and machines of one cluster have no address in common.',

  check({ stated, networks }) {
    return observeConflicts(stated, {
      isConflict: (a, b) => areOfOneCluster(a, b) && !mayNest(a, b, networks),
      // What two clusters have of one kind is for other rules.
      groupOf: claim => (isOfCluster(claim) ? claim.role : undefined),
      domainsOf: ({ region, cluster }) => [region ? `region ${region}` : `cluster ${cluster}`],
    })
  },
}

function mayNest(a: NetworkClaim, b: NetworkClaim, networks: Networks): boolean {
  // What a pool announces may be addresses of the machines' network; two pools are two owners.
  if (isPool(a) || isPool(b)) return !isOfCluster(a) && !isOfCluster(b) && !(isPool(a) && isPool(b))
  return isPodInNetwork(a, b, networks) || isPodInNetwork(b, a, networks)
}

/** Some CNIs give pods addresses of the network that the machines are in. */
function isPodInNetwork(
  pods: NetworkClaim,
  { role }: NetworkClaim,
  { clusters }: Networks,
): boolean {
  if (pods.role !== 'pod' || (role !== 'vpc' && role !== 'subnet')) return false
  const tools = clusters.get(pods.cluster ?? '')?.tools
  return tools !== undefined && (tools.has('eni') || tools.has('azure-cni'))
}
