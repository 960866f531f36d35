import type { Cidr } from './cidr.ts'
import { compareCidrs } from './compare-cidrs.ts'
import { contains, overlaps } from './contains.ts'
import { splitHalves, supernet } from './subnets.ts'

/**
 * The addresses of any of some ranges, as the fewest ranges: disjoint, in order, and no two that
 * would make up a larger one.
 */
export function unite(cidrs: Iterable<Cidr>): readonly Cidr[] {
  const united: Cidr[] = []
  for (const cidr of [...cidrs].sort(compareCidrs)) {
    const last = united.at(-1)
    if (last && contains(last, cidr)) continue
    united.push(cidr)
    joinHalves(united)
  }
  return united
}

/** The addresses that both have, as the fewest ranges. */
export function intersect(a: Iterable<Cidr>, b: Iterable<Cidr>): readonly Cidr[] {
  const shared: Cidr[] = []
  const [as, bs] = [unite(a), unite(b)]
  let [i, j] = [0, 0]
  while (i < as.length && j < bs.length) {
    const [x, y] = [as[i]!, bs[j]!]
    if (contains(x, y)) {
      shared.push(y)
      j++
    } else if (contains(y, x)) {
      shared.push(x)
      i++
    } else if (compareCidrs(x, y) < 0) i++
    else j++
  }
  return shared
}

/** The addresses that `from` has and `taken` has not, as the fewest ranges: what is free. */
export function subtract(from: Iterable<Cidr>, taken: Iterable<Cidr>): readonly Cidr[] {
  const left: Cidr[] = []
  const holes = unite(taken)
  let next = 0
  const cut = (cidr: Cidr) => {
    while (next < holes.length && isBefore(holes[next]!, cidr)) next++
    const hole = holes[next]
    if (!hole || !overlaps(hole, cidr)) left.push(cidr)
    else if (!contains(hole, cidr)) splitHalves(cidr).forEach(cut)
  }
  unite(from).forEach(cut)
  return left
}

/** Joins the last two ranges while they are the halves of one. */
function joinHalves(cidrs: Cidr[]): void {
  for (let low = cidrs.at(-2); low; low = cidrs.at(-2)) {
    const high = cidrs.at(-1)!
    if (low.prefix !== high.prefix) return
    const whole = supernet(low, low.prefix - 1)
    if (!contains(whole, high)) return
    cidrs.splice(-2, 2, whole)
  }
}

function isBefore(a: Cidr, b: Cidr): boolean {
  return !overlaps(a, b) && compareCidrs(a, b) < 0
}
