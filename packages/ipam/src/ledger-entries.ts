import type { Location } from '@bulkhead/diagnostics'
import type { Cidr } from './cidr.ts'
import { blocksOf, inUse, type Block, type Ledger, type Role, type State } from './ledger.ts'

/** A block or a range of the ledger, told alike. */
export interface LedgerEntry {
  /** The pool that it was drawn from. */
  readonly pool: string
  /** The block it is, or belongs to. */
  readonly block: Cidr
  /** Whether it is that block, or the IPv6 block beside it, and not cut from one. */
  readonly isBlock: boolean
  /** Whether it lies outside the block, in a range from which every island draws for itself. */
  readonly isIsland: boolean
  /** What is in use. */
  readonly cidr: Cidr
  /** What is claimed: `cidr` and the headroom around it. */
  readonly claim: Cidr
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
  const { ranges, use: _, ipv6, role = 'region', owner, state, location } = block
  const shared = {
    pool,
    block: block.cidr,
    role,
    owner,
    state,
    isBlock: true,
    isIsland: false,
    ...(location && { location }),
  }
  return [
    { ...shared, cidr: inUse(block), claim: block.cidr },
    ...(ipv6 ? [{ ...shared, cidr: ipv6, claim: ipv6 }] : []),
    ...ranges.map(range => ({
      pool: range.pool ?? pool,
      block: block.cidr,
      role: range.role,
      owner: range.owner,
      state: range.state ?? state,
      isBlock: false,
      isIsland: range.pool !== undefined,
      cidr: inUse(range),
      claim: range.cidr,
      ...(range.location && { location: range.location }),
    })),
  ]
}
