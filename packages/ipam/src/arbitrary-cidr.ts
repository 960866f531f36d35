import fc from 'fast-check'
import type { Cidr } from './cidr.ts'
import { contains } from './contains.ts'
import { formatCidr } from './format-cidr.ts'
import { readCidr } from './read-cidr.ts'
import { subnetAt, supernet } from './subnets.ts'

const word = fc.integer({ min: 0, max: 0xffffffff })
/** Words with zeros in them, which the text of IPv6 treats in a way of its own. */
const sparseWord = fc.oneof(word, fc.constantFrom(0, 1, 0x10000, 0xfd000000))

/** For property tests: any block that `readCidr` accepts. */
export const arbitraryCidr: fc.Arbitrary<Cidr> = fc
  .oneof(
    fc
      .tuple(word, fc.integer({ min: 0, max: 32 }))
      .map(([only, prefix]) => supernet({ family: 4, words: [only], prefix: 32 }, prefix)),
    fc
      .tuple(fc.array(sparseWord, { minLength: 4, maxLength: 4 }), fc.integer({ min: 0, max: 128 }))
      .map(([words, prefix]) => supernet({ family: 6, words, prefix: 128 }, prefix)),
  )
  .filter(cidr => !('fault' in readCidr(formatCidr(cidr))))

/** For property tests: blocks of 10.0.0.0/8, crowded enough that many overlap. */
export const arbitraryCrowd: fc.Arbitrary<readonly Cidr[]> = fc.array(
  fc
    .tuple(fc.integer({ min: 0, max: 0xff }), fc.integer({ min: 8, max: 18 }))
    .map(([octet, prefix]) =>
      supernet({ family: 4, words: [0x0a000000 + octet * 0x10000], prefix: 32 }, prefix),
    ),
  { maxLength: 40 },
)

/** For property tests: a universe of 64 addresses or slots in a window, and blocks of it. */
export function arbitraryPart(window: Cidr): fc.Arbitrary<Cidr> {
  return fc
    .tuple(fc.nat({ max: universeBits }), fc.nat())
    .map(([bits, index]) => subnetAt(window, window.prefix + bits, index % 2 ** bits))
}

/** Windows with the slots of `arbitraryPart` in one word of an address, and in two. */
export const arbitraryWindow: fc.Arbitrary<Cidr> = fc.constantFrom(
  { family: 4, words: [0x0a000000], prefix: 26 },
  { family: 4, words: [0], prefix: 0 },
  { family: 6, words: [0xfd000000, 0, 0, 0], prefix: 61 },
  { family: 6, words: [0xfd000000, 0, 0, 0xffffffc0], prefix: 122 },
)

/** Which slots of a window some blocks cover. */
export function slotsCovered(window: Cidr, cidrs: readonly Cidr[]): readonly boolean[] {
  return Array.from({ length: 2 ** universeBits }, (_, index) => {
    const slot = subnetAt(window, window.prefix + universeBits, index)
    return cidrs.some(cidr => contains(cidr, slot))
  })
}

const universeBits = 6
