import { startOf, type Location } from '@bulkhead/diagnostics'
import type { Fleet, LoadedFleet, ReachLimit } from '@bulkhead/fleet'

/** The fleet on both sides of a change, as far as its budget goes. */
interface Sides {
  readonly before: Fleet | undefined
  readonly after: Pick<LoadedFleet, 'fleet' | 'sources'>
}

/**
 * The limits that a change is held to: those of before it and those of after, each once. Who
 * loosens a limit has the benefit from the next change on.
 */
export function reachLimits({ before, after }: Sides): readonly ReachLimit[] {
  const all = [...(before?.changeBudget.reach ?? []), ...after.fleet.changeBudget.reach]
  return [...new Map(all.map(limit => [JSON.stringify(limit), limit])).values()]
}

/** The least number of removals that before or after allows; nothing where neither limits them. */
export function removalLimit({ before, after }: Sides): number | undefined {
  const limits = [before?.changeBudget, after.fleet.changeBudget].flatMap(
    budget => budget?.removedApplications ?? [],
  )
  return limits.length === 0 ? undefined : Math.min(...limits)
}

/** Whether environments have to follow each other. */
export function wantsWaveOrder({ before, after }: Sides): boolean {
  return before?.changeBudget.waveOrder === true || after.fleet.changeBudget.waveOrder
}

/** Where the budget is written; of a limit that goes away with the change, what it stood in. */
export function budgetLocation(
  { after: { fleet, sources } }: Sides,
  path: readonly (string | number)[],
): Location {
  const location = sources.locate('Fleet', fleet.name, ['spec', 'changeBudget', ...path])
  return location ?? startOf('fleet/fleet.yaml')
}
