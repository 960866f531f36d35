import type { NetworkClaim } from '../network-claim.ts'
import { areOfOneCluster } from '../network-of.ts'
import { observeConflicts } from '../observe-conflicts.ts'
import type { Observation, Rule } from '../rule.ts'

export const vpcOverlap: Rule = {
  id: 'NET003',
  name: 'vpc-overlap',
  severity: 'error',
  summary:
    'What every cluster must reach, as VPCs and reserved ranges, has no address in common with other networks.',

  *check({ claims, stated }) {
    yield* observeConflicts(stated, { isConflict, groupOf })
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

function isConflict(a: NetworkClaim, b: NetworkClaim): boolean {
  if (a.role === 'reserved') return isBoundByReservation(b)
  if (b.role === 'reserved') return isBoundByReservation(a)
  // Within one cluster, and one region's machines, what must stay apart is for NET001; two sets of
  // global addresses are for NET002.
  return !areOfOneCluster(a, b) && !(a.role === 'globalnet' && b.role === 'globalnet')
}

/** Blocks of the ledger are for NET008; what the spec does not know may be what it makes room for. */
function isBoundByReservation({ region, source }: NetworkClaim): boolean {
  return region !== undefined && source === 'manifest'
}

/** What others need not reach may overlap as far as this rule goes: it is one group. */
function groupOf({ role }: NetworkClaim): string | undefined {
  return role === 'pod' || role === 'service' || role === 'control-plane' ? 'clusters' : undefined
}
