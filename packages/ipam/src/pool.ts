import type { Location } from '@bulkhead/diagnostics'
import type { Cidr } from './cidr.ts'
import { overlaps } from './contains.ts'
import { freeRuns, slotsIn, type SlotRequest } from './free-runs.ts'
import { subnetAt, subnetCount } from './subnets.ts'

/** A range that is somebody else's, and why. */
export interface Reservation {
  readonly cidr: Cidr
  readonly reason: string
}

/**
 * A range from which blocks of one size are taken. One size per pool means that nothing can
 * fragment: while a slot is free, the next request fits.
 */
export interface Pool {
  readonly name: string
  readonly cidr: Cidr
  readonly blockPrefix: number
  /** Ranges to keep clear of, inside the pool or not. */
  readonly reserved: readonly Reservation[]
  /** Where the pool is declared: errors about it point there. */
  readonly location?: Location
}

/** Of a pool up to this size every slot is weighed in allocating, and listed in the ledger. */
export const fullTableSlots = 1024

/** How many blocks the pool divides into, reserved and taken ones included. */
export function slotCount(pool: Pool): number {
  return subnetCount(pool.cidr, pool.blockPrefix)
}

/** Every slot of the pool in order of address. Lazy: an IPv6 pool can have billions. */
export function* slotsOf(pool: Pool): Generator<Cidr> {
  const count = slotCount(pool)
  for (let index = 0; index < count; index++) yield subnetAt(pool.cidr, pool.blockPrefix, index)
}

/** The slots that touch neither a reserved range nor a claimed one, in order of address. Lazy. */
export function freeSlots(pool: Pool, claimed: readonly Cidr[]): Generator<Cidr> {
  const request = freeSlotRequest(pool, claimed)
  return slotsIn(request, freeRuns(request))
}

/** How many slots are free, without listing them. */
export function countFreeSlots(pool: Pool, claimed: readonly Cidr[]): number {
  return freeRuns(freeSlotRequest(pool, claimed)).reduce((sum, { count }) => sum + count, 0)
}

/** A pool as the allocator sees it: a window with holes. */
export function freeSlotRequest(pool: Pool, claimed: readonly Cidr[]): SlotRequest {
  const taken = [...pool.reserved.map(({ cidr }) => cidr), ...claimed]
  return { window: pool.cidr, prefix: pool.blockPrefix, taken }
}

/** The reservations that touch a slot. */
export function reservationsOn(pool: Pool, slot: Cidr): readonly Reservation[] {
  return pool.reserved.filter(({ cidr }) => overlaps(cidr, slot))
}
