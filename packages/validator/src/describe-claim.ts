import { formatCidr } from '@bulkhead/ipam'
import type { NetworkClaim } from './network-claim.ts'

/** `10.20.0.0/16 (pods of eu-west-1-production)`, with what a range that has host bits comes to. */
export function describeClaim(claim: NetworkClaim): string {
  const canonical = formatCidr(claim.cidr)
  const read = canonical === claim.text ? '' : `, which is ${canonical}`
  return `${claim.text}${read} (${nouns[claim.role]} of ${ownerOf(claim)})`
}

const nouns: Readonly<Record<NetworkClaim['role'], string>> = {
  vpc: 'VPC',
  subnet: 'subnet',
  node: 'nodes',
  pod: 'pods',
  service: 'services',
  globalnet: 'Globalnet block',
  loadbalancer: 'load balancers',
}

function ownerOf({ cluster, region }: NetworkClaim): string {
  return cluster ?? `region ${region}`
}
