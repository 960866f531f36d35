/**
 * A cell of a CSV file (RFC 4180). Programs that calculate take a cell that begins with `=`, `+`,
 * `-`, `@`, a tab or a carriage return for a formula: it gets an apostrophe in front, which they take
 * for "this is text". Lone surrogates are written as U+FFFD.
 */
export function csvCell(value: string): string {
  const text = value.toWellFormed()
  const inert = /^['=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n\t]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert
}

/** The value that `csvCell` was given, of a cell without its quotes. */
export function valueOfCsvCell(cell: string): string {
  return /^'['=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell
}
