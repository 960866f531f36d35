import type { Location } from '@bulkhead/diagnostics'
import { columnsOf, type ImportField } from './import-field.ts'

/** A text, and where it stands. */
export interface ImportCell {
  readonly text: string
  readonly location: Location
}

/** One row of a record, told alike for every format. */
export class ImportRow {
  readonly location: Location
  readonly #cells: ReadonlyMap<string, ImportCell>

  /** @param cells by the name of their column, as `columnName` gives it */
  constructor(location: Location, cells: ReadonlyMap<string, ImportCell>) {
    this.location = location
    this.#cells = cells
  }

  get isEmpty(): boolean {
    return [...this.#cells.values()].every(({ text }) => text === '')
  }

  /** The cell of a field; nothing where all its columns are empty. */
  cell(field: ImportField): ImportCell | undefined {
    const cells = columnsOf(field).map(name => this.#cells.get(name))
    return cells.find(cell => cell !== undefined && cell.text !== '')
  }

  text(field: ImportField): string | undefined {
    return this.cell(field)?.text
  }
}
