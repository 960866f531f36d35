import type { SchemaFault } from '@bulkhead/yaml'
import type { PackDocument } from '../pack/pack-spec.ts'

export const Pack: {
  (value: unknown): value is PackDocument
  errors?: readonly SchemaFault[] | null
}
