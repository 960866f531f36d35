import type { AddressRow } from '../export/address-row.ts'

/** A row of every role and state, as the ledger of a fleet has them. */
export const exampleRows: readonly AddressRow[] = [
  row('10.16.0.0/13', 'region', 'region/eu-west-1', 'active'),
  row('10.16.0.0/16', 'vpc', 'region/eu-west-1', 'active'),
  row('10.16.0.0/20', 'subnet', 'zone/eu-west-1a', 'active', { zone: 'eu-west-1a' }),
  row('10.16.16.0/22', 'loadbalancer', 'zone/eu-west-1a', 'planned', { zone: 'eu-west-1a' }),
  row('10.17.0.0/20', 'service', 'cluster/a', 'draining', { cluster: 'a' }),
  row('10.18.0.0/20', 'node', 'cluster/a', 'active', { cluster: 'a' }),
  row('10.20.0.0/16', 'pod', 'cluster/a', 'quarantined', { cluster: 'a' }),
  row('10.24.0.0/16', 'pod', 'cluster/b', 'active', { cluster: 'b', claim: '10.24.0.0/14' }),
  row('242.1.0.0/16', 'globalnet', 'cluster/b', 'planned', { cluster: 'b' }),
  row('fd00:12::/48', 'region', 'region/eu-west-1', 'quarantined'),
]

function row(
  cidr: string,
  role: AddressRow['role'],
  owner: string,
  state: AddressRow['state'],
  more: Pick<AddressRow, 'zone' | 'cluster' | 'claim'> = {},
): AddressRow {
  return { cidr, role, owner, region: 'eu-west-1', ...more, pool: 'region', state }
}
