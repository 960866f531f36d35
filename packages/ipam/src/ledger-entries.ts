import type { Location } from '@bulkhead/diagnostics'
import type { Cidr } from './cidr.ts'
import { blocksOf, type Block, type Ledger, type Role, type State } from './ledger.ts'

/** A block or a range of the ledger, told alike. */
export interface LedgerEntry {
  readonly pool: string
  /** The block it is, or lies in. */
  readonly block: Cidr
  readonly cidr: Cidr
  readonly role: Role
  readonly owner: string
  readonly state: State
  readonly location?: Location
}

/** Every block followed by its ranges, pool by pool in order of name, by address in each. */
export function ledgerEntries(ledger: Ledger): readonly LedgerEntry[] {
  const pools = [...ledger.pools.keys()].sort()
  return pools.flatMap(pool => blocksOf(ledger, pool).flatMap(block => entriesOf(pool, block)))
}

function entriesOf(pool: string, block: Block): readonly LedgerEntry[] {
  const { ranges, ...claim } = block
  return [
    { pool, block: block.cidr, role: 'region', ...claim },
    ...ranges.map(range => ({ pool, block: block.cidr, state: block.state, ...range })),
  ]
}
