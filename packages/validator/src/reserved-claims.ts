import { startOf, type Location } from '@bulkhead/diagnostics'
import type { Fleet, FleetSources } from '@bulkhead/fleet'
import { formatCidr, type Cidr } from '@bulkhead/ipam'
import type { NetworkClaim } from './network-claim.ts'

/** The ranges of networks outside the fleet, reserved or imported: every cluster may reach them. */
export function reservedClaims(fleet: Fleet, sources: FleetSources): readonly NetworkClaim[] {
  // Pools are given the same list each, and it begins with what the fleet reserves.
  const reserved = fleet.network.pools[0]?.reserved ?? []
  return [
    ...reserved.flatMap(({ cidr, reason, strength = 'reserved' }, index) => {
      // What is adopted is a claim of its own, and what is only common is nobody's.
      if (strength !== 'reserved') return []
      const path = ['spec', 'network', 'reserved', index, 'cidr']
      return claimOf(cidr, reason, () => sources.locate('Fleet', fleet.name, path))
    }),
    ...fleet.network.foreign.map(({ cidr, reason, source: { kind, name, path } }) =>
      claimOf(cidr, reason, () => sources.locate(kind, name, path)),
    ),
  ]
}

function claimOf(cidr: Cidr, reason: string, find: () => Location | undefined): NetworkClaim {
  const locate = () => find() ?? startOf('fleet')
  return {
    role: 'reserved',
    text: formatCidr(cidr),
    form: 'cidr',
    cidr,
    cluster: undefined,
    region: undefined,
    source: 'spec',
    exists: true,
    reason,
    object: undefined,
    file: locate().file,
    locate,
  }
}
