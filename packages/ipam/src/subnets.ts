import { maskWord, type Cidr } from './cidr.ts'

/**
 * How many blocks of `prefix` a block divides into: a power of two, exact as a number; none, when
 * that is larger than the block or smaller than an address.
 */
export function subnetCount(cidr: Cidr, prefix: number): number {
  if (prefix < cidr.prefix || prefix > 32 * cidr.words.length) return 0
  return 2 ** (prefix - cidr.prefix)
}

/**
 * The block of `prefix` at `index`, counted from 0 at the start of `cidr`.
 *
 * @throws RangeError when there is no such block.
 */
export function subnetAt(cidr: Cidr, prefix: number, index: number): Cidr {
  if (!(index >= 0 && index < subnetCount(cidr, prefix))) {
    throw new RangeError(`a /${cidr.prefix} has no /${prefix} at ${index}`)
  }
  const words = [...cidr.words]
  // The index is written into the bits between the two prefixes, the lowest word first.
  let rest = index
  for (let at = Math.ceil(prefix / 32) - 1; rest > 0; at--) {
    const unused = Math.max(0, 32 * (at + 1) - prefix)
    const room = 2 ** (32 - unused)
    words[at] = words[at]! + (rest % room) * 2 ** unused
    rest = Math.floor(rest / room)
  }
  return { family: cidr.family, words, prefix }
}

/** The index of the block of `prefix` inside `cidr` in which `inner` begins: undoes `subnetAt`. */
export function subnetIndex(cidr: Cidr, prefix: number, inner: Cidr): number {
  let index = 0
  for (const [at, word] of inner.words.entries()) {
    const from = Math.max(cidr.prefix, 32 * at)
    const to = Math.min(prefix, 32 * (at + 1))
    if (to <= from) continue
    const shifted = Math.floor(word / 2 ** (32 * (at + 1) - to))
    index = index * 2 ** (to - from) + (shifted % 2 ** (to - from))
  }
  return index
}

/** Both halves of a block. @throws RangeError for a single address. */
export function splitHalves(cidr: Cidr): readonly [low: Cidr, high: Cidr] {
  return [subnetAt(cidr, cidr.prefix + 1, 0), subnetAt(cidr, cidr.prefix + 1, 1)]
}

/** The block of a shorter prefix around this one. */
export function supernet(cidr: Cidr, prefix: number): Cidr {
  const words = cidr.words.map((word, at) => maskWord(word, at, prefix))
  return { family: cidr.family, words, prefix }
}
