import { FleetError, type Location } from '@bulkhead/diagnostics'
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
  if (id !== undefined) return id
  throw exhausted(pool, owner, allowed.length)
}

function allowedIds({ min, max, refused = () => false }: IdPool): readonly number[] {
  const all = Array.from({ length: max - min + 1 }, (_, at) => min + at)
  return all.filter(id => !refused(id))
}

function exhausted(pool: IdPool, owner: string, allowed: number): FleetError {
  const { name, min, max, location } = pool
  const refused = max - min + 1 - allowed
  return new FleetError({
    code: 'IPAM_EXHAUSTED',
    message: `the ids of "${name}" (${min} to ${max}) are exhausted: ${owner} asks for one more, but none is free: ${allowed} are claimed, ${refused} refused`,
    hint: `Allow higher ids in "${name}", release an id that is no longer used, or move clusters to another mesh.`,
    ...(location && { location }),
  })
}
