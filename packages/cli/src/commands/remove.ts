import { ledgerPath, removals, type Removal } from '@bulkhead/fleet'
import { planRepository } from '@bulkhead/workspace'
import { carryOut, type ChangeOptions } from '../carry-out.ts'
import type { CommandContext, CommandModule, ExitCode } from '../command.ts'

const examples: Readonly<Record<string, string>> = {
  region: 'bulkhead remove region ca-central-1',
  cluster: 'bulkhead remove cluster eu-west-1-edge --dry-run --diff',
  workload: 'bulkhead remove workload ledger',
  environment: 'bulkhead remove environment canary',
  team: 'bulkhead remove team search',
}

export const remove: CommandModule = {
  define(command, run) {
    for (const removal of Object.values(removals)) {
      command
        .command(removal.kind)
        .summary(removal.summary)
        .description(`Remove ${removal.summary}.`)
        .argument('<name>', `name of the ${removal.kind}`)
        .option('--dry-run', 'write nothing; print what would be written')
        .option('--diff', 'print how each file changes')
        .addHelpText('after', `\nExample:\n  ${examples[removal.kind]}`)
        .action(
          run((context, name: string, options: ChangeOptions) =>
            removeOne(removal, name, options, context),
          ),
        )
    }
  },
}

async function removeOne(
  removal: Removal,
  name: string,
  options: ChangeOptions,
  context: CommandContext,
): Promise<ExitCode> {
  const plan = await planRepository(
    context.dir,
    editing => removal.edit(name, editing),
    context.budget,
  )
  const exitCode = carryOut(plan, context, options)
  const hasReleased = plan.changes.some(
    ({ path, verdict }) => path === ledgerPath && verdict === 'update',
  )
  if (hasReleased && !context.json && !context.quiet) {
    context.terminal.err(
      '\nIts addresses are quarantined: it has them again if it comes back, and nobody else gets them\n' +
        'until `bulkhead ipam gc` frees them.\n',
    )
  }
  return exitCode
}
