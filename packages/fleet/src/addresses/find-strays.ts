import { didYouMean, type Location, type Problem } from '@bulkhead/diagnostics'
import { idSections, idsOf, ledgerEntries, type State } from '@bulkhead/ipam'
import type { LoadedFleet } from '../load-fleet.ts'
import { homesIn } from './homes.ts'

/**
 * Owners that the spec does not have and that are not in quarantine, each at its first place. In a
 * ledger as it was written they have just left the spec; in one that a person or a merge changed
 * they are unknown.
 */
export function findStrays({
  fleet,
  ledger,
}: Pick<LoadedFleet, 'fleet' | 'ledger'>): readonly Problem[] {
  const known = [...homesIn(fleet).keys()]
  const strays = new Map<string, Location | undefined>()
  const look = ({ owner, state, location }: Claim) => {
    if (state === 'quarantined' || known.includes(owner) || strays.has(owner)) return
    strays.set(owner, location)
  }
  ledgerEntries(ledger).forEach(look)
  for (const section of idSections) {
    for (const name of ledger[section].keys()) idsOf(ledger, name, section).forEach(look)
  }
  return [...strays].map(([owner, location]) => ({
    code: 'IPAM_UNKNOWN_OWNER',
    message: `the fleet has no "${owner}"${didYouMean(owner, known)}`,
    ...(location && { location }),
    hint: 'Correct the owner; or if it has left the fleet, write `state: quarantined`.',
  }))
}

interface Claim {
  readonly owner: string
  readonly state: State
  readonly location?: Location
}
