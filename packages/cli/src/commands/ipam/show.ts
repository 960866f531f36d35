import {
  addressSpace,
  adoptedPool,
  type AddressRows,
  type LoadedFleet,
  type RowFilter,
} from '@bulkhead/fleet'
import { addressTree, pruneTree } from '@bulkhead/ipam'
import type { CommandModule } from '../../command.ts'
import { sayWhatIsMissing } from '../../print/missing-addresses.ts'
import { listBlocks, listNumbers, rowsToJson } from '../../print/address-rows.ts'
import { addressTreeTable } from '../../print/address-tree.ts'
import { readFleet } from '../../read-fleet.ts'
import { addRowFilter, chooseRows } from './row-filter.ts'

interface ShowOptions extends RowFilter {
  readonly tree?: boolean
}

export const show: CommandModule = {
  define(command, run) {
    addRowFilter(
      command.description('Print every range and mesh id that is allocated, and whose it is.'),
    )
      .option('--tree', 'each range in what it was cut from, with what is free between')
      .addHelpText(
        'after',
        `
Examples:
  bulkhead ipam show
  bulkhead ipam show --tree --region eu-west-1
  bulkhead ipam show --cluster eu-west-1-production --json`,
      )
      .action(
        run((context, { tree = false, ...filter }: ShowOptions) => {
          const loaded = readFleet(context.dir, context.budget)
          const rows = chooseRows(loaded, filter)
          const { json, terminal } = context
          if (json) terminal.out(rowsToJson(rows))
          else {
            terminal.out(tree ? drawTree(loaded, rows, filter) : listBlocks(rows.blocks))
            terminal.out(listNumbers(rows))
          }
          sayWhatIsMissing(loaded, context)
          return 0
        }),
      )
  },
}

/** The pools, and after them what no pool gave out. */
function drawTree(
  { fleet, ledger }: LoadedFleet,
  rows: AddressRows,
  { pool, region, cluster }: RowFilter,
): string {
  const pools = addressTree(ledger, addressSpace(fleet)).filter(
    ({ name }) => pool === undefined || name === pool,
  )
  const owners = new Set(rows.blocks.map(({ owner }) => owner))
  const isChosen = (region ?? cluster) !== undefined
  const tree = isChosen ? pruneTree(pools, ({ owner }) => owners.has(owner)) : pools
  const adopted = rows.blocks.filter(row => row.pool === adoptedPool)
  return addressTreeTable(tree) + (adopted.length > 0 ? `\n${listBlocks(adopted)}` : '')
}
