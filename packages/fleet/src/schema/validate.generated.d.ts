import type { Documents, Kind } from '../spec/kinds.ts'

/** What a compiled validator says about one place, as Ajv reports it. */
export interface SchemaFault {
  readonly instancePath: string
  readonly keyword: string
  readonly schemaPath: string
  readonly message?: string
  readonly params: Readonly<Record<string, unknown>>
}

interface Validate<Document> {
  (value: unknown): value is Document
  errors?: readonly SchemaFault[] | null
}

export const Fleet: Validate<Documents['Fleet']>
export const Region: Validate<Documents['Region']>
export const Workload: Validate<Documents['Workload']>
export const Team: Validate<Documents['Team']>
