/**
 * What a row can say, and the columns that say it: ours, those of NetBox's forms, tables and REST
 * API, and what people write in spreadsheets. Of several the first that has a value counts.
 */
const columns = {
  prefix: ['prefix', 'cidr', 'network', 'subnet', 'range', 'block', 'prefix_flat', 'ip_prefix'],
  role: ['role', 'type', 'purpose'],
  owner: ['owner'],
  cluster: ['cluster'],
  zone: ['zone', 'availability_zone', 'az'],
  region: ['region'],
  vrf: ['vrf'],
  status: ['status', 'state'],
  description: ['reason', 'description', 'comments', 'comment', 'notes', 'note', 'name'],
  scope: ['scope', 'scope_name', 'site', 'location'],
  tenant: ['tenant'],
  tags: ['tags'],
} as const satisfies Readonly<Record<string, readonly string[]>>

export type ImportField = keyof typeof columns

/** The names that a column of prefixes goes by. */
export const prefixColumns: readonly string[] = columns.prefix

/** The columns that say a field, the most telling first. */
export function columnsOf(field: ImportField): readonly string[] {
  return columns[field]
}

/**
 * The name of a column as it is looked up: `Prefix (Flat)` is `prefix_flat`, and `role.slug`, which
 * says by what NetBox shall look a role up, is `role`.
 */
export function columnName(heading: string): string {
  const [name = ''] = heading.trim().toLowerCase().split('.')
  return name.replaceAll(/[^a-z0-9]+/g, '_').replaceAll(/^_|_$/g, '')
}
