import type { Location } from '@bulkhead/diagnostics'
import type { Cidr, Role } from '@bulkhead/ipam'

/** A range of addresses that a file says is used for something. */
export interface StatedRange {
  readonly role: Exclude<Role, 'region'>
  /** As written. */
  readonly text: string
  /** What it comes to: with host bits masked, as its readers would. Nothing when it is no range. */
  readonly cidr: Cidr | undefined
  /** The cluster whose it is; nothing for what a region's clusters share. */
  readonly cluster: string | undefined
  /** The region that it is in; nothing for clusters that the spec does not know. */
  readonly region: string | undefined
  readonly source: 'ledger' | 'manifest'
  /** Whether the network is there already, by its id, and not made from what the file says. */
  readonly exists: boolean
  readonly object: string | undefined
  readonly file: string
  locate(): Location
}

/** A range that can be held against others. */
export interface NetworkClaim extends StatedRange {
  readonly cidr: Cidr
}
