import { csvCell } from '@bulkhead/diagnostics'
import type { AddressRow } from './address-row.ts'

const columns = [
  'prefix',
  'role',
  'owner',
  'region',
  'cluster',
  'zone',
  'pool',
  'state',
  'claim',
] as const

/**
 * Rows as CSV (RFC 4180, but for the line ends), under a heading that `readCsv` understands. The last
 * column has what is claimed where that is more than what is in use. No cell is a formula.
 */
export function formatCsv(rows: readonly AddressRow[]): string {
  const lines = rows.map(({ cidr, ...row }) => {
    const cells: Readonly<Record<(typeof columns)[number], string | undefined>> = {
      prefix: cidr,
      region: undefined,
      cluster: undefined,
      zone: undefined,
      claim: undefined,
      ...row,
    }
    return columns.map(column => csvCell(cells[column] ?? '')).join(',')
  })
  return [columns.join(','), ...lines].map(line => `${line}\n`).join('')
}
