import { didYouMean, FleetError } from '@bulkhead/diagnostics'
import { checkClusterName } from '../check-cluster-name.ts'
import type { CommandContext, CommandModule, ExitCode } from '../command.ts'
import { applicationTable, applicationToJson } from '../print/applications.ts'
import { sayAccepted, sayStateProblems } from '../print/state-problems.ts'
import { addMoment, readState, type FleetState, type Moment } from '../read-state.ts'
import { bringers, unknownParts } from '../unknown-parts.ts'

interface AppsFlags extends Moment {
  readonly cluster?: string
  readonly set?: string
}

export const apps: CommandModule = {
  define(command, run) {
    addMoment(
      command
        .description('Print every Application that Argo CD will create, and where it goes.')
        .option('--cluster <name>', 'only those of a cluster')
        .option('--set <name>', 'only those of an ApplicationSet'),
    )
      .addHelpText(
        'after',
        `
Exits with 1 when a set is frozen, or when not every Application is known here: one may be made by
a set that asks a living system, or come from a chart, a remote base or another repository. What
spec.unchecked accepts, and the charts of systems that the fleet names, are said and exit with 0.

Examples:
  bulkhead apps
  bulkhead apps --cluster eu-west-1-production
  bulkhead apps --set cilium-clustermesh --json
  bulkhead apps --ref origin/main`,
      )
      .action(run((context, flags: AppsFlags) => printApps(flags, context)))
  },
}

function printApps({ cluster, set, ...moment }: AppsFlags, context: CommandContext): ExitCode {
  const { json, terminal } = context
  const state = readState(context, moment)
  if (cluster !== undefined) checkClusterName(cluster, state.instance)
  if (set !== undefined) checkSetName(set, state)
  const { applications } = state.instance
  const chosen = applications.filter(
    application =>
      (cluster === undefined || application.cluster === cluster) &&
      (set === undefined || application.applicationSet === set),
  )
  terminal.out(
    json ? `${JSON.stringify(chosen.map(applicationToJson), null, 2)}\n` : applicationTable(chosen),
  )
  const { problems, accepted, charts } = unknownParts(state, bringers(state))
  sayStateProblems(problems, state, context)
  sayAccepted(
    'not in the list is what these bring',
    [...charts.map(name => `the Helm chart ${name}, which is not rendered`), ...accepted],
    context,
  )
  return problems.length > 0 ? 1 : 0
}

function checkSetName(name: string, { instance: { expansions } }: FleetState): void {
  const known = expansions.map(expansion => expansion.name)
  if (known.includes(name)) return
  throw new FleetError({
    code: 'STATE_NO_SET',
    message: `there is no ApplicationSet "${name}"${didYouMean(name, known)}`,
    hint: `Name one of ${known.join(', ')}.`,
  })
}
