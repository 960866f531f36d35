import { formatCidr, type Cidr } from '@bulkhead/ipam'
import type { NetworkClaim } from './network-claim.ts'
import { networkOf } from './network-of.ts'

/** A range of one network and role, with every place that states it. */
export interface StatedOnce {
  readonly network: string
  readonly cidr: Cidr
  /** The canonical text of the range. */
  readonly key: string
  /** One of the claims, for what they have in common. */
  readonly claim: NetworkClaim
  /** Never empty. */
  readonly claims: readonly NetworkClaim[]
}

/**
 * Claims with those that say the same together. A range is stated in several files: swept one by
 * one, the pairs would be the square of how often each is stated.
 */
export function stateOnce(claims: readonly NetworkClaim[]): readonly StatedOnce[] {
  const stated = new Map<string, StatedOnce & { readonly claims: NetworkClaim[] }>()
  for (const claim of claims) {
    const network = networkOf(claim)
    const key = formatCidr(claim.cidr)
    const name = `${network} ${claim.role} ${key}`
    const known = stated.get(name)
    if (known) known.claims.push(claim)
    else stated.set(name, { network, cidr: claim.cidr, key, claim, claims: [claim] })
  }
  return [...stated.values()]
}
