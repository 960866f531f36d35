import { startOf, type Problem } from '@bulkhead/diagnostics'
import { emptyLedger, readLedger, type Ledger } from '@bulkhead/ipam'
import { parseYaml } from '@bulkhead/yaml'
import { checkFleetLedger } from './addresses/check-owners.ts'
import { checkSpec } from './check/check-spec.ts'
import type { Fleet } from './fleet.ts'
import { ledgerPath, readSpec } from './read-spec.ts'
import { resolveFleet } from './resolve.ts'
import { indexSources, type FleetSources } from './sources.ts'

/** A fleet whose spec is sound, with its ledger and the way back to the source. */
export interface LoadedFleet {
  readonly fleet: Fleet
  readonly ledger: Ledger
  readonly sources: FleetSources
  /** What the ledger's claims contradict: nothing is written while there are any. */
  readonly ledgerProblems: readonly Problem[]
}

export type FleetReading =
  | { readonly loaded: LoadedFleet; readonly problems: readonly [] }
  | { readonly loaded?: never; readonly problems: readonly Problem[] }

/**
 * Reads `fleet/`: the spec and the address ledger.
 *
 * @param files repository path → text; only paths under `fleet/` are looked at
 * @returns the fleet, or every problem that stands in its way
 */
export function loadFleet(files: ReadonlyMap<string, string>): FleetReading {
  const { spec, problems } = readSpec(files)
  const { ledger, problems: unreadable } = loadLedger(files.get(ledgerPath))
  const found = [...problems, ...checkSpec(spec, problems.length === 0), ...unreadable]
  if (found.length > 0) return { problems: found }
  const fleet = resolveFleet(spec)
  const ledgerProblems = checkFleetLedger(ledger, fleet)
  return { loaded: { fleet, ledger, sources: indexSources(spec), ledgerProblems }, problems: [] }
}

function loadLedger(text: string | undefined): {
  ledger: Ledger
  problems: readonly Problem[]
} {
  if (text === undefined) return { ledger: emptyLedger, problems: [] }
  const { documents, problems } = parseYaml(text, ledgerPath)
  const [document, second] = documents
  if (problems.length > 0) return { ledger: emptyLedger, problems: problems.map(withWayOut) }
  return document && !second ? readLedger(document) : { ledger: emptyLedger, problems: [notOne] }
}

/** A ledger that git could not merge is not resolved by hand. */
function withWayOut(problem: Problem): Problem {
  if (problem.code !== 'YAML_CONFLICT_MARKER') return problem
  const hint =
    'Run `bulkhead ipam rebase`: it keeps what has landed, and chooses anew what collides with it.'
  return { ...problem, hint }
}

/** An emptied ledger is a lost one: without it, every range would be drawn anew. */
const notOne: Problem = {
  code: 'IPAM_LEDGER',
  message: 'the address ledger must be one YAML document',
  location: startOf(ledgerPath),
  hint: `Restore it with \`git checkout HEAD -- ${ledgerPath}\`.`,
}
