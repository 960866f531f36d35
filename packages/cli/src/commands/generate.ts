import { planRepository } from '@bulkhead/workspace'
import { carryOut, type ChangeOptions } from '../carry-out.ts'
import type { CommandModule } from '../command.ts'

interface GenerateOptions extends ChangeOptions {
  readonly check?: boolean
}

export const generate: CommandModule = {
  define(command, run) {
    command
      .option('--check', 'write nothing; exit with 1 if anything would change')
      .option('--dry-run', 'write nothing; print what would be written')
      .option('--diff', 'print how each file changes')
      .addHelpText(
        'after',
        `
Verdicts, one per file: create, update, delete, identical, keep (it is yours), conflict (it was
changed by hand, and is left alone).

Examples:
  bulkhead generate
  bulkhead generate --dry-run --diff
  bulkhead generate --check   # in CI`,
      )
      .action(
        run(async (context, { check = false, ...options }: GenerateOptions) => {
          const plan = await planRepository(context.dir, undefined, context.budget)
          const exitCode = carryOut(plan, context, {
            ...options,
            dryRun: check || (options.dryRun ?? false),
          })
          return check && !plan.isCurrent ? 1 : exitCode
        }),
      )
  },
}
