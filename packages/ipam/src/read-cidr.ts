import { maskWord, type Cidr } from './cidr.ts'
import type { CidrFault } from './cidr-fault.ts'
import { contains } from './contains.ts'
import { explainCidr, type Explanation } from './explain-cidr.ts'
import { formatCidr } from './format-cidr.ts'
import { readAddress } from './read-address.ts'
import { supernet } from './subnets.ts'

const zero = 0x30

/**
 * Reads `address/length`, for what people write. Accepts what has one meaning: host bits, leading
 * zeros, short forms, netmasks, zones and IPv4 inside IPv6 are faults, because the tools that will
 * read the same text disagree on them. Text that is clear but not canonical, as `FD00::/8`, is
 * accepted.
 */
export function readCidr(text: string): Cidr | CidrFault {
  const slash = text.indexOf('/')
  const words = slash < 0 ? undefined : readAddress(text, slash)
  const prefix = readPrefix(text, slash + 1)
  if (!words || prefix < 0 || prefix > 32 * words.length) return faultOf(explainCidr(text))
  const written: Cidr = { family: words.length === 1 ? 4 : 6, words, prefix }
  const refusal = refuseSpecial(written, text) ?? refuseHostBits(written, text)
  return refusal ? faultOf(refusal) : written
}

/** Reads text that is known to be sound, as in a table of the code. @throws Error otherwise */
export function parseCidr(text: string): Cidr {
  const read = readCidr(text)
  if ('fault' in read) throw new Error(read.message)
  return read
}

/** @returns the number that ends a text, of up to three digits without leading zeros, or else -1 */
function readPrefix(text: string, start: number): number {
  const length = text.length - start
  if (length < 1 || length > 3) return -1
  if (length > 1 && text.charCodeAt(start) === zero) return -1
  let prefix = 0
  for (let at = start; at < text.length; at++) {
    const digit = text.charCodeAt(at) - zero
    if (digit < 0 || digit > 9) return -1
    prefix = prefix * 10 + digit
  }
  return prefix
}

/** Offers what was meant only if that can be read, with its own faults mended in turn. */
function faultOf({ fault, message, meant }: Explanation): CidrFault {
  const read = meant === undefined ? undefined : readCidr(meant)
  const suggestion = read && ('fault' in read ? read.suggestion : formatCidr(read))
  if (suggestion === undefined) return { fault, message }
  return { fault, message: `${message}; did you mean ${suggestion}?`, suggestion }
}

interface SpecialRange {
  readonly cidr: Cidr
  readonly fault: 'loopback' | 'multicast' | 'mapped'
  readonly reason: string
}

/** Ranges from which no network can be made: RFC 6890 names the registries that list them. */
const specialRanges: readonly SpecialRange[] = [
  {
    cidr: { family: 4, words: [0x7f000000], prefix: 8 },
    fault: 'loopback',
    reason: 'the loopback addresses of RFC 1122, which never leave a host',
  },
  {
    cidr: { family: 4, words: [0xe0000000], prefix: 4 },
    fault: 'multicast',
    reason: 'the multicast addresses of RFC 5771, which no host can have',
  },
  {
    cidr: { family: 6, words: [0, 0, 0, 1], prefix: 128 },
    fault: 'loopback',
    reason: 'the loopback address of RFC 4291',
  },
  {
    cidr: { family: 6, words: [0, 0, 0xffff, 0], prefix: 96 },
    fault: 'mapped',
    reason: 'the IPv4-mapped addresses of RFC 4291: write them as IPv4',
  },
  {
    cidr: { family: 6, words: [0xff000000, 0, 0, 0], prefix: 8 },
    fault: 'multicast',
    reason: 'the multicast addresses of RFC 4291, which no host can have',
  },
]

function refuseSpecial(cidr: Cidr, text: string): Explanation | undefined {
  const special = specialRanges.find(range => contains(range.cidr, cidr))
  if (!special) return undefined
  const { fault, reason } = special
  const message = `${text} lies in ${formatCidr(special.cidr)}, ${reason}`
  if (fault !== 'mapped') return { fault, message }
  const ipv4: Cidr = { family: 4, words: cidr.words.slice(3), prefix: cidr.prefix - 96 }
  return { fault, message, meant: formatCidr(ipv4) }
}

/** Some consumers mask host bits in silence (kubernetes#25394): two texts would be one range. */
function refuseHostBits(written: Cidr, text: string): Explanation | undefined {
  if (isAligned(written)) return undefined
  const meant = formatCidr(supernet(written, written.prefix))
  return { fault: 'host-bits', message: `host bits are set in ${text}`, meant }
}

function isAligned({ words, prefix }: Cidr): boolean {
  for (let at = 0; at < words.length; at++) {
    if (maskWord(words[at]!, at, prefix) !== words[at]) return false
  }
  return true
}
