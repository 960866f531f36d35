import { fleetSchema } from '@bulkhead/fleet'
import type { Builder } from './builder.ts'

/** The JSON Schema of the spec, which the first line of each spec file points an editor to. */
export const buildSpecSchema: Builder = () => [{ name: 'schema.json', object: fleetSchema }]
