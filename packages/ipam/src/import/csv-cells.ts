import { valueOfCsvCell, type Location, type Problem } from '@bulkhead/diagnostics'
import { CsvError, parse } from 'csv-parse/sync'
import type { ImportCell } from './import-row.ts'

/** The cells of a CSV text, trimmed, with their places. Empty lines are left out. */
export interface CsvCells {
  readonly rows: readonly (readonly ImportCell[])[]
  /** At most one: after a fault of syntax nothing is what it seems. */
  readonly problems: readonly Problem[]
}

/**
 * Reads CSV as RFC 4180 has it, with any line ends, with or without a byte order mark, and parted
 * by what parts its first line: spreadsheets write a semicolon where the comma is for decimals.
 */
export function readCells(text: string, file: string): CsvCells {
  const source = new CellSource(text.replace(/^\uFEFF/, ''), file)
  const rows: ImportCell[][] = []
  try {
    parse(source.bytes, {
      delimiter: delimiterOf(source.text),
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      skip_empty_lines: true,
      // White space around a cell in quotes is none of its own.
      trim: true,
      cast: (value, { bytes, column }) => {
        if (column === 0) rows.push([])
        rows.at(-1)?.push({
          text: valueOfCsvCell(value.trim()),
          location: source.nextCell(bytes, column === 0),
        })
      },
    })
    return { rows, problems: [] }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const { line, column } = source.nextCell(source.bytes.length, error['column'] === 0)
    return { rows, problems: [describe(error, { file, line, column })] }
  }
}

function delimiterOf(text: string): string {
  const [line = ''] = text.split(/[\r\n]/, 1)
  const counted = [',', ';', '\t', '|'].map(candidate => ({
    candidate,
    count: line.split(candidate).length,
  }))
  return counted.reduce((best, next) => (next.count > best.count ? next : best)).candidate
}

/** Finds places: the parser counts bytes, from the start to the end of each cell. */
class CellSource {
  readonly text: string
  readonly bytes: Uint8Array
  readonly #file: string
  readonly #decoder = new TextDecoder()
  #byte = 0
  #line = 1
  #column = 1

  constructor(text: string, file: string) {
    this.text = text
    this.bytes = new TextEncoder().encode(text)
    this.#file = file
  }

  /** The place of the cell that ends before `end`, which follows on the one before. */
  nextCell(end: number, isFirst: boolean): Location {
    const raw = this.#decoder.decode(this.bytes.subarray(this.#byte, end))
    this.#byte = end
    const [lead = ''] = (isFirst ? /^\s*/ : /^.\s*/).exec(raw) ?? []
    this.#advance(lead)
    const [line, column] = [this.#line, this.#column]
    const cell = raw.slice(lead.length)
    const inner = cell.trimEnd()
    this.#advance(inner)
    const location = {
      file: this.#file,
      line,
      column,
      endLine: this.#line,
      endColumn: this.#column,
    }
    this.#advance(cell.slice(inner.length))
    return location
  }

  #advance(text: string): void {
    const lines = text.split('\n')
    this.#line += lines.length - 1
    this.#column = lines.length > 1 ? lines.at(-1)!.length + 1 : this.#column + text.length
  }
}

function describe({ code }: CsvError, location: Location): Problem {
  const message =
    code === 'CSV_QUOTE_NOT_CLOSED'
      ? 'a quote is opened here and never closed'
      : 'there is a quote in the middle of this cell'
  const hint = 'Put the whole cell in quotes, and double each quote in it.'
  return { code: 'IMPORT_CSV', message, location, hint }
}
