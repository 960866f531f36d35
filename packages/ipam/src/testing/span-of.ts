import { addressBits, type Cidr } from '../cidr.ts'

/** The first and the last address of a block as whole numbers: what words are held to. */
export function spanOf({ family, words, prefix }: Cidr): {
  readonly first: bigint
  readonly last: bigint
} {
  const first = words.reduce((sum, word) => (sum << 32n) | BigInt(word), 0n)
  return { first, last: first + (1n << BigInt(addressBits(family) - prefix)) - 1n }
}
