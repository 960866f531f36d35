import type { Cidr } from './cidr.ts'
import { compareCidrs } from './compare-cidrs.ts'
import { contains } from './contains.ts'

/** Two items that share addresses: `outer` encloses `inner`, or equals it and was given first. */
export interface Overlap<Item> {
  readonly outer: Item
  readonly inner: Item
}

/**
 * Every pair of items that share an address, ordered by the inner one's range, then outwards.
 *
 * Blocks are laminar: two of them are disjoint or nested, never crossing. In sorted order the
 * blocks around the current one are therefore a stack, and one pass finds all pairs in
 * O(n log n + pairs).
 */
export function findOverlaps<Item extends { readonly cidr: Cidr }>(
  items: Iterable<Item>,
): readonly Overlap<Item>[] {
  const found: Overlap<Item>[] = []
  const enclosing: Item[] = []
  for (const inner of [...items].sort((a, b) => compareCidrs(a.cidr, b.cidr))) {
    while (enclosing.length > 0 && !contains(enclosing.at(-1)!.cidr, inner.cidr)) enclosing.pop()
    for (const outer of enclosing.toReversed()) found.push({ outer, inner })
    enclosing.push(inner)
  }
  return found
}
