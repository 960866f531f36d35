import type { Cidr } from './cidr.ts'
import { overlaps } from './contains.ts'
import { subnetAt, subnetCount, subnetIndex } from './subnets.ts'

/** The slots in question: those of one size in a window. */
export interface SlotRequest {
  readonly window: Cidr
  readonly prefix: number
  /** What to keep clear of; what lies outside the window does not matter. */
  readonly taken: readonly Cidr[]
}

/** Neighbouring slots, by the index of the first. */
export interface SlotRun {
  readonly first: number
  readonly count: number
}

/**
 * The slots of `prefix` inside `window` that touch nothing taken, as runs in order of address.
 * Runs keep the work proportional to what is taken, not to the size of an IPv6 window.
 */
export function freeRuns({ window, prefix, taken }: SlotRequest): readonly SlotRun[] {
  const runs: SlotRun[] = []
  const end = subnetCount(window, prefix)
  if (end === 0) return runs
  let next = 0
  for (const { first, count } of takenRuns(window, prefix, taken)) {
    if (first > next) runs.push({ first: next, count: first - next })
    next = Math.max(next, first + count)
  }
  if (end > next) runs.push({ first: next, count: end - next })
  return runs
}

/** How many slots are free, without listing them. */
export function countFree(request: SlotRequest): number {
  return freeRuns(request).reduce((sum, { count }) => sum + count, 0)
}

/** The slots of some runs, one by one: there can be billions. */
export function* slotsIn(
  { window, prefix }: SlotRequest,
  runs: readonly SlotRun[],
): Generator<Cidr> {
  for (const { first, count } of runs) {
    for (let index = first; index < first + count; index++) yield subnetAt(window, prefix, index)
  }
}

function takenRuns(window: Cidr, prefix: number, taken: readonly Cidr[]): readonly SlotRun[] {
  return taken
    .filter(cidr => overlaps(cidr, window))
    .map(cidr => takenRun(window, prefix, cidr))
    .sort((a, b) => a.first - b.first)
}

function takenRun(window: Cidr, prefix: number, cidr: Cidr): SlotRun {
  const first = subnetIndex(window, prefix, cidr)
  // A range smaller than a slot still takes the whole of it.
  return { first, count: Math.max(1, subnetCount(cidr, prefix)) }
}
