import { didYouMean, startOf, type Problem } from '@bulkhead/diagnostics'
import { collectRanges } from './collect-ranges.ts'
import { readCells } from './csv-cells.ts'
import { columnName, prefixColumns } from './import-field.ts'
import { ImportRow, type ImportCell } from './import-row.ts'
import type { ImportReading } from './imported-range.ts'

/**
 * Reads a table of ranges: what `formatCsv` writes, what NetBox exports, or a spreadsheet. The first
 * row names the columns, in any case and by any of the usual names; columns without meaning here are
 * passed over.
 */
export function readCsv(text: string, file: string): ImportReading {
  const { rows, problems } = readCells(text, file)
  const [heading, ...body] = rows
  const names = (heading ?? []).map(({ text }) => columnName(text))
  if (!names.some(name => prefixColumns.includes(name))) {
    const problem = noPrefixColumn(heading ?? [], file)
    return { ranges: [], skipped: [], problems: [...problems, problem] }
  }
  const tooLong = body.flatMap(cells => checkLength(cells, names.length))
  const reading = collectRanges(body.map(cells => rowOf(cells, names, file)))
  return { ...reading, problems: [...problems, ...tooLong, ...reading.problems] }
}

function rowOf(cells: readonly ImportCell[], names: readonly string[], file: string): ImportRow {
  const byColumn = new Map<string, ImportCell>()
  for (const [at, name] of names.entries()) {
    const cell = cells[at]
    if (cell && !byColumn.get(name)?.text) byColumn.set(name, cell)
  }
  return new ImportRow(cells[0]?.location ?? startOf(file), byColumn)
}

function noPrefixColumn(heading: readonly ImportCell[], file: string): Problem {
  const found = heading.map(({ text }) => `"${text}"`).join(', ')
  const guess = heading
    .map(({ text }) => didYouMean(columnName(text), prefixColumns))
    .find(text => text !== '')
  return {
    code: 'IMPORT_COLUMN',
    message: found
      ? `no column has the prefixes: the first row has ${found}${guess ?? ''}`
      : 'there is no first row that names the columns',
    location: heading[0]?.location ?? startOf(file),
    hint: 'Name one column prefix, cidr or network.',
  }
}

/** A cell too many moves those after it: it had a comma in it. */
function checkLength(cells: readonly ImportCell[], length: number): readonly Problem[] {
  const extra = cells.slice(length).find(({ text }) => text !== '')
  if (!extra) return []
  return [
    {
      code: 'IMPORT_CELLS',
      message: `this row has ${cells.length} cells, and the first row names ${length} columns`,
      location: extra.location,
      hint: 'Put a cell with a comma in it in quotes.',
    },
  ]
}
