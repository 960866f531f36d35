import { oneLine } from './escape/one-line.ts'
import { textColumns } from './escape/text-columns.ts'
import type { Location } from './location.ts'

const widestLine = 160

/**
 * The source line of a location with a `^` under the place:
 *
 *     4 | cidr: 10.4.1.0/14
 *       |       ^^^^^^^^^^^
 *
 * Empty when the line does not exist in `source`.
 */
export function pointAt(source: string | readonly string[], location: Location): string {
  const line = (typeof source === 'string' ? linesOf(source) : source)[location.line - 1]
  if (line === undefined) return ''
  const shown = line.length > widestLine ? `${line.slice(0, widestLine)}…` : line
  const from = location.column - 1
  const to = Math.max(location.column, Math.min(endColumn(location, line), shown.length + 1)) - 1
  const lead = inColumns(shown.slice(0, from))
  const marked = textColumns(visible(shown.slice(from, to)))
  const gutter = `${location.line} | `
  return [
    `${gutter}${visible(shown)}\n`,
    // A tab keeps its width in the line below, so that the marker stays under its column.
    `${' '.repeat(gutter.length - 2)}| ${lead}${'^'.repeat(Math.max(1, marked))}`,
  ].join('')
}

/** The lines of a text, without their ends. */
export function linesOf(text: string): readonly string[] {
  return text.split(/\r?\n/)
}

/** A line of source with what cannot be seen escaped, tabs excepted. */
function visible(text: string): string {
  return text.split('\t').map(oneLine).join('\t')
}

function inColumns(text: string): string {
  return text
    .split('\t')
    .map(part => ' '.repeat(textColumns(oneLine(part))))
    .join('\t')
}

function endColumn(location: Location, line: string): number {
  if (location.endColumn === undefined) return location.column + 1
  return location.endLine === undefined || location.endLine === location.line
    ? location.endColumn
    : line.length + 1
}
