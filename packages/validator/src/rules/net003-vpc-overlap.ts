import type { NetworkClaim } from '../network-claim.ts'
import { networkOf } from '../network-of.ts'
import { observeConflicts } from '../observe-conflicts.ts'
import type { Observation, Rule } from '../rule.ts'

export const vpcOverlap: Rule = {
  id: 'NET003',
  name: 'vpc-overlap',
  severity: 'error',
  summary: 'A VPC has no address in common with the networks of other regions and clusters.',

  *check({ claims }) {
    yield* observeConflicts(claims, { groupOf: machinesOf, isConflict: areApart })
    yield* twiceMade(claims)
  },
}

/** Clusters of one region share its VPC; two that each make it make two of the same range. */
function* twiceMade(claims: readonly NetworkClaim[]): Iterable<Observation> {
  const made = claims.filter(
    ({ role, source, exists }) => role === 'vpc' && source === 'manifest' && !exists,
  )
  for (const together of Map.groupBy(made, ({ region, text }) => `${region} ${text}`).values()) {
    for (const claim of together) {
      const others = together.filter(other => other.cluster !== claim.cluster)
      if (others.length === 0) continue
      yield {
        severity: 'warning',
        message: `${claim.cluster} makes a VPC of ${claim.text}, and so does ${others.map(({ cluster }) => cluster).join(', ')}`,
        location: claim.locate(),
        cluster: claim.cluster,
        related: others.map(other => ({
          ...other.locate(),
          message: `made by ${other.cluster} too`,
        })),
        hint: 'Make the VPC once, and set its id as vpcId of the region.',
      }
    }
  }
}

/** What clusters have for themselves is for the other rules, unless it meets machines. */
function machinesOf(claim: NetworkClaim): string {
  return claim.role === 'pod' || claim.role === 'service' ? 'clusters' : networkOf(claim)
}

/** Within one region the VPC is shared, and what must stay apart in it is for NET001. */
function areApart(a: NetworkClaim, b: NetworkClaim): boolean {
  if (a.region === undefined && b.region === undefined) return a.cluster !== b.cluster
  return a.region !== b.region
}
