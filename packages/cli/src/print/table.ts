import { shortLine, textColumns } from '@bulkhead/diagnostics'

/** Rows as columns of equal width, the first row a heading. */
export function table(rows: readonly (readonly string[])[]): string {
  const cells = rows.map(row => row.map(cell => shortLine(cell)))
  const widths = (cells[0] ?? []).map((_, column) =>
    cells.reduce((widest, row) => Math.max(widest, textColumns(row[column] ?? '')), 0),
  )
  return cells
    .map(
      row =>
        `${row
          .map((cell, i) => padded(cell, widths[i] ?? 0))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('')
}

function padded(cell: string, width: number): string {
  return cell + ' '.repeat(Math.max(0, width - textColumns(cell)))
}
