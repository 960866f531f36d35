import { shortLine, type Problem } from '@bulkhead/diagnostics'
import { sourceOf } from '@bulkhead/workspace'
import type { CommandContext } from '../command.ts'
import type { FleetState } from '../read-state.ts'
import { describeProblems } from './problems.ts'

/** Says what is missing from a result, and why, beside the result. */
export function sayStateProblems(
  problems: readonly Problem[],
  { files }: Pick<FleetState, 'files'>,
  context: CommandContext,
): void {
  const read = (file: string) => sourceOf(files, file)
  context.terminal.err(describeProblems(problems, context, { read }))
}

/** Says what is missing from a result and may be, each time. */
export function sayAccepted(
  what: string,
  accepted: readonly string[],
  { quiet, terminal }: Pick<CommandContext, 'quiet' | 'terminal'>,
): void {
  if (quiet || accepted.length === 0) return
  for (const one of accepted) terminal.err(`${what}: ${shortLine(one)}\n`)
}
