import { startOf } from '@bulkhead/diagnostics'
import { ledgerPath, readOwner, type Fleet } from '@bulkhead/fleet'
import { formatCidr, ledgerEntries, type Ledger } from '@bulkhead/ipam'
import type { NetworkClaim } from './network-claim.ts'
import { regionOfOwner } from './region-of-owner.ts'

/** The ranges that the ledger has given out and that are in use; not those that it keeps from use. */
export function ledgerClaims(ledger: Ledger, fleet: Fleet): readonly NetworkClaim[] {
  const regionOf = regionOfOwner(fleet)
  return ledgerEntries(ledger).flatMap(({ cidr, role, owner, state, location }) => {
    if (role === 'region' || state === 'quarantined') return []
    const named = readOwner(owner)
    return {
      role,
      text: formatCidr(cidr),
      form: 'cidr' as const,
      cidr,
      cluster: named?.kind === 'cluster' ? named.name : undefined,
      region: regionOf(owner),
      source: 'ledger' as const,
      exists: true,
      object: undefined,
      file: ledgerPath,
      locate: () => location ?? startOf(ledgerPath),
    }
  })
}
