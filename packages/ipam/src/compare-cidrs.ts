import type { Cidr } from './cidr.ts'

/** Orders by family, then address, then prefix: an enclosing block comes before what it holds. */
export function compareCidrs(a: Cidr, b: Cidr): number {
  if (a.family !== b.family) return a.family - b.family
  for (let at = 0; at < a.words.length; at++) {
    const difference = a.words[at]! - b.words[at]!
    if (difference !== 0) return difference
  }
  return a.prefix - b.prefix
}

export function equalCidrs(a: Cidr, b: Cidr): boolean {
  return compareCidrs(a, b) === 0
}
