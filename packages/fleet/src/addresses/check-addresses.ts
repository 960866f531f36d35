import { FleetError, throwIfAny, type Problem } from '@bulkhead/diagnostics'
import { blocksOf } from '@bulkhead/ipam'
import { loadFleet, type LoadedFleet } from '../load-fleet.ts'
import { readSpec } from '../read-spec.ts'
import { findStrays } from './find-strays.ts'
import { planAddresses } from './plan-addresses.ts'

/** What is wrong with the addresses of a fleet, and how much was looked at. */
export interface AddressCheck {
  readonly problems: readonly Problem[]
  readonly checked: {
    readonly pools: number
    readonly blocks: number
    readonly ranges: number
    readonly ids: number
  }
}

/**
 * Holds the addresses of a spec and its ledger against their rules and each other, and tries
 * whether all that is still to be given out fits. Looks at nothing else: not at the tree.
 *
 * @param files repository path → text; only paths under `fleet/` are looked at
 * @param isLedgerAsWritten whether nobody changed the ledger since it was last written
 * @throws FleetError when the spec cannot be read, and there is nothing to check
 */
export function checkAddresses(
  files: ReadonlyMap<string, string>,
  isLedgerAsWritten = true,
): AddressCheck {
  const { spec, problems: unreadable } = readSpec(files)
  throwIfAny(unreadable)
  const { loaded, problems } = loadFleet(files)
  if (spec.Fleet.length === 0) throwIfAny(problems)
  if (!loaded) return { problems, checked: { pools: 0, blocks: 0, ranges: 0, ids: 0 } }
  const { ledgerProblems } = loaded
  const mayHaveStrays = ledgerProblems.length === 0 && !isLedgerAsWritten
  const contradictions = mayHaveStrays ? findStrays(loaded) : ledgerProblems
  return {
    problems: contradictions.length > 0 ? contradictions : tryPlan(loaded),
    checked: count(loaded),
  }
}

/** Faults of what is still to be given out; of a ledger that is wrong they would say nothing. */
function tryPlan({ fleet, ledger, sources }: LoadedFleet): readonly Problem[] {
  try {
    planAddresses(fleet, ledger, sources)
    return []
  } catch (error) {
    if (error instanceof FleetError) return error.problems
    throw error
  }
}

function count({ fleet, ledger }: LoadedFleet): AddressCheck['checked'] {
  const blocks = [...ledger.pools.keys()].flatMap(pool => blocksOf(ledger, pool))
  return {
    pools: fleet.network.pools.length,
    blocks: blocks.length,
    ranges: blocks.reduce((sum, { ranges }) => sum + ranges.length, 0),
    ids: [...ledger.meshes.values()].reduce((sum, claims) => sum + claims.size, 0),
  }
}
