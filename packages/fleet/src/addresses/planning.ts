import { FleetError, locating, type Location, type Problem } from '@bulkhead/diagnostics'
import type { Ledger } from '@bulkhead/ipam'
import type { Fleet, FixedRange } from '../fleet.ts'
import type { FleetSources } from '../sources.ts'
import { indexFixed, type FixedIndex } from './fixed-index.ts'

/** What planning addresses works with, and the faults it has found so far. */
export class Planning {
  readonly fleet: Fleet
  readonly ledger: Ledger
  readonly sources: FleetSources
  readonly fixed: FixedIndex
  readonly problems: Problem[] = []

  constructor(fleet: Fleet, ledger: Ledger, sources: FleetSources) {
    this.fleet = fleet
    this.ledger = ledger
    this.sources = sources
    this.fixed = indexFixed(fleet)
  }

  /** Where a field of the fleet's network is written. */
  network(...path: readonly string[]): Location | undefined {
    return this.sources.locate('Fleet', this.fleet.name, ['spec', 'network', ...path])
  }

  /** Where a range is fixed. */
  locate({ source: { kind, name, path } }: FixedRange): Location | undefined {
    return this.sources.locate(kind, name, path)
  }

  /** What an action gives, or nothing when it fails: the fault is kept, so that all are told at once. */
  attempt<T>(location: Location | undefined, action: () => T): T | undefined {
    try {
      return locating(location, action)
    } catch (error) {
      if (!(error instanceof FleetError)) throw error
      this.problems.push(...error.problems)
      return undefined
    }
  }
}
