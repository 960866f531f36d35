/**
 * A block of addresses. Always canonical: no bit is set after the prefix.
 *
 * Addresses are unsigned 32-bit words, most significant first, so that no operation needs a
 * BigInt: one word for IPv4, four for IPv6.
 */
export interface Cidr {
  readonly family: 4 | 6
  readonly words: readonly number[]
  readonly prefix: number
}

/** How many bits an address of the family has. */
export function addressBits(family: Cidr['family']): 32 | 128 {
  return family === 4 ? 32 : 128
}

/** The word at `index` with only those bits kept that a prefix of this length covers. */
export function maskWord(word: number, index: number, prefix: number): number {
  const covered = prefix - 32 * index
  if (covered >= 32) return word
  if (covered <= 0) return 0
  return (word & (-1 << (32 - covered))) >>> 0
}
