import { resolve } from 'node:path'
import { throwIfAny } from '@bulkhead/diagnostics'
import { formatTfvars, type AddressRows, type RowFilter } from '@bulkhead/fleet'
import { formatCsv, formatNetbox, type NetboxOptions } from '@bulkhead/ipam'
import { writeOutput } from '@bulkhead/workspace'
import { Option } from 'commander'
import type { CommandContext, CommandModule, ExitCode } from '../../command.ts'
import { sayWhatIsMissing } from '../../print/missing-addresses.ts'
import { readFleet } from '../../read-fleet.ts'
import { addRowFilter, chooseRows } from './row-filter.ts'

type Format = 'csv' | 'netbox' | 'tfvars'

interface ExportOptions extends RowFilter, NetboxOptions {
  readonly format: Format
  readonly output?: string
}

export const exportAddresses: CommandModule = {
  define(command, run) {
    addRowFilter(
      command
        .description('Print the ledger for other tools.')
        .addOption(
          new Option('--format <format>', 'what to print')
            .choices(['csv', 'netbox', 'tfvars'] satisfies Format[])
            .default('csv'),
        )
        .option('-o, --output <file>', 'write to a file instead'),
    )
      .option('--vrf <name>', 'with netbox: the VRF that the prefixes belong to')
      .addOption(
        new Option('--scope <type>', 'with netbox: what stands for a region there').choices([
          'region',
          'site',
        ]),
      )
      .addHelpText(
        'after',
        `
csv     a row per range: prefix, role, owner, region, cluster, zone, pool, state, claim
netbox  JSON for the form at /ipam/prefixes/import/, where the roles must exist: region, vpc, subnet,
        node, pod, service, loadbalancer, globalnet, as far as the fleet has them
tfvars  the Terraform variable \`regions\`, for a file *.auto.tfvars.json

Examples:
  bulkhead ipam export > addresses.csv
  bulkhead ipam export --format netbox --vrf fleet --scope region
  bulkhead ipam export --format tfvars -o terraform/addresses.auto.tfvars.json`,
      )
      .action(run((context, options: ExportOptions) => exportTo(options, context)))
  },
}

function exportTo(options: ExportOptions, context: CommandContext): ExitCode {
  const loaded = readFleet(context.dir, context.budget)
  throwIfAny(loaded.ledgerProblems)
  const text = format(chooseRows(loaded, options), options)
  if (options.output === undefined) context.terminal.out(text)
  else writeOutput(resolve(context.dir, options.output), text, context.dir)
  sayWhatIsMissing(loaded, context)
  return 0
}

function format(rows: AddressRows, { format: name, vrf, scope }: ExportOptions): string {
  switch (name) {
    case 'csv':
      return formatCsv(rows.blocks)
    case 'netbox':
      return formatNetbox(rows.blocks, { vrf, scope })
    case 'tfvars':
      return formatTfvars(rows)
    default:
      throw new Error(`not a format: ${name satisfies never}`)
  }
}
