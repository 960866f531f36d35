import { FleetError, type Location } from '@bulkhead/diagnostics'
import type { Cidr } from './cidr.ts'
import { formatCidr } from './format-cidr.ts'
import { freeRuns, type SlotRun } from './free-runs.ts'
import { countFreeSlots, fullTableSlots, slotCount, type Pool } from './pool.ts'
import { attraction, mostAttractive } from './rendezvous.ts'
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

/** The free slot with the lowest address, when `free` is in order of address. */
export function pickFirst(free: Iterable<Slot>): Slot | undefined {
  for (const slot of free) return slot
  return undefined
}

/**
 * The block that an owner has in a pool: the one it holds, or else a free slot.
 *
 * The choice depends on the owner and on which slots are free, never on the order of claims, and
 * never moves a claim that exists.
 *
 * @throws FleetError `IPAM_EXHAUSTED`
 */
export function allocateBlock(
  pool: Pool,
  claims: Iterable<{ readonly cidr: Cidr; readonly owner: string }>,
  owner: string,
): Cidr {
  const held = [...claims]
  const own = held.find(claim => claim.owner === owner)
  if (own) return own.cidr
  const claimed = held.map(({ cidr }) => cidr)
  const taken = [...pool.reserved.map(({ cidr }) => cidr), ...claimed]
  const request = { window: pool.cidr, prefix: pool.blockPrefix, owner, taken }
  const block = pick(request, 'hash')
  if (block) return block
  const count = slotCount(pool)
  const reserved = count - countFreeSlots(pool, [])
  throw exhausted({
    what: `pool "${pool.name}" (${formatCidr(pool.cidr)} in blocks of /${pool.blockPrefix})`,
    asked: `${owner} asks for one more`,
    free: `none of its ${count} blocks is free: ${count - reserved} are claimed, ${reserved} reserved`,
    hint: `Give "${pool.name}" a larger range or add a pool, release a block that is no longer used, or choose smaller blocks.`,
    location: pool.location,
  })
}

export interface WithinRequest {
  /** The range to cut from. */
  readonly window: Cidr
  /** The size to cut. */
  readonly prefix: number
  readonly owner: string
  /** What must be kept clear of; what lies outside the window does not matter. */
  readonly taken: readonly Cidr[]
}

/**
 * A range of `prefix` inside a window that touches nothing taken.
 *
 * @throws FleetError `IPAM_EXHAUSTED`
 */
export function allocateWithin({
  policy = 'hash',
  ...request
}: WithinRequest & { readonly policy?: AllocationPolicy }): Cidr {
  const range = pick(request, policy)
  if (range) return range
  const { window, prefix, owner } = request
  const count = subnetCount(window, prefix)
  throw exhausted({
    what: `range ${formatCidr(window)}`,
    asked: `${owner} asks for a /${prefix}`,
    free:
      count === 0 ? 'the range is smaller than that' : `none of its ${count} of that size is free`,
    hint: `Give the owner of ${formatCidr(window)} a larger range, release what is no longer used in it, or ask for less than a /${prefix}.`,
  })
}

function pick(request: WithinRequest, policy: AllocationPolicy): Cidr | undefined {
  const { window, prefix, owner } = request
  const runs = freeRuns(request)
  const slot = (index: number) => subnetAt(window, prefix, index)
  if (policy === 'first') return runs[0] && slot(runs[0].first)
  if (subnetCount(window, prefix) > fullTableSlots) return probe(request, runs)
  return pickSlot({ owner, free: runs.flatMap(run => indices(run).map(slot)) })
}

function indices({ first, count }: SlotRun): readonly number[] {
  return Array.from({ length: count }, (_, at) => first + at)
}

/** Enough that a window three quarters full is missed once in 10^8 times. */
const probes = 64

/**
 * Weighing every slot of an IPv6 pool would take for ever. An owner instead has its own sequence
 * of slots to try, which has the same virtues: it depends on the owner alone.
 */
function probe(
  { window, prefix, owner }: WithinRequest,
  runs: readonly SlotRun[],
): Cidr | undefined {
  const count = subnetCount(window, prefix)
  let index = 0
  for (let attempt = 0; attempt < probes; attempt++) {
    // 52 bits of hash, because an index has up to so many.
    const high = attraction(owner, `${attempt} high`)
    const low = attraction(owner, `${attempt} low`)
    index = (high * 2 ** 20 + (low >>> 12)) % count
    if (runs.some(run => holds(run, index))) return subnetAt(window, prefix, index)
  }
  const next = runs.find(({ first }) => first > index) ?? runs[0]
  return next && subnetAt(window, prefix, next.first)
}

function holds({ first, count }: SlotRun, index: number): boolean {
  return index >= first && index < first + count
}

function exhausted({
  what,
  asked,
  free,
  hint,
  location,
}: {
  readonly what: string
  readonly asked: string
  readonly free: string
  readonly hint: string
  readonly location?: Location | undefined
}): FleetError {
  return new FleetError({
    code: 'IPAM_EXHAUSTED',
    message: `${what} is exhausted: ${asked}, but ${free}`,
    hint,
    ...(location && { location }),
  })
}
