import type { Addition } from './addition.ts'
import { cluster } from './cluster.ts'
import { environment } from './environment.ts'
import { region } from './region.ts'
import { team } from './team.ts'
import { workload } from './workload.ts'

export { fleet as newFleet } from './fleet.ts'

/** What can be added to a fleet that exists, by its word on the command line. */
export const additions: Readonly<Record<string, Addition>> = {
  region,
  cluster,
  workload,
  environment,
  team,
}
