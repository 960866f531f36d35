import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { formatLocation, pointAt, type FleetError, type Problem } from '@bulkhead/diagnostics'
import type { CommandContext } from '../command.ts'
import { paletteFor } from './palette.ts'

/** Says what is wrong, where, and what to do next: every problem of an error. */
export function printProblems({ problems, sources }: FleetError, context: CommandContext): void {
  const { terminal, json, dir } = context
  if (json) {
    terminal.out(`${JSON.stringify({ problems: problems.map(toJson) }, null, 2)}\n`)
    return
  }
  const paint = paletteFor(context)
  for (const { code, message, location, hint } of problems) {
    const place = location ? `${paint.bold(formatLocation(location))}: ` : ''
    terminal.err(`${place}${paint.red('error')}: ${message} ${paint.dim(`[${code}]`)}\n`)
    const source = location && (sources.get(location.file) ?? readSource(dir, location.file))
    const pointer = location && source !== undefined ? pointAt(source, location) : ''
    if (pointer) terminal.err(`${paint.dim(indent(pointer))}\n`)
    if (hint) terminal.err(`  ${paint.cyan('→')} ${hint}\n`)
  }
  if (problems.length > 1) terminal.err(`\n${problems.length} problems; nothing was written.\n`)
}

function toJson({ code, message, location, hint }: Problem) {
  const { file, line, column } = location ?? {}
  return { code, message, file, line, column, hint }
}

function indent(text: string): string {
  return text.replaceAll(/^/gm, '  ')
}

function readSource(dir: string, file: string): string | undefined {
  try {
    return readFileSync(join(dir, file), 'utf8')
  } catch {
    return undefined // The place is in a file that was never written.
  }
}
