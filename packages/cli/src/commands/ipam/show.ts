import { addressSpace, ownerOf, type AddressRows, type RowFilter } from '@bulkhead/fleet'
import { addressTree, pruneTree } from '@bulkhead/ipam'
import type { CommandModule } from '../../command.ts'
import { sayWhatIsMissing } from '../../print/missing-addresses.ts'
import { addressTreeTable } from '../../print/address-tree.ts'
import { table } from '../../print/table.ts'
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
          const loaded = readFleet(context.dir)
          const { blocks, ids, asns } = chooseRows(loaded, filter)
          const { json, terminal } = context
          if (json) terminal.out(`${JSON.stringify({ blocks, ids, asns }, null, 2)}\n`)
          else {
            terminal.out(tree ? drawTree(loaded, filter) : listBlocks(blocks))
            if (ids.length > 0) terminal.out(`\n${listIds(ids)}`)
            if (asns.length > 0) terminal.out(`\n${listAsns(asns)}`)
          }
          sayWhatIsMissing(loaded, context)
          return 0
        }),
      )
  },
}

function listBlocks(blocks: AddressRows['blocks']): string {
  return table([
    ['RANGE', 'ROLE', 'OWNER', 'POOL', 'STATE'],
    ...blocks.map(b => [
      b.claim === undefined ? b.cidr : `${b.cidr} of ${b.claim}`,
      b.role,
      b.owner,
      b.pool,
      b.state,
    ]),
  ])
}

function listIds(ids: AddressRows['ids']): string {
  return table([
    ['ID', 'OWNER', 'MESH', 'STATE'],
    ...ids.map(i => [String(i.id), i.owner, i.mesh, i.state]),
  ])
}

function listAsns(asns: AddressRows['asns']): string {
  return table([
    ['ASN', 'OWNER', 'STATE'],
    ...asns.map(({ asn, owner, state }) => [String(asn), owner, state]),
  ])
}

function drawTree(
  { fleet, ledger }: ReturnType<typeof readFleet>,
  { pool, region, cluster }: RowFilter,
): string {
  const pools = addressTree(ledger, addressSpace(fleet)).filter(
    ({ name }) => pool === undefined || name === pool,
  )
  const inRegion =
    region === undefined
      ? pools
      : pruneTree(pools, ({ role, owner }) => role === 'region' && owner === ownerOf.region(region))
  return addressTreeTable(
    cluster === undefined
      ? inRegion
      : pruneTree(inRegion, ({ owner }) => owner === ownerOf.cluster(cluster)),
  )
}
