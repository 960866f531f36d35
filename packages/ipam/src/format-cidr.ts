import type { Cidr } from './cidr.ts'

/** The one canonical text of a block: `10.16.0.0/13`, `fd00:12::/48`. */
export function formatCidr({ words, prefix }: Cidr): string {
  return `${formatAddress(words)}/${prefix}`
}

/**
 * The canonical text of an address. IPv6 follows RFC 5952, section 4: lower case, no leading
 * zeros, and `::` for the longest run of two or more zero groups, the first of equals.
 */
export function formatAddress(words: readonly number[]): string {
  const [word] = words
  return words.length === 1 ? formatIpv4(word!) : formatIpv6(words)
}

function formatIpv4(word: number): string {
  return `${word >>> 24}.${(word >>> 16) & 255}.${(word >>> 8) & 255}.${word & 255}`
}

function formatIpv6(words: readonly number[]): string {
  const groups = words.flatMap(word => [word >>> 16, word & 0xffff])
  const { start, length } = longestZeroRun(groups)
  const hex = (from: number, to: number) =>
    groups
      .slice(from, to)
      .map(group => group.toString(16))
      .join(':')
  return length < 2 ? hex(0, 8) : `${hex(0, start)}::${hex(start + length, 8)}`
}

function longestZeroRun(groups: readonly number[]): { start: number; length: number } {
  let best = { start: 0, length: 0 }
  let start = 0
  for (const [at, group] of groups.entries()) {
    if (group !== 0) start = at + 1
    else if (at + 1 - start > best.length) best = { start, length: at + 1 - start }
  }
  return best
}
