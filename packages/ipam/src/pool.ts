import type { Location } from '@bulkhead/diagnostics'
import type { Cidr } from './cidr.ts'
import { overlaps } from './contains.ts'
import { countFree, freeRuns, slotsIn, type SlotRequest } from './free-runs.ts'
import type { Role } from './ledger.ts'
import { subnetAt, subnetCount, subnetIndex } from './subnets.ts'

/** A range that is somebody else's, and why. */
export interface Reservation {
  readonly cidr: Cidr
  readonly reason: string
  /**
   * - `reserved`: no block may be there. The default.
   * - `adopted`: in use by a network that was there before; no new block is put there.
   * - `common`: what tools use by default; a block is put there when no other is free.
   */
  readonly strength?: 'reserved' | 'adopted' | 'common'
}

/**
 * A range from which blocks of one size are taken. One size per pool means that nothing can
 * fragment: while a slot is free, the next request fits.
 */
export interface Pool {
  readonly name: string
  /** What its blocks are for. Default: region. */
  readonly role?: Role
  readonly cidr: Cidr
  /** The size of what is claimed. */
  readonly blockPrefix: number
  /** The size of what a new block has in use, where that is less: the rest is headroom. */
  readonly usePrefix?: number
  /** Whether each island draws from all of it, so that its blocks repeat from island to island. */
  readonly islands?: boolean
  /** Makes the pool dual-stack: each block has the one of the same index here too. */
  readonly ipv6?: { readonly cidr: Cidr; readonly blockPrefix: number }
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
  return countFree(freeSlotRequest(pool, claimed))
}

/** A pool as the allocator sees it: a window with holes. */
export function freeSlotRequest(pool: Pool, claimed: readonly Cidr[]): SlotRequest {
  const taken = [...pool.reserved.map(({ cidr }) => cidr), ...claimed]
  return { window: pool.cidr, prefix: pool.blockPrefix, taken }
}

/** The pool as it is when nothing else is free: what is only common is then not avoided. */
export function withoutCommon(pool: Pool): Pool {
  return { ...pool, reserved: pool.reserved.filter(({ strength }) => strength !== 'common') }
}

/** The IPv6 block that belongs to a block of the pool: the one of the same index. */
export function companionOf({ cidr, blockPrefix, ipv6 }: Pool, block: Cidr): Cidr | undefined {
  return ipv6 && subnetAt(ipv6.cidr, ipv6.blockPrefix, subnetIndex(cidr, blockPrefix, block))
}

/** The reservations that touch a slot. */
export function reservationsOn(pool: Pool, slot: Cidr): readonly Reservation[] {
  return pool.reserved.filter(({ cidr }) => overlaps(cidr, slot))
}
