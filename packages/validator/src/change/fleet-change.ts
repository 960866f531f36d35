import type { AskedChart } from '@bulkhead/blueprint'
import type { Fleet, LoadedFleet } from '@bulkhead/fleet'
import type { InstanceFacts, StateChange } from '@bulkhead/state'
import type { Skipped } from '../report.ts'

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
  /** What has a path afterwards and is not read, such as a link, and was not there so before. */
  readonly unread?: readonly Skipped[]
  /** The charts that the fleet asks for by naming systems; see `askedCharts`. */
  readonly askedCharts?: readonly AskedChart[]
}
