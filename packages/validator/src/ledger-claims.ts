import { startOf } from '@bulkhead/diagnostics'
import { homesIn, ledgerPath, readOwner, type Fleet } from '@bulkhead/fleet'
import { formatCidr, ledgerEntries, type Ledger } from '@bulkhead/ipam'
import type { NetworkClaim } from './network-claim.ts'

/** The ranges that the ledger has given out and that are in use; not those that it keeps from use. */
export function ledgerClaims(ledger: Ledger, fleet: Fleet): readonly NetworkClaim[] {
  const homes = homesIn(fleet)
  return ledgerEntries(ledger).flatMap(({ cidr, role, owner, state, location }) => {
    if (role === 'region' || state === 'quarantined') return []
    const named = readOwner(owner)
    return {
      role,
      text: formatCidr(cidr),
      form: 'cidr' as const,
      cidr,
      cluster: named?.kind === 'cluster' ? named.name : undefined,
      region: homes.get(owner)?.region ?? (named?.kind === 'region' ? named.name : undefined),
      source: 'ledger' as const,
      exists: true,
      object: undefined,
      file: ledgerPath,
      locate: () => location ?? startOf(ledgerPath),
    }
  })
}
