import type { Problem } from '@bulkhead/diagnostics'
import { sourceOf } from '@bulkhead/workspace'
import type { CommandContext } from '../command.ts'
import type { FleetState } from '../read-state.ts'
import { describeProblem } from './problems.ts'

/** Says what is missing from a result, and why, beside the result. */
export function sayStateProblems(
  problems: readonly Problem[],
  { files }: Pick<FleetState, 'files'>,
  context: CommandContext,
): void {
  for (const problem of problems) {
    const { file = '' } = problem.location ?? {}
    const sources = new Map([[file, sourceOf(files, file) ?? '']])
    context.terminal.err(describeProblem(problem, context, { sources }))
  }
}
