import { parseCidr, subnetAt, type Cidr, type Overlap } from '@bulkhead/ipam'

/** Random ranges, and which of them overlap. */
export interface AddressSample {
  readonly cidrs: readonly Cidr[]
  /** The pairs that overlap, as `pairKeys` writes them. */
  readonly planted: readonly number[]
}

/**
 * Ranges in no order, each in a slot of its own, but for one in a thousand: that is planted in or
 * on another. Always the same.
 */
export function makeAddressSample(family: Cidr['family'], count: number): AddressSample {
  const random = randomNumbers()
  const partOf = (cidr: Cidr, most: number) => {
    const bits = random() % (most + 1)
    return subnetAt(cidr, cidr.prefix + bits, random() % 2 ** bits)
  }
  const { window, slotPrefix, most } = spaces[family]
  const slots = 2 ** (slotPrefix - window.prefix)
  const cidrs: Cidr[] = []
  const planted: Overlap<number>[] = []
  for (let id = 0; id < count; id++) {
    if (id % 1000 < 999) {
      // An odd factor permutes the slots.
      const slot = subnetAt(window, slotPrefix, (id * 2_654_435_769) % slots)
      cidrs.push(partOf(slot, most))
    } else {
      const outer = id - 1 - (random() % 900)
      cidrs.push(partOf(cidrs[outer]!, 2))
      planted.push({ outer, inner: id })
    }
  }
  return { cidrs, planted: pairKeys(planted, count) }
}

/** Pairs of positions as one number each, in order; of two equal ranges either is the outer. */
export function pairKeys(pairs: readonly Overlap<number>[], count: number): readonly number[] {
  return pairs
    .map(({ outer, inner }) => Math.min(outer, inner) * count + Math.max(outer, inner))
    .sort((a, b) => a - b)
}

/** Where slots are, and by how many bits a range may be smaller than its slot. */
const spaces = {
  4: { window: parseCidr('0.0.0.0/2'), slotPrefix: 24, most: 4 },
  6: { window: parseCidr('fd00::/8'), slotPrefix: 48, most: 16 },
} as const

/** The upper bits of a linear congruential generator, with the factors of Numerical Recipes. */
function randomNumbers(): () => number {
  let state = 1
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state >>> 12
  }
}
