import fc from 'fast-check'
import type { Cidr } from './cidr.ts'
import { formatCidr } from './format-cidr.ts'
import { readCidr } from './read-cidr.ts'
import { supernet } from './subnets.ts'

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
