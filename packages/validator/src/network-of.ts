import type { NetworkClaim } from './network-claim.ts'

/** What a claim is part of: ranges of one network may overlap one another. */
export function networkOf({ role, cluster, region }: NetworkClaim): string {
  if (role === 'pod' || role === 'service') return `${role} ${cluster ?? region}`
  return region === undefined ? `machines cluster ${cluster}` : `machines region ${region}`
}
