import type { FleetError, Location } from '@bulkhead/diagnostics'
import { exhaustedError } from './exhausted-error.ts'
import { fullTableSlots } from './pool.ts'
import { attractionOf, mostAttractive } from './rendezvous.ts'

/**
 * Numbers that are given to one owner each, as the cluster ids of a Cilium mesh are: 1 to 255, or
 * to 511 where every member says so.
 */
export interface IdPool {
  readonly name: string
  readonly min: number
  readonly max: number
  /** Numbers that some member could not work with. */
  readonly refused?: (id: number) => boolean
  /** Where the pool is declared: errors about it point there. */
  readonly location?: Location
}

/**
 * The number that an owner has in a pool: the one it holds, or else a free one by the rule that
 * gives out blocks (`pickSlot`), with the same promises.
 *
 * @throws FleetError `IPAM_EXHAUSTED`
 */
export function allocateId(
  pool: IdPool,
  claims: Iterable<{ readonly id: number; readonly owner: string }>,
  owner: string,
): number {
  const held = [...claims]
  const own = held.find(claim => claim.owner === owner)
  if (own) return own.id
  const taken = new Set(held.map(({ id }) => id))
  const isFree = (id: number) => hasId(pool, id) && !taken.has(id)
  if (pool.max - pool.min >= fullTableSlots) return probe(pool, owner, isFree)
  const free = numbersFrom(pool).filter(isFree)
  const id = mostAttractive(owner, free, String)
  if (id === undefined) throw exhausted(pool, owner)
  return id
}

/** Enough that a range three quarters full is missed once in 10^8 times. */
const probes = 64

/** Weighing each of millions would take for ever: an owner instead has its own sequence to try. */
function probe(pool: IdPool, owner: string, isFree: (id: number) => boolean): number {
  const { min, max } = pool
  const attraction = attractionOf(owner)
  for (let attempt = 0; attempt < probes; attempt++) {
    const id = min + (attraction(`id ${attempt}`) % (max - min + 1))
    if (isFree(id)) return id
  }
  for (let id = min; id <= max; id++) if (isFree(id)) return id
  throw exhausted(pool, owner)
}

/** Whether a pool gives out a number at all. */
export function hasId({ min, max, refused }: IdPool, id: number): boolean {
  return id >= min && id <= max && !refused?.(id)
}

/** How many numbers a pool gives out. */
export function countIds(pool: IdPool): number {
  if (!pool.refused) return pool.max - pool.min + 1
  return numbersFrom(pool).filter(id => hasId(pool, id)).length
}

function numbersFrom({ min, max }: IdPool): readonly number[] {
  return Array.from({ length: max - min + 1 }, (_, at) => min + at)
}

function exhausted(pool: IdPool, owner: string): FleetError {
  const { name, min, max, location } = pool
  const allowed = countIds(pool)
  const refused = max - min + 1 - allowed
  return exhaustedError({
    what: `the range of ids of "${name}" (${min} to ${max})`,
    asked: `${owner} asks for one`,
    free: `none is free: ${allowed} claimed, ${refused} refused`,
    hint: `Allow higher ids in "${name}", release ids that are not used, or take fewer.`,
    location,
  })
}
