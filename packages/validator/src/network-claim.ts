import type { Location } from '@bulkhead/diagnostics'
import type { Cidr, RangeRole, Tool } from '@bulkhead/ipam'

/** What a range is for; `reserved` are those that the spec keeps for networks outside the fleet. */
export type ClaimRole = RangeRole | 'reserved'

/** A range of addresses that a file says is used for something. */
export interface StatedRange {
  readonly role: ClaimRole
  /** As written. */
  readonly text: string
  /** How it is written; what is no `cidr` may come to several ranges of one text. */
  readonly form: 'cidr' | 'span' | 'address'
  /** What it comes to: with host bits masked, as its readers would. Nothing when it is no range. */
  readonly cidr: Cidr | undefined
  /** The cluster whose it is; nothing for what several share, or where nobody can tell. */
  readonly cluster: string | undefined
  /** The region that it is in; nothing for clusters that the spec does not know. */
  readonly region: string | undefined
  readonly source: 'ledger' | 'manifest' | 'spec'
  /** Whether the network is there already, by its id, and not made from what the file says. */
  readonly exists: boolean
  /** Who reads the field, where that is not everything that the cluster is made of. */
  readonly readers?: readonly Tool[] | undefined
  /** Who takes it where the file says nothing, and the field that would say so. */
  readonly implicit?: { readonly by: string; readonly field: string; readonly source: string }
  /** Why the spec reserves it. */
  readonly reason?: string
  readonly object: string | undefined
  readonly file: string
  locate(): Location
}

/** A range that can be held against others. */
export interface NetworkClaim extends StatedRange {
  readonly cidr: Cidr
}

/** A range that limits speak of. */
export type LimitedClaim = NetworkClaim & { readonly role: RangeRole }

export function isLimited(range: StatedRange): range is LimitedClaim {
  return range.cidr !== undefined && range.role !== 'reserved'
}
