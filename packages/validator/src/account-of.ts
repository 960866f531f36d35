import type { NetworkClaim, StatedRange } from './network-claim.ts'

/**
 * Under what the ledger accounts for a range: a cluster's own, or what its region shares. Nothing
 * for what it knows nothing of.
 */
export function accountOf({ role, cluster, region, source }: StatedRange): string | undefined {
  switch (role) {
    case 'pod':
    case 'service':
    case 'globalnet':
      return `${role} ${cluster}`
    case 'vpc':
      return `vpc ${region}`
    case 'subnet':
    case 'node':
      return `subnet ${region}`
    case 'loadbalancer':
      // The ledger has subnets for load balancers; what a cluster announces may lie anywhere in them.
      return source === 'manifest' ? undefined : `subnet ${region}`
    case 'control-plane':
    case 'dns':
    case 'routing':
    case 'reserved':
      return undefined
    default:
      return role satisfies never
  }
}

/** The accounts of the ledger, with what each holds. */
export function accountsOf(
  ledger: readonly NetworkClaim[],
): ReadonlyMap<string | undefined, readonly NetworkClaim[]> {
  return Map.groupBy(ledger, accountOf)
}
