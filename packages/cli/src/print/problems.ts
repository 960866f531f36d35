import { formatLocation, pointAt, type FleetError, type Problem } from '@bulkhead/diagnostics'
import { readSource } from '@bulkhead/workspace'
import type { CommandContext } from '../command.ts'
import { paletteFor } from './palette.ts'

/** Says what is wrong, where, and what to do next: every problem of an error. */
export function printProblems({ problems, sources }: FleetError, context: CommandContext): void {
  const { terminal, json } = context
  if (json) {
    terminal.out(`${JSON.stringify({ problems: problems.map(problemToJson) }, null, 2)}\n`)
    return
  }
  for (const problem of problems) terminal.err(describeProblem(problem, context, { sources }))
  if (problems.length > 1) terminal.err(`\n${problems.length} problems; nothing was written.\n`)
}

interface ProblemOptions {
  readonly severity?: 'error' | 'warning'
  /** Texts that places refer to, where they are not those on disk. */
  readonly sources?: ReadonlyMap<string, string>
}

/**
 * A problem as text: its place, its message, the line of source with a marker under the place, and
 * the hint.
 */
export function describeProblem(
  { code, message, location, hint }: Problem,
  context: CommandContext,
  { severity = 'error', sources = new Map() }: ProblemOptions = {},
): string {
  const paint = paletteFor(context)
  const label = severity === 'error' ? paint.red(severity) : paint.yellow(severity)
  const place = location ? `${paint.bold(formatLocation(location))}: ` : ''
  const source = location && (sources.get(location.file) ?? readSource(context.dir, location.file))
  const pointer = location && source !== undefined ? pointAt(source, location) : ''
  return [
    `${place}${label}: ${message} ${paint.dim(`[${code}]`)}\n`,
    pointer ? `${paint.dim(indent(pointer))}\n` : '',
    hint ? `  ${paint.cyan('→')} ${hint}\n` : '',
  ].join('')
}

/** A problem as scripts read it. */
export function problemToJson({ code, message, location, hint }: Problem) {
  const { file, line, column } = location ?? {}
  return { code, message, file, line, column, hint }
}

function indent(text: string): string {
  return text.replaceAll(/^/gm, '  ')
}
