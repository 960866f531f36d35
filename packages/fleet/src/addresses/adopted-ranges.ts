import { formatCidr, ledgerEntries, type Ledger } from '@bulkhead/ipam'
import type { Fleet, FixedRange } from '../fleet.ts'

/**
 * Ranges that the spec gives to a part of the fleet and no pool gave out: those of networks that
 * were there before. They are in use, and the ledger does not have them.
 */
export function adoptedRanges({ network }: Fleet, ledger: Ledger): readonly FixedRange[] {
  const keyOf = ({ cidr, role, owner }: Pick<FixedRange, 'cidr' | 'role' | 'owner'>) =>
    `${formatCidr(cidr)} ${role} ${owner}`
  const recorded = new Set(ledgerEntries(ledger).map(keyOf))
  return network.fixed.filter(range => !recorded.has(keyOf(range)))
}
