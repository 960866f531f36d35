import { startOf } from '@bulkhead/diagnostics'
import { adoptedRanges, readOwner, type Fleet, type FleetSources } from '@bulkhead/fleet'
import { formatCidr, type Ledger } from '@bulkhead/ipam'
import type { NetworkClaim } from './network-claim.ts'

/** The ranges that the spec gives to parts of the fleet, and that no pool has given out. */
export function adoptedClaims(
  fleet: Fleet,
  ledger: Ledger,
  sources: FleetSources,
): readonly NetworkClaim[] {
  return adoptedRanges(fleet, ledger).flatMap(({ cidr, role, owner, region, source }) => {
    if (role === 'region') return []
    const named = readOwner(owner)
    const locate = () => sources.locate(source.kind, source.name, source.path) ?? startOf('fleet')
    return {
      role,
      text: formatCidr(cidr),
      form: 'cidr' as const,
      cidr,
      cluster: named?.kind === 'cluster' ? named.name : undefined,
      region,
      source: 'spec' as const,
      exists: true,
      object: undefined,
      file: locate().file,
      locate,
    }
  })
}
