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
export function pointAt(source: string, location: Location): string {
  const line = source.split('\n', location.line)[location.line - 1]?.replace(/\r$/, '')
  if (line === undefined) return ''
  const shown = line.length > widestLine ? `${line.slice(0, widestLine)}…` : line
  const gutter = `${location.line} | `
  // A tab keeps its width in the line below, so that the marker stays under its column.
  const lead = shown.slice(0, location.column - 1).replace(/[^\t]/g, ' ')
  const marker = '^'.repeat(
    Math.max(1, Math.min(endColumn(location, line), shown.length + 1) - location.column),
  )
  return `${gutter}${shown}\n${' '.repeat(gutter.length - 2)}| ${lead}${marker}`
}

function endColumn(location: Location, line: string): number {
  if (location.endColumn === undefined) return location.column + 1
  return location.endLine === undefined || location.endLine === location.line
    ? location.endColumn
    : line.length + 1
}
