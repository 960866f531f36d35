import type { FleetError } from '@bulkhead/diagnostics'
import type { Cidr } from './cidr.ts'
import { exhaustedError } from './exhausted-error.ts'
import { formatCidr } from './format-cidr.ts'
import type { SlotRequest } from './free-runs.ts'
import type { State } from './ledger.ts'
import { pickIn, type AllocationPolicy } from './pick-slot.ts'
import { countFreeSlots, freeSlotRequest, slotCount, withoutCommon, type Pool } from './pool.ts'
import { subnetCount } from './subnets.ts'

/** What the allocator needs to know of a block that is taken. */
export interface BlockClaim {
  readonly cidr: Cidr
  readonly owner: string
  readonly state?: State
}

/**
 * The block that an owner has in a pool: the one it holds, even in quarantine, or else a free slot.
 *
 * The choice depends on the owner and on which slots are free, never on the order of claims, and
 * moves no claim that exists.
 *
 * @throws FleetError `IPAM_EXHAUSTED`
 */
export function allocateBlock(pool: Pool, claims: Iterable<BlockClaim>, owner: string): Cidr {
  const held = [...claims]
  const own = held.find(claim => claim.owner === owner)
  if (own) return own.cidr
  const claimed = held.map(({ cidr }) => cidr)
  const block =
    pickIn(freeSlotRequest(pool, claimed), owner, 'hash') ??
    pickIn(freeSlotRequest(withoutCommon(pool), claimed), owner, 'hash')
  if (!block) throw poolExhausted(pool, held, owner)
  return block
}

/**
 * A range inside a window, for an owner to which a block is too much.
 *
 * @throws FleetError `IPAM_EXHAUSTED`
 */
export function allocateWithin({
  owner,
  policy = 'hash',
  ...request
}: SlotRequest & { readonly owner: string; readonly policy?: AllocationPolicy }): Cidr {
  const range = pickIn(request, owner, policy)
  if (!range) throw windowExhausted(request, owner)
  return range
}

function poolExhausted(pool: Pool, claims: readonly BlockClaim[], owner: string): FleetError {
  const { name, cidr, blockPrefix, location } = pool
  const total = slotCount(pool)
  const reserved = total - countFreeSlots(withoutCommon(pool), [])
  const quarantined = claims.filter(({ state }) => state === 'quarantined').length
  return exhaustedError({
    what: `pool "${name}" (${formatCidr(cidr)} in blocks of /${blockPrefix})`,
    asked: `${owner} asks for a block`,
    free: `none of ${total} is free: ${total - reserved} claimed (${quarantined} in quarantine), ${reserved} reserved`,
    hint: `Give pool "${name}" a larger range or add another pool, release blocks that are not used, or choose smaller blocks.`,
    location,
  })
}

function tooLargeOrSmall(window: Cidr, prefix: number): string {
  return prefix < window.prefix ? 'that is more than all of it' : 'no range is as small as that'
}

function windowExhausted({ window, prefix }: SlotRequest, owner: string): FleetError {
  const text = formatCidr(window)
  const total = subnetCount(window, prefix)
  return exhaustedError({
    what: `range ${text}`,
    asked: `${owner} asks for a /${prefix}`,
    free: total > 0 ? `none of ${total} is free` : tooLargeOrSmall(window, prefix),
    hint: `Cut ${text} from a larger block, release ranges in it that are not used, or ask for less than a /${prefix}.`,
  })
}
