import type { Cidr } from './cidr.ts'
import { nest, none, type Nesting } from './nest.ts'
import { packCidrs, type PackedCidrs } from './pack-cidrs.ts'

/** Two items that share addresses: `outer` encloses `inner`, or equals it and was given first. */
export interface Overlap<Item> {
  readonly outer: Item
  readonly inner: Item
}

/** How many overlaps of one range are told, where thousands are equal. */
export const mostOverlaps = 10

/** Which overlaps to find. */
export interface OverlapOptions<Item> {
  /** Items of one group may overlap. Their pairs are passed over, not looked at one by one. */
  readonly groupOf?: (item: Item) => unknown
  /** Of a pair of two groups, whether it is one to report. */
  readonly isConflict?: (outer: Item, inner: Item) => boolean
  /**
   * A pair is left out where each of its two items is in as many already: n equal ranges would be
   * n² pairs. An item that is in fewer is in all that it could be in.
   */
  readonly most?: number
}

/**
 * The pairs of items that share an address, ordered by the inner one's range, then outwards. Takes
 * O(n + pairs): see `nest`.
 */
export function findOverlaps<Item extends { readonly cidr: Cidr }>(
  items: Iterable<Item>,
  { groupOf, isConflict, most }: OverlapOptions<Item> = {},
): readonly Overlap<Item>[] {
  const all = [...items]
  const item = (id: number) => all[id]!
  const pairs = pairUp(nest(packCidrs(all.map(({ cidr }) => cidr))), {
    ...(groupOf && { groupOf: id => groupOf(item(id)) }),
    ...(isConflict && { isConflict: (outer, inner) => isConflict(item(outer), item(inner)) }),
    ...(most !== undefined && { most }),
  })
  return pairs.map(({ outer, inner }) => ({ outer: item(outer), inner: item(inner) }))
}

/** As `findOverlaps`, for ranges that were packed; the items of a pair are their ids. */
export function findPackedOverlaps(
  packed: PackedCidrs,
  options: OverlapOptions<number> = {},
): readonly Overlap<number>[] {
  return pairUp(nest(packed), options)
}

function pairUp(
  { ids, enclosers }: Nesting,
  { groupOf, isConflict = () => true, most = Infinity }: OverlapOptions<number>,
): readonly Overlap<number>[] {
  const pairs: Overlap<number>[] = []
  const counts = new Uint32Array(ids.length)
  const groups = groupOf && groupsAround(ids, enclosers, groupOf)
  const nextOpen = openPlaces(enclosers, place => counts[place]! < most)
  for (let inner = 0; inner < ids.length; inner++) {
    let outer = enclosers[inner]!
    while (outer !== none) {
      if (counts[inner]! >= most && (outer = nextOpen(outer)) === none) break
      if (groups && groups.of[outer] === groups.of[inner]) {
        outer = groups.around[outer]!
        continue
      }
      const pair = { outer: ids[outer]!, inner: ids[inner]! }
      if (isConflict(pair.outer, pair.inner)) {
        pairs.push(pair)
        counts[outer]!++
        counts[inner]!++
      }
      outer = enclosers[outer]!
    }
  }
  return pairs
}

/** The group at each place, and the nearest place around it of another group. */
function groupsAround(
  ids: Uint32Array,
  enclosers: Int32Array,
  groupOf: (id: number) => unknown,
): { readonly of: readonly unknown[]; readonly around: Int32Array } {
  const of = Array.from(ids, groupOf)
  const around = new Int32Array(ids.length)
  for (let place = 0; place < ids.length; place++) {
    const encloser = enclosers[place]!
    const isSame = encloser !== none && of[encloser] === of[place]
    around[place] = isSame ? around[encloser]! : encloser
  }
  return { of, around }
}

/**
 * Finds the nearest open place from one outwards, itself included. What has been passed over for
 * being closed, and a place stays so, is never looked at again.
 */
function openPlaces(
  enclosers: Int32Array,
  isOpen: (place: number) => boolean,
): (place: number) => number {
  let next: Int32Array | undefined
  return place => {
    next ??= enclosers.slice()
    let open = place
    while (open !== none && !isOpen(open)) open = next[open]!
    for (let at = place; at !== open;) {
      const passed = at
      at = next[at]!
      next[passed] = open
    }
    return open
  }
}
