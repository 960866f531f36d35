import type { Problem } from '@bulkhead/diagnostics'
import { checkLedger, emptyLedger, readLedger, type Ledger } from '@bulkhead/ipam'
import { parseYaml } from '@bulkhead/yaml'
import { checkSpec } from './check/check-spec.ts'
import type { Fleet } from './fleet.ts'
import { ledgerPath, readSpec } from './read-spec.ts'
import { resolveFleet } from './resolve.ts'
import { indexSources, type FleetSources } from './sources.ts'

/** A fleet that is sound as far as its spec goes, with its ledger and the way back to the source. */
export interface LoadedFleet {
  readonly fleet: Fleet
  readonly ledger: Ledger
  readonly sources: FleetSources
}

/**
 * Reads `fleet/`: the spec and the address ledger.
 *
 * @param files repository path → text; only paths under `fleet/` are looked at
 * @returns the fleet, or every problem that stands in its way
 */
export function loadFleet(
  files: ReadonlyMap<string, string>,
): { loaded: LoadedFleet; problems: readonly [] } | { loaded?: never; problems: readonly Problem[] } {
  const { spec, problems } = readSpec(files)
  const found = [...problems, ...checkSpec(spec, problems.length === 0)]
  if (found.length > 0) return { problems: found }
  const fleet = resolveFleet(spec)
  const { ledger, problems: ledgerProblems } = loadLedger(files, fleet)
  if (ledgerProblems.length > 0) return { problems: ledgerProblems }
  return { loaded: { fleet, ledger, sources: indexSources(spec) }, problems: [] }
}

function loadLedger(
  files: ReadonlyMap<string, string>,
  fleet: Fleet,
): { ledger: Ledger; problems: readonly Problem[] } {
  const text = files.get(ledgerPath)
  if (text === undefined) return { ledger: emptyLedger, problems: [] }
  const { documents, problems } = parseYaml(text, ledgerPath)
  const [document] = documents
  if (problems.length > 0 || !document) return { ledger: emptyLedger, problems }
  const read = readLedger(document)
  if (read.problems.length > 0) return read
  return { ledger: read.ledger, problems: checkLedger(read.ledger, fleet.network.pools) }
}
