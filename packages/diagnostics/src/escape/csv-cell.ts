/** How a formula begins, or what `csvCell` writes in front of one. */
const begins = /^['=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/

/**
 * A cell of a CSV file (RFC 4180). Programs that calculate take a cell that begins with `=`, `+`,
 * `-`, `@`, in their full width too, a tab or a line end for a formula: it gets an apostrophe in front, which they take
 * for "this is text". Lone surrogates are written as U+FFFD.
 */
export function csvCell(value: string): string {
  const text = value.toWellFormed()
  const inert = begins.test(text) ? `'${text}` : text
  return /[",\r\n\t]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert
}

/** The value that `csvCell` was given, of a cell without its quotes. */
export function valueOfCsvCell(cell: string): string {
  return cell.startsWith("'") && begins.test(cell.slice(1)) ? cell.slice(1) : cell
}
