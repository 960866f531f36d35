import type { Fleet, LoadedFleet } from '@bulkhead/fleet'
import type { InstanceFacts, StateChange } from '@bulkhead/state'

/** What a change does to a fleet, as rules judge it. */
export interface FleetChange {
  /** The fleet before it; nothing where there was none. */
  readonly before: Fleet | undefined
  readonly after: Pick<LoadedFleet, 'fleet' | 'sources'> & {
    readonly instance: InstanceFacts
    /** The text of a file. */
    read(path: string): string | undefined
  }
  readonly change: StateChange
}
