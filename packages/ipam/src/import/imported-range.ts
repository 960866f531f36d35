import type { Location, Problem } from '@bulkhead/diagnostics'
import type { Cidr } from '../cidr.ts'
import type { Role } from '../ledger.ts'

/** A range that some other record says is in use. */
export interface ImportedRange {
  readonly cidr: Cidr
  readonly role?: Role
  /** Whose it is, where the record names one of ours: `cluster/x`, `zone/y`, `region/z`. */
  readonly owner?: string
  /** What the record says of it, in one line: never empty. */
  readonly reason: string
  /** The routing domain, where it is not the global one. */
  readonly vrf?: string
  readonly location: Location
}

/** A row that takes no addresses, and why not. */
export interface SkippedRow {
  readonly cidr: Cidr
  readonly why: string
  readonly location: Location
}

/** What a record holds. With problems, `ranges` has only what could be read. */
export interface ImportReading {
  readonly ranges: readonly ImportedRange[]
  readonly skipped: readonly SkippedRow[]
  readonly problems: readonly Problem[]
}
