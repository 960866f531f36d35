import { throwIfAny, type Problem } from '@bulkhead/diagnostics'
import {
  checkFleetLedger,
  ledgerPath,
  loadFleet,
  type Fleet,
  type FleetSources,
} from '@bulkhead/fleet'
import type { Ledger } from '@bulkhead/ipam'
import { readLedgerClaims } from './read-ledger-claims.ts'

/** The spec and the ledger, as far as rules can judge them. */
export interface FleetState {
  readonly fleet: Fleet
  readonly sources: FleetSources
  readonly ledger: Ledger
  /** What is wrong with the ledger's claims: for the rules to report. */
  readonly ledgerProblems: readonly Problem[]
}

/** Faults of a ledger that can be read all the same: findings, where others stop validation. */
const judged: ReadonlySet<string> = new Set([
  'IPAM_CIDR',
  'IPAM_NOT_CANONICAL',
  'IPAM_OUTSIDE_BLOCK',
  'IPAM_DUPLICATE_OWNER',
])

/**
 * Reads `fleet/`. The ledger is read apart from the spec: a claim edited by hand is a finding with
 * a rule and a page, while for whoever writes the tree it is a reason to stop.
 *
 * @param files repository path → text
 * @throws FleetError with everything that keeps the spec or the ledger from being read
 */
export function readFleet(files: ReadonlyMap<string, string>): FleetState {
  const { loaded, problems } = loadFleet(
    new Map([...files].filter(([path]) => path !== ledgerPath)),
  )
  const reading = readLedgerClaims(files.get(ledgerPath) ?? '')
  throwIfAny([...problems, ...reading.problems.filter(({ code }) => !judged.has(code))])
  if (!loaded) throw new Error('loadFleet gave neither a fleet nor a problem')
  const { fleet, sources } = loaded
  const { ledger } = reading
  const ledgerProblems = [...reading.problems, ...checkFleetLedger(ledger, fleet)]
  return { fleet, sources, ledger, ledgerProblems }
}
