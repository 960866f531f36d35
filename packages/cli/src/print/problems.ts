import {
  formatLocation,
  mostProblems,
  shortLine,
  stylesFor,
  type FleetError,
  type Problem,
} from '@bulkhead/diagnostics'
import { readSource } from '@bulkhead/workspace'
import { SourceQuotes, type ReadSource } from '@bulkhead/yaml'
import type { CommandContext } from '../command.ts'
import { countOf } from './count-of.ts'

/** What scripts are told; the rest is counted. */
const mostInJson = 1000

/** Says what is wrong, where, and what to do next: the problems of an error. */
export function printProblems({ problems, sources }: FleetError, context: CommandContext): void {
  const { terminal, json } = context
  const read = (file: string) => sources.get(file) ?? readSource(context.dir, file)
  if (json) {
    terminal.out(`${JSON.stringify(problemsToJson(problems, read), null, 2)}\n`)
    return
  }
  terminal.err(describeProblems(problems, context, { read }))
  if (problems.length > 1) terminal.err(`\n${problems.length} problems; nothing was written.\n`)
}

interface ProblemOptions {
  readonly severity?: 'error' | 'warning'
  /** The texts that places refer to, where they are not those on disk. */
  readonly read?: ReadSource
}

/**
 * Problems as text, as many as fit on a screen: each with its place, its message, the line of source
 * with a marker under the place, and the hint.
 */
export function describeProblems(
  problems: readonly Problem[],
  context: Pick<CommandContext, 'color' | 'dir'>,
  { severity = 'error', read = file => readSource(context.dir, file) }: ProblemOptions = {},
): string {
  const paint = stylesFor(context)
  const quotes = new SourceQuotes(read)
  const label = severity === 'error' ? paint.red(severity) : paint.yellow(severity)
  const describe = (problem: Problem) => {
    const { code, message, location, hint } = quotes.told(problem)
    const pointer = location ? quotes.excerpt(location) : ''
    return [
      location ? `${paint.bold(formatLocation(location))}: ` : '',
      `${label}: ${shortLine(message)} ${paint.dim(`[${code}]`)}\n`,
      pointer ? `${paint.dim(indent(pointer))}\n` : '',
      hint ? `  ${paint.cyan('→')} ${shortLine(hint)}\n` : '',
    ].join('')
  }
  const rest = problems.length - mostProblems
  return [
    ...problems.slice(0, mostProblems).map(describe),
    rest > 0 ? `${paint.dim(`… and ${countOf(rest, 'more problem')}`)}\n` : '',
  ].join('')
}

/** Problems as scripts read them, and how many are left out of very many. */
export function problemsToJson(problems: readonly Problem[], read: ReadSource) {
  const quotes = new SourceQuotes(read)
  const shown = problems.slice(0, mostInJson).map(problem => {
    const { code, message, location, hint } = quotes.told(problem)
    const { file, line, column } = location ?? {}
    return { code, message, file, line, column, hint }
  })
  const rest = problems.length - shown.length
  return { problems: shown, ...(rest > 0 && { left_out: rest }) }
}

function indent(text: string): string {
  return text.replaceAll(/^/gm, '  ')
}
