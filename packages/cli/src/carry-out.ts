import { applyChanges, type RepositoryPlan } from '@bulkhead/workspace'
import type { CommandContext, ExitCode } from './command.ts'
import { printChanges } from './print/changes.ts'

export interface ChangeOptions {
  readonly dryRun?: boolean
  readonly diff?: boolean
}

/** Prints a plan, and carries it out unless it is only to be shown. */
export function carryOut(
  plan: RepositoryPlan,
  context: CommandContext,
  { dryRun = false, diff = false }: ChangeOptions,
): ExitCode {
  if (!dryRun) applyChanges(context.dir, plan)
  const exitCode = printChanges(plan.changes, context, { diff })
  if (dryRun && !context.quiet) context.terminal.err('Nothing was written: this was a dry run.\n')
  return exitCode
}
