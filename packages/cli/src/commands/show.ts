import { didYouMean, FleetError } from '@bulkhead/diagnostics'
import { addressRows, filterRows, type AddressRows, type Cluster } from '@bulkhead/fleet'
import type { ManagedApplication } from '@bulkhead/state'
import type { CommandModule } from '../command.ts'
import { listBlocks, listNumbers } from '../print/address-rows.ts'
import { applicationTable, applicationToJson } from '../print/applications.ts'
import { sayStateProblems } from '../print/state-problems.ts'
import { table } from '../print/table.ts'
import { addMoment, readState, type FleetState, type Moment } from '../read-state.ts'

export const show: CommandModule = {
  define(command, run) {
    addMoment(
      command
        .command('cluster')
        .summary('a cluster: its facts, its addresses, its Applications')
        .description('Print the facts of a cluster, its addresses, and the Applications it runs.')
        .argument('<name>', 'name of the cluster'),
    )
      .addHelpText('after', '\nExample:\n  bulkhead show cluster eu-west-1-production')
      .action(
        run((context, name: string, moment: Moment) => {
          const state = readState(context, moment)
          const shown = describeCluster(name, state)
          context.terminal.out(context.json ? toJson(shown) : toText(shown))
          sayStateProblems(state.instance.problems, state, context)
          return state.instance.problems.length > 0 ? 1 : 0
        }),
      )
  },
}

interface ShownCluster {
  readonly facts: Readonly<Record<string, string | number>>
  readonly addresses: AddressRows
  /** What ApplicationSets select it by; nothing while it is not registered. */
  readonly labels: Readonly<Record<string, string>>
  readonly applications: readonly ManagedApplication[]
}

/** @throws FleetError when the fleet has no such cluster */
function describeCluster(name: string, { fleet, ledger, instance }: FleetState): ShownCluster {
  const cluster = fleet.clusters.find(one => one.name === name)
  if (!cluster) {
    const known = fleet.clusters.map(one => one.name)
    throw new FleetError({
      code: 'STATE_NO_CLUSTER',
      message: `the fleet has no cluster "${name}"${didYouMean(name, known)}`,
      hint: 'See `bulkhead list clusters`.',
    })
  }
  return {
    facts: factsOf(cluster),
    addresses: filterRows(addressRows({ fleet, ledger }), { cluster: name }),
    labels: instance.clusters.find(one => one.name === name)?.labels ?? {},
    applications: instance.applications.filter(application => application.cluster === name),
  }
}

function factsOf({ name, region, environment, bootstrap, kubernetesVersion, nodes }: Cluster) {
  return {
    name,
    region: region.name,
    provider: region.provider,
    environment: environment.name,
    bootstrap,
    kubernetesVersion,
    nodes,
  }
}

function toJson({ facts, addresses, labels, applications }: ShownCluster): string {
  const shown = { ...facts, labels, addresses, applications: applications.map(applicationToJson) }
  return `${JSON.stringify(shown, null, 2)}\n`
}

function toText({ facts, addresses, applications }: ShownCluster): string {
  return [
    table(Object.entries(facts).map(([key, value]) => [key, String(value)])),
    listBlocks(addresses.blocks) + listNumbers(addresses),
    applicationTable(applications),
  ].join('\n')
}
