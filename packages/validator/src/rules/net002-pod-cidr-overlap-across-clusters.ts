import { observeConflicts } from '../observe-conflicts.ts'
import type { Rule } from '../rule.ts'

export const podCidrOverlapAcrossClusters: Rule = {
  id: 'NET002',
  name: 'pod-cidr-overlap-across-clusters',
  severity: 'error',
  summary: 'No two clusters that share routes have pods with the same address.',

  check({ stated, routes }) {
    return observeConflicts(stated, {
      concerns: ({ role, cluster }) =>
        cluster !== undefined && (role === 'pod' || role === 'globalnet'),
      isConflict: (a, b) => a.role === b.role && a.cluster !== b.cluster,
      domainsOf: ({ role, cluster }) =>
        // Global addresses are there to be reached from islands.
        role === 'globalnet' ? ['globalnet'] : routes.domainsOf(cluster),
    })
  },
}
