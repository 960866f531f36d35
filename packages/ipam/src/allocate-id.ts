import type { FleetError, Location } from '@bulkhead/diagnostics'
import { exhaustedError } from './exhausted-error.ts'
import { mostAttractive } from './rendezvous.ts'

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
  const allowed = allowedIds(pool)
  const free = allowed.filter(id => !taken.has(id))
  const id = mostAttractive(owner, free, String)
  if (id === undefined) throw exhausted(pool, allowed.length, owner)
  return id
}

/** Whether a pool gives out a number at all. */
export function hasId({ min, max, refused }: IdPool, id: number): boolean {
  return id >= min && id <= max && !refused?.(id)
}

function allowedIds(pool: IdPool): readonly number[] {
  const all = Array.from({ length: pool.max - pool.min + 1 }, (_, at) => pool.min + at)
  return all.filter(id => hasId(pool, id))
}

function exhausted(
  { name, min, max, location }: IdPool,
  allowed: number,
  owner: string,
): FleetError {
  const refused = max - min + 1 - allowed
  return exhaustedError({
    what: `the range of ids of "${name}" (${min} to ${max})`,
    asked: `${owner} asks for one`,
    free: `none is free: ${allowed} claimed, ${refused} refused`,
    hint: `Allow higher ids in "${name}", release ids that are not used, or join another mesh.`,
    location,
  })
}
