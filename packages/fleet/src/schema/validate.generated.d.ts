import type { SchemaFault } from '@bulkhead/yaml'
import type { Documents, Kind } from '../spec/kinds.ts'

interface Validate<Document> {
  (value: unknown): value is Document
  errors?: readonly SchemaFault[] | null
}

export const Fleet: Validate<Documents['Fleet']>
export const Region: Validate<Documents['Region']>
export const Workload: Validate<Documents['Workload']>
export const Team: Validate<Documents['Team']>
export const ImportedRanges: Validate<Documents['ImportedRanges']>
