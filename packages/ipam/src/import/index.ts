export type { ImportedRange, ImportReading, SkippedRow } from './imported-range.ts'
export { readCsv } from './read-csv.ts'
export { readNetbox } from './read-netbox.ts'
