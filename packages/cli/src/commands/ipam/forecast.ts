import { oneLine, throwIfAny } from '@bulkhead/diagnostics'
import { forecastFleet, type Capacity, type FleetForecast } from '@bulkhead/fleet'
import { readSource } from '@bulkhead/workspace'
import type { CommandModule } from '../../command.ts'
import { countOf } from '../../print/count-of.ts'
import { describeProblems, problemsToJson } from '../../print/problems.ts'
import { table } from '../../print/table.ts'
import { readFleet } from '../../read-fleet.ts'

export const forecast: CommandModule = {
  define(command, run) {
    command
      .description(
        'Say how many more regions fit into each pool, clusters into each region and into the fleet, and nodes into each cluster: now, and once what is quarantined is freed.',
      )
      .addHelpText(
        'after',
        `
Warns of a pool with room for fewer than 3 more regions, and of a cluster that has 80 % of the nodes
that its pods have addresses for.

Examples:
  bulkhead ipam forecast
  bulkhead ipam forecast --json`,
      )
      .action(
        run(context => {
          const loaded = readFleet(context.dir, context.budget)
          throwIfAny(loaded.ledgerProblems)
          const { capacities, first, warnings } = forecastFleet(loaded)
          const { json, terminal } = context
          if (json) terminal.out(toJson({ capacities, first, warnings }, context.dir))
          else {
            terminal.out(tabulate(capacities))
            if (first) terminal.out(`\n${oneLine(describeFirst(first))}\n`)
            terminal.err(describeProblems(warnings, context, { severity: 'warning' }))
          }
          return 0
        }),
      )
  },
}

function toJson({ capacities, first, warnings }: FleetForecast, dir: string): string {
  const told = problemsToJson(warnings, file => readSource(dir, file))
  const result = { capacities, first, warnings: told.problems }
  return `${JSON.stringify(result, null, 2)}\n`
}

function tabulate(capacities: readonly Capacity[]): string {
  return table([
    ['WHERE', 'MORE', 'AFTER GC', 'IN USE', 'ENDS WITH'],
    ...capacities.map(({ scope, name, unit, used, more, afterGc, limit }) => [
      `${scope} ${name}`,
      countOf(more, unit.slice(0, -1)),
      String(afterGc),
      `${used} of ${used + more}`,
      limit,
    ]),
  ])
}

function describeFirst({ scope, name, unit, used, more, limit }: Capacity): string {
  const left = more === 0 ? `no more ${unit} fit` : `${used} of ${used + more} ${unit} in use`
  return `Ends first: ${scope} ${name}, ${left} (${limit})`
}
