import type { Role, State } from '../ledger.ts'

/** A block or range as it is told to others: what `ipam show --json` prints, key by key. */
export interface AddressRow {
  /** Canonical. */
  readonly cidr: string
  /** What is claimed, where that is more than is in use: canonical. */
  readonly claim?: string
  readonly role: Role
  readonly owner: string
  readonly region?: string
  readonly cluster?: string
  readonly zone?: string
  readonly pool: string
  readonly state: State
}
