import { hold, type Grower } from '../meter.ts'
import type { Resource } from '../resource.ts'

/** Refuses a path that would nest an object deeper than a file can. */
export function holdPath(resource: Resource, path: readonly string[], at?: Grower): void {
  if (resource.meter) hold(resource.meter.budget, 'yaml-depth', path.length, at)
}
