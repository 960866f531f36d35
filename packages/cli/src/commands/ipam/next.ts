import { nextAddresses, type AddressRows, type Newcomer } from '@bulkhead/fleet'
import { readDisk, readSpecFiles } from '@bulkhead/workspace'
import type { CommandContext, CommandModule, ExitCode } from '../../command.ts'
import { listBlocks, listNumbers, rowsToJson } from '../../print/address-rows.ts'

export const next: CommandModule = {
  define(command, run) {
    command.description(
      'Say what a region or cluster that does not exist yet would be given, as `bulkhead add` would record it. Nothing is written.',
    )
    command
      .command('region')
      .summary('a region, with its zones')
      .description('Say what a region would be given, were it the next to be added.')
      .argument('<name>', 'its name')
      .option('--zones <a,b,…>', 'its zones (default: none, as for local clusters)')
      .option('--pool <name>', 'the pool that its block comes from (default: region)')
      .addHelpText(
        'after',
        '\nExample:\n  bulkhead ipam next region ca-central-1 --zones ca-central-1a,ca-central-1b',
      )
      .action(
        run((context, name: string, { zones = '', pool }: { zones?: string; pool?: string }) => {
          const list = zones.split(',').map(zone => zone.trim())
          return answer({ kind: 'region', name, pool, zones: list.filter(Boolean) }, context)
        }),
      )
    command
      .command('cluster')
      .summary('a cluster in a region that exists')
      .description('Say what a cluster would be given, were it the next to be added.')
      .argument('<name>', 'its name')
      .requiredOption('--region <name>', 'its region')
      .addHelpText(
        'after',
        '\nExample:\n  bulkhead ipam next cluster eu-west-1-edge --region eu-west-1',
      )
      .action(
        run((context, name: string, { region }: { region: string }) =>
          answer({ kind: 'cluster', name, region }, context),
        ),
      )
  },
}

function answer(newcomer: Newcomer, context: CommandContext): ExitCode {
  const { dir, json, quiet, terminal, budget } = context
  const rows: AddressRows = nextAddresses(readSpecFiles(readDisk(dir, 'fleet', budget)), newcomer)
  if (json) terminal.out(rowsToJson(rows))
  else {
    terminal.out(listBlocks(rows.blocks))
    terminal.out(listNumbers(rows))
    if (!quiet) {
      terminal.err(
        'Nothing is recorded, and another branch may be told the same: add it, and `bulkhead generate` takes it.\n',
      )
    }
  }
  return 0
}
