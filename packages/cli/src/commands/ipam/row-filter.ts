import { didYouMean, FleetError } from '@bulkhead/diagnostics'
import {
  addressRows,
  filterRows,
  type AddressRows,
  type LoadedFleet,
  type RowFilter,
} from '@bulkhead/fleet'
import type { Command } from 'commander'

/** Gives a command the flags that choose among the rows of the address plan. */
export function addRowFilter(command: Command): Command {
  return command
    .option('--pool <name>', 'only what was taken from this pool')
    .option('--region <name>', 'only what lies in the block of this region')
    .option('--cluster <name>', 'only what this cluster has')
}

/**
 * The rows of a fleet's ledger that the flags ask for.
 *
 * @throws FleetError for a name that neither the spec nor the ledger knows
 */
export function chooseRows({ fleet, ledger }: LoadedFleet, filter: RowFilter): AddressRows {
  const rows = addressRows({ fleet, ledger })
  const known = {
    pool: [...fleet.network.pools.map(({ name }) => name), ...rows.blocks.map(({ pool }) => pool)],
    region: [
      ...fleet.regions.map(({ name }) => name),
      ...rows.blocks.flatMap(({ region }) => region ?? []),
    ],
    cluster: [
      ...fleet.clusters.map(({ name }) => name),
      ...rows.blocks.flatMap(({ cluster }) => cluster ?? []),
    ],
  }
  checkKnown('pool', filter.pool, known.pool)
  checkKnown('region', filter.region, known.region)
  checkKnown('cluster', filter.cluster, known.cluster)
  return filterRows(rows, filter)
}

function checkKnown(kind: string, name: string | undefined, known: readonly string[]): void {
  if (name === undefined || known.includes(name)) return
  throw new FleetError({
    code: `SPEC_UNKNOWN_${kind.toUpperCase()}`,
    message: `no ${kind} is named "${name}"${didYouMean(name, known)}`,
    hint: '`bulkhead ipam show` prints every name that has addresses.',
  })
}
