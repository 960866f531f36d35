import { formatCidr } from '@bulkhead/ipam'
import type { StatedRange } from './network-claim.ts'

/** `10.20.0.0/16 (pods of eu-west-1-production)`, with what a range that has host bits comes to. */
export function describeClaim(claim: StatedRange): string {
  const canonical = claim.cidr && claim.form === 'cidr' ? formatCidr(claim.cidr) : claim.text
  const read = canonical === claim.text ? '' : `, which is ${canonical}`
  return `${claim.text}${read} (${useOf(claim)})`
}

function useOf({ role, cluster, region, object, reason, implicit }: StatedRange): string {
  if (role === 'reserved') return `reserved: ${reason}`
  const owner = cluster ?? (region === undefined ? (object ?? 'all clusters') : `region ${region}`)
  const given = implicit ? `, the default of ${implicit.by}` : ''
  return `${roleNouns[role]} of ${owner}${given}`
}

/** What ranges are for, in words. */
export const roleNouns: Readonly<Record<StatedRange['role'], string>> = {
  vpc: 'VPC',
  subnet: 'subnet',
  node: 'nodes',
  pod: 'pods',
  service: 'services',
  loadbalancer: 'load balancers',
  'control-plane': 'control plane',
  dns: 'DNS',
  globalnet: 'global addresses',
  routing: 'native routing',
  reserved: 'networks outside',
}
