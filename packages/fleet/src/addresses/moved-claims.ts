import type { Problem } from '@bulkhead/diagnostics'
import { blocksOf, formatCidr, type Block, type Ledger, type Range } from '@bulkhead/ipam'
import type { Fleet } from '../fleet.ts'
import { homesIn, type Home } from './homes.ts'
import { readOwner } from './owner.ts'

/** Whether a block of a region is in the pool of that region; other blocks have no home to leave. */
export function isAtHome(
  { owner }: Pick<Block, 'owner'>,
  pool: string,
  homes: ReadonlyMap<string, Home>,
): boolean {
  if (readOwner(owner)?.kind !== 'region') return true
  const home = homes.get(owner)
  return home === undefined || home.pool === pool
}

/**
 * What is in use in one region or pool, and has gone to another in the spec. Planning gives such an
 * owner a range there; what it leaves behind is quarantined, which nothing in use may be.
 */
export function findMoved(ledger: Ledger, fleet: Fleet): readonly Problem[] {
  const homes = homesIn(fleet)
  return [...ledger.pools.keys()].flatMap(pool =>
    blocksOf(ledger, pool).flatMap(block => [
      ...movedBlock(block, pool, homes),
      ...block.ranges.flatMap(range => movedRange(range, block, homes)),
    ]),
  )
}

function movedBlock(
  block: Block,
  pool: string,
  homes: ReadonlyMap<string, Home>,
): readonly Problem[] {
  const { cidr, owner, state, location } = block
  if (!isInUse(state) || isAtHome(block, pool, homes)) return []
  return [
    {
      code: 'IPAM_MOVED',
      message: `${owner} has ${formatCidr(cidr)} in pool "${pool}", which is ${state}, and the spec takes it to pool "${homes.get(owner)?.pool}"`,
      ...(location && { location }),
      hint: `Set the pool of the region back to ${pool}: a block that is in use does not move.`,
    },
  ]
}

function movedRange(
  { cidr, role, owner, state: own, location }: Range,
  { owner: holder, state: outer }: Block,
  homes: ReadonlyMap<string, Home>,
): readonly Problem[] {
  const [home, state] = [homes.get(owner), own ?? outer]
  if (home === undefined || home.holder === holder || !isInUse(state)) return []
  return [
    {
      code: 'IPAM_MOVED',
      message: `${formatCidr(cidr)} (${role} of ${owner}) lies in the block of ${holder} and is ${state}, and the spec has ${owner} in ${home.holder}`,
      ...(location && { location }),
      hint: `Move ${owner} back to ${holder}, or give it another name in ${home.holder}.`,
    },
  ]
}

function isInUse(state: string): boolean {
  return state === 'active' || state === 'draining'
}
