import type { Cidr } from './cidr.ts'
import { contains, overlaps } from './contains.ts'
import { splitHalves } from './subnets.ts'

/**
 * What is left of a window, as the fewest blocks, in order of address. Unlike `freeRuns` it knows
 * no size of slot, so it also speaks of what nothing could be cut from.
 */
export function freeBlocks(window: Cidr, taken: readonly Cidr[]): readonly Cidr[] {
  const here = taken.filter(cidr => overlaps(cidr, window))
  if (here.length === 0) return [window]
  if (here.some(cidr => contains(cidr, window))) return []
  return splitHalves(window).flatMap(half => freeBlocks(half, here))
}
