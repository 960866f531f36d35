import { throwIfAny } from '@bulkhead/diagnostics'
import { addressSpace, ledgerPath, loadFleet, type LoadedFleet } from '@bulkhead/fleet'
import { formatLedger, type Ledger } from '@bulkhead/ipam'
import { planRepository, type RepositoryPlan } from '@bulkhead/workspace'
import type { CommandContext } from './command.ts'

/**
 * Plans a deliberate change of the ledger, and what follows from it in the tree.
 *
 * @throws FleetError with everything that is wrong with the spec or the ledger as it is: nothing
 *   is built upon a ledger that contradicts itself
 */
export function planLedger(
  { dir, budget }: Pick<CommandContext, 'dir' | 'budget'>,
  change: (loaded: LoadedFleet) => Ledger,
): Promise<RepositoryPlan> {
  return planRepository(
    dir,
    ({ files }) => {
      const { loaded, problems } = loadFleet(files)
      throwIfAny(problems)
      if (!loaded) throw new Error('loadFleet gives a fleet or problems')
      throwIfAny(loaded.ledgerProblems)
      const content = formatLedger(change(loaded), addressSpace(loaded.fleet))
      return [{ path: ledgerPath, content }]
    },
    budget,
  )
}
