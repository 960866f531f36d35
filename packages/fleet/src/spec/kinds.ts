import type { FleetDocument } from './fleet-spec.ts'
import type { ImportedRangesDocument } from './import-spec.ts'
import type { RegionDocument } from './region-spec.ts'
import type { TeamDocument } from './team-spec.ts'
import type { WorkloadDocument } from './workload-spec.ts'

/** Each kind of document that people write under `fleet/`, and its shape. */
export interface Documents {
  readonly Fleet: FleetDocument
  readonly Region: RegionDocument
  readonly Workload: WorkloadDocument
  readonly Team: TeamDocument
  readonly ImportedRanges: ImportedRangesDocument
}

export type Kind = keyof Documents

export const kinds: readonly Kind[] = ['Fleet', 'Region', 'Workload', 'Team', 'ImportedRanges']
