import { isManagedByGke } from '@bulkhead/ipam'
import type { NetworkClaim } from '../network-claim.ts'
import { observeConflicts } from '../observe-conflicts.ts'
import type { Routes } from '../routes.ts'
import type { Rule } from '../rule.ts'

export const serviceCidrOverlapAcrossClusters: Rule = {
  id: 'NET004',
  name: 'service-cidr-overlap-across-clusters',
  severity: 'error',
  summary:
    'No two clusters that share routes have services with the same address, or one services where the other has pods.',

  check({ stated, routes }) {
    return observeConflicts(stated, {
      concerns: ({ role, cidr }) => role === 'pod' || (role === 'service' && !isManagedByGke(cidr)),
      isConflict: (a, b) => a.cluster !== b.cluster && !isForLedger(a, b),
      // Pods and pods are for NET002.
      groupOf: ({ role }) => (role === 'pod' ? role : undefined),
      domainsOf: ({ cluster }) => routes.domainsOf(cluster),
      severityOf: (a, b) => (isHarmless(a, b, routes) ? 'warning' : 'error'),
    })
  },
}

/** What the ledger gave to two is for NET008. */
function isForLedger(a: NetworkClaim, b: NetworkClaim): boolean {
  return a.source === 'ledger' && b.source === 'ledger'
}

/** Service addresses stay in their cluster, unless something such as Submariner carries them. */
function isHarmless(a: NetworkClaim, b: NetworkClaim, routes: Routes): boolean {
  const areServices = a.role === 'service' && b.role === 'service'
  return areServices && !routes.carriesServices(a.cluster, b.cluster)
}
