import type { Cidr } from './cidr.ts'
import { formatCidr } from './format-cidr.ts'
import { freeRuns, slotsIn, type SlotRequest, type SlotRun } from './free-runs.ts'
import { fullTableSlots } from './pool.ts'
import { attractionOf, mostAttractive } from './rendezvous.ts'
import { subnetAt, subnetCount } from './subnets.ts'

/** A block that can be taken. */
export type Slot = Cidr

/**
 * `hash` spreads owners over the window, so that two branches rarely choose the same slot;
 * `first` packs them, for windows that only one branch cuts at a time.
 */
export type AllocationPolicy = 'hash' | 'first'

/** The free slot for an owner, by rendezvous hashing over all of them. */
export function pickSlot({
  owner,
  free,
}: {
  readonly owner: string
  readonly free: Iterable<Slot>
}): Slot | undefined {
  return mostAttractive(owner, free, formatCidr)
}

/** The free slot with the lowest address, of slots that are in order of address. */
function pickFirst(free: Iterable<Slot>): Slot | undefined {
  for (const slot of free) return slot
  return undefined
}

/** The slot for an owner in a window of any size. */
export function pickIn(
  request: SlotRequest,
  owner: string,
  policy: AllocationPolicy,
): Slot | undefined {
  const runs = freeRuns(request)
  if (policy === 'first') return pickFirst(slotsIn(request, runs))
  return subnetCount(request.window, request.prefix) > fullTableSlots
    ? probe(request, runs, owner)
    : pickSlot({ owner, free: slotsIn(request, runs) })
}

/** Enough that a window three quarters full is missed once in 10^8 times. */
const probes = 64

/**
 * Weighing every slot of an IPv6 pool would take for ever. An owner instead has its own sequence
 * of slots to try, with the same virtue: it depends on the owner alone.
 */
function probe(
  { window, prefix }: SlotRequest,
  runs: readonly SlotRun[],
  owner: string,
): Slot | undefined {
  const attraction = attractionOf(owner)
  const count = subnetCount(window, prefix)
  let index = 0
  for (let attempt = 0; attempt < probes; attempt++) {
    // 52 bits, because an index has up to so many.
    const [high, low] = [attraction(`high ${attempt}`), attraction(`low ${attempt}`)]
    index = (high * 2 ** 20 + (low >>> 12)) % count
    if (runs.some(run => holds(run, index))) return subnetAt(window, prefix, index)
  }
  const next = runs.find(({ first }) => first > index) ?? runs[0]
  return next && subnetAt(window, prefix, next.first)
}

function holds({ first, count }: SlotRun, index: number): boolean {
  return index >= first && index < first + count
}
