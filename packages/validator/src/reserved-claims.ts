import { startOf } from '@bulkhead/diagnostics'
import type { Fleet, FleetSources } from '@bulkhead/fleet'
import { formatCidr } from '@bulkhead/ipam'
import type { NetworkClaim } from './network-claim.ts'

/** The ranges that the spec keeps for networks outside the fleet: every cluster may reach them. */
export function reservedClaims(fleet: Fleet, sources: FleetSources): readonly NetworkClaim[] {
  // Pools are given the same list each.
  const reserved = fleet.network.pools[0]?.reserved ?? []
  return reserved.flatMap(({ cidr, reason, strength = 'reserved' }, index) => {
    // What is adopted is a claim of its own, and what is only common is nobody's.
    if (strength !== 'reserved') return []
    const locate = () =>
      sources.locate('Fleet', fleet.name, ['spec', 'network', 'reserved', index, 'cidr']) ??
      startOf('fleet')
    return {
      role: 'reserved' as const,
      text: formatCidr(cidr),
      form: 'cidr' as const,
      cidr,
      cluster: undefined,
      region: undefined,
      source: 'spec' as const,
      exists: true,
      reason,
      object: undefined,
      file: locate().file,
      locate,
    }
  })
}
