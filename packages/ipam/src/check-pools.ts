import type { Problem } from '@bulkhead/diagnostics'
import { addressBits } from './cidr.ts'
import { findOverlaps, mostOverlaps } from './overlap.ts'
import { formatCidr } from './format-cidr.ts'
import type { Pool } from './pool.ts'

/** What is wrong with pools before anything is taken from them. */
export function checkPools(pools: readonly Pool[]): readonly Problem[] {
  return [...pools.flatMap(checkBlockSize), ...checkOverlaps(pools)]
}

/** A slot's index is a number and must stay exact. */
const mostSlotBits = 52

function checkBlockSize(pool: Pool): readonly Problem[] {
  const { name, cidr, blockPrefix } = pool
  const bits = addressBits(cidr.family)
  const longest = Math.min(bits, cidr.prefix + mostSlotBits)
  if (blockPrefix >= cidr.prefix && blockPrefix <= longest) return []
  const problem: Problem = {
    code: 'IPAM_BLOCK_SIZE',
    message: `pool "${name}" (${formatCidr(cidr)}) cannot be cut into blocks of /${blockPrefix}`,
    hint: `Choose a block size between /${cidr.prefix} and /${longest}.`,
  }
  return [at(pool, problem)]
}

function checkOverlaps(pools: readonly Pool[]): readonly Problem[] {
  return findOverlaps(pools, { most: mostOverlaps }).map(({ outer, inner }) =>
    at(inner, {
      code: 'IPAM_POOL_OVERLAP',
      message: `pools "${inner.name}" (${formatCidr(inner.cidr)}) and "${outer.name}" (${formatCidr(outer.cidr)}) overlap`,
      hint: 'Give each pool a range of its own.',
    }),
  )
}

function at({ location }: Pool, problem: Problem): Problem {
  return location ? { ...problem, location } : problem
}
