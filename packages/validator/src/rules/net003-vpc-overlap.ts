import type { NetworkClaim } from '../network-claim.ts'
import { networkOf } from '../network-of.ts'
import { observeConflicts } from '../observe-conflicts.ts'
import type { Rule } from '../rule.ts'

export const vpcOverlap: Rule = {
  id: 'NET003',
  name: 'vpc-overlap',
  severity: 'error',
  summary: 'A VPC has no address in common with the networks of other regions and clusters.',

  check({ claims }) {
    return observeConflicts(claims, isConflict)
  },
}

/** Within one region the VPC is shared, and what must stay apart in it is for NET001. */
function isConflict(a: NetworkClaim, b: NetworkClaim): boolean {
  if (!isOfMachines(a) && !isOfMachines(b)) return false
  if (networkOf(a) === networkOf(b)) return false
  if (a.region === undefined && b.region === undefined) return a.cluster !== b.cluster
  return a.region !== b.region
}

function isOfMachines({ role }: NetworkClaim): boolean {
  return role !== 'pod' && role !== 'service'
}
