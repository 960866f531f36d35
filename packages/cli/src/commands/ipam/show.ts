import { meshName } from '@bulkhead/fleet'
import { formatCidr, idsOf, ledgerEntries, type LedgerEntry } from '@bulkhead/ipam'
import type { CommandModule } from '../../command.ts'
import { table } from '../../print/table.ts'
import { readFleet } from '../../read-fleet.ts'

export const show: CommandModule = {
  define(command, run) {
    command
      .description('Print every range and mesh id that is allocated, and whose it is.')
      .addHelpText('after', '\nExamples:\n  bulkhead ipam show\n  bulkhead ipam show --json')
      .action(
        run(({ dir, json, terminal }) => {
          const { fleet, ledger } = readFleet(dir)
          const regionOf = new Map(fleet.clusters.map(({ name, region }) => [name, region.name]))
          const zoneRegions = new Map(
            fleet.regions.flatMap(region => region.zones.map(zone => [zone, region.name] as const)),
          )
          const blocks = ledgerEntries(ledger).map(entry => describe(entry, regionOf, zoneRegions))
          const ids = idsOf(ledger, meshName).map(({ id, owner, state }) => ({
            id,
            mesh: meshName,
            owner,
            state,
          }))
          terminal.out(
            json
              ? `${JSON.stringify({ blocks, ids }, null, 2)}\n`
              : table([
                  ['RANGE', 'ROLE', 'OWNER', 'POOL', 'STATE'],
                  ...blocks.map(b => [b.cidr, b.role, b.owner, b.pool, b.state]),
                ]) +
                  (ids.length > 0
                    ? `\n${table([['ID', 'OWNER', 'MESH', 'STATE'], ...ids.map(i => [String(i.id), i.owner, i.mesh, i.state])])}`
                    : ''),
          )
          return 0
        }),
      )
  },
}

function describe(
  { cidr, role, owner, pool, state }: LedgerEntry,
  regionOf: ReadonlyMap<string, string>,
  zoneRegions: ReadonlyMap<string, string>,
) {
  const [kind = '', name = ''] = owner.split('/')
  const region = { region: name, zone: zoneRegions.get(name), cluster: regionOf.get(name) }[kind]
  return {
    cidr: formatCidr(cidr),
    role,
    owner,
    ...(region !== undefined && { region }),
    ...(kind === 'cluster' && { cluster: name }),
    ...(kind === 'zone' && { zone: name }),
    pool,
    state,
  }
}
