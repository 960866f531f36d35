import type { Cidr } from './cidr.ts'
import { equalCidrs } from './compare-cidrs.ts'
import { nest, none } from './nest.ts'
import type { Overlap } from './overlap.ts'
import { packCidrs } from './pack-cidrs.ts'

/**
 * What is wrong with where an item lies.
 *
 * - `escape`: not inside what it is declared to lie in.
 * - `overlap`: inside something else, or that comes between.
 * - `duplicate`: the same range as another, which is not declared to lie in it.
 */
export type NestingFault<Item> =
  | { readonly kind: 'escape'; readonly inner: Item }
  | ({ readonly kind: 'overlap' | 'duplicate' } & Overlap<Item>)

/** What items declare of one another: a subnet lies in its VPC, that in the block of its region. */
export interface NestingRules<Item> {
  /** Of equal ranges the one with the lesser depth is around the other. */
  readonly depthOf: (item: Item) => number
  readonly mayHold: (outer: Item, inner: Item) => boolean
  /** Whether something must hold an item. Default: nothing need. */
  readonly needsHolder?: (item: Item) => boolean
  /** How many faults of one item are told, the nearest first. */
  readonly most?: number
}

/**
 * Every item that is not where it should be, in order of address: going outwards from it, the first
 * range must be one that may hold it. What is further out is that one's affair, so that a fault is
 * told once and not again of all that lies inside.
 */
export function checkNesting<Item extends { readonly cidr: Cidr }>(
  items: Iterable<Item>,
  { depthOf, mayHold, needsHolder = () => false, most = 10 }: NestingRules<Item>,
): readonly NestingFault<Item>[] {
  const all = [...items].sort((a, b) => depthOf(a) - depthOf(b))
  const { ids, enclosers } = nest(packCidrs(all.map(({ cidr }) => cidr)))
  const at = (place: number) => all[ids[place]!]!
  const faults: NestingFault<Item>[] = []
  for (let place = 0; place < ids.length; place++) {
    const inner = at(place)
    let told = 0
    let around = enclosers[place]!
    for (; around !== none && told < most; around = enclosers[around]!) {
      const outer = at(around)
      if (mayHold(outer, inner)) break
      const kind = equalCidrs(outer.cidr, inner.cidr) ? 'duplicate' : 'overlap'
      faults.push({ kind, outer, inner })
      told++
    }
    if (around === none && needsHolder(inner)) faults.push({ kind: 'escape', inner })
  }
  return faults
}
