import { Argument } from 'commander'
import type { Fleet } from '@bulkhead/fleet'
import type { CommandModule } from '../command.ts'
import { table } from '../print/table.ts'
import { readFleet } from '../read-fleet.ts'

type Row = Readonly<Record<string, string | number | boolean>>

const lists: Readonly<Record<string, (fleet: Fleet) => readonly Row[]>> = {
  regions: fleet =>
    fleet.regions.map(({ name, provider, zones }) => ({
      name,
      provider,
      zones: zones.join(','),
      clusters: fleet.clusters.filter(({ region }) => region.name === name).length,
    })),
  clusters: fleet =>
    fleet.clusters.map(({ name, environment, region, bootstrap, kubernetesVersion, nodes }) => ({
      name,
      environment: environment.name,
      region: region.name,
      bootstrap,
      kubernetesVersion,
      nodes,
    })),
  workloads: fleet =>
    fleet.workloads.map(({ name, tier, team, exposure, clusters }) => ({
      name,
      tier,
      team,
      exposure,
      clusters: clusters.length,
    })),
  environments: fleet =>
    fleet.environments.map(({ name, wave, protected: isProtected }) => ({
      name,
      wave,
      protected: isProtected,
    })),
  teams: fleet => fleet.teams.map(({ name, owners }) => ({ name, owners: owners.join(',') })),
}

export const list: CommandModule = {
  define(command, run) {
    command
      .addArgument(new Argument('<kind>', 'what to list').choices(Object.keys(lists)))
      .addHelpText(
        'after',
        '\nExamples:\n  bulkhead list clusters\n  bulkhead list workloads --json',
      )
      .action(
        run(({ dir, json, terminal, budget }, kind: string) => {
          const rows = lists[kind]?.(readFleet(dir, budget).fleet) ?? []
          const columns = Object.keys(rows[0] ?? {})
          terminal.out(
            json
              ? `${JSON.stringify(rows, null, 2)}\n`
              : table([
                  columns.map(column => column.toUpperCase()),
                  ...rows.map(row => columns.map(column => String(row[column]))),
                ]),
          )
          return 0
        }),
      )
  },
}
