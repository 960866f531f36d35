import { observeConflicts } from '../observe-conflicts.ts'
import type { Rule } from '../rule.ts'

export const podCidrOverlapAcrossClusters: Rule = {
  id: 'NET002',
  name: 'pod-cidr-overlap-across-clusters',
  severity: 'error',
  summary: 'In a flat network no two clusters have pods with the same address.',

  check({ claims, fleet }) {
    // Islands may repeat their pod ranges: gateways stand between them.
    if (fleet.network.model === 'island') return []
    return observeConflicts(
      claims.filter(({ role }) => role === 'pod'),
      { groupOf: ({ cluster }) => `${cluster}` },
    )
  },
}
