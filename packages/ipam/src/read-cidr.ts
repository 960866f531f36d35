import { addressBits, type Cidr } from './cidr.ts'
import { contains } from './contains.ts'
import { explainCidr } from './explain-cidr.ts'
import { formatCidr } from './format-cidr.ts'
import { readAddress } from './read-address.ts'
import { supernet } from './subnets.ts'

/** Why a text is not a block of addresses that can be planned with. */
export interface CidrFault {
  readonly fault:
    | 'space'
    | 'no-prefix'
    | 'prefix-range'
    | 'netmask'
    | 'leading-zero'
    | 'octet-range'
    | 'octet-count'
    | 'zone'
    | 'mapped'
    | 'host-bits'
    | 'multicast'
    | 'loopback'
    | 'syntax'
  /** A whole sentence that names the text: `host bits are set in 10.4.1.0/14; did you mean …?`. */
  readonly message: string
  /** What was probably meant, canonical, when that is clear. */
  readonly suggestion?: string
}

/**
 * Reads `address/length`, for what people write. Accepts exactly one meaning: host bits, leading
 * zeros, short forms, netmasks, zones and IPv4 inside IPv6 are faults, because the tools that
 * will read the same text disagree on them. Text that is not canonical but clear, as `FD00::/8`,
 * is accepted.
 */
export function readCidr(text: string): Cidr | CidrFault {
  const slash = text.indexOf('/')
  const words = readAddress(text.slice(0, Math.max(0, slash)))
  const prefix = readPrefix(text.slice(slash + 1))
  if (slash < 0 || !words || prefix === undefined || prefix > 32 * words.length) {
    return explainCidr(text)
  }
  const family = words.length === 1 ? 4 : 6
  const written: Cidr = { family, words, prefix }
  const cidr = supernet(written, prefix)
  return refuseSpecial(cidr, text) ?? refuseHostBits(written, cidr, text) ?? cidr
}

/** Reads text that is known to be sound, as from a table in the code. @throws Error otherwise */
export function parseCidr(text: string): Cidr {
  const read = readCidr(text)
  if ('fault' in read) throw new Error(read.message)
  return read
}

export function isCidr(text: string): boolean {
  return !('fault' in readCidr(text))
}

function readPrefix(text: string): number | undefined {
  return /^(?:0|[1-9]\d{0,2})$/.test(text) ? Number(text) : undefined
}

interface SpecialRange {
  readonly cidr: Cidr
  readonly fault: CidrFault['fault']
  readonly reason: string
}

/** Ranges that can never be given to a network, by the IANA registries that RFC 6890 set up. */
const specialRanges: readonly SpecialRange[] = [
  special([127 << 24], 8, 'loopback', 'are loopback addresses (RFC 1122): they never leave a host'),
  special([224 << 24], 4, 'multicast', 'are multicast addresses (RFC 5771): no host can have one'),
  special([0, 0, 0, 1], 128, 'loopback', 'is the loopback address (RFC 4291)'),
  special(
    [0, 0, 0xffff, 0],
    96,
    'mapped',
    'are IPv4 addresses in IPv6 form (RFC 4291, 2.5.5.2); write them as IPv4',
  ),
  special([0xff << 24, 0, 0, 0], 8, 'multicast', 'are multicast addresses (RFC 4291)'),
]

function special(
  words: readonly number[],
  prefix: number,
  fault: CidrFault['fault'],
  reason: string,
): SpecialRange {
  const family = words.length === 1 ? 4 : 6
  return { cidr: { family, words: words.map(word => word >>> 0), prefix }, fault, reason }
}

function refuseSpecial(cidr: Cidr, text: string): CidrFault | undefined {
  const found = specialRanges.find(range => contains(range.cidr, cidr))
  if (!found) return undefined
  const { fault, reason } = found
  if (fault !== 'mapped') return { fault, message: `${text}: these ${reason}` }
  const suggestion = formatCidr({
    family: 4,
    words: [cidr.words[3]!],
    prefix: cidr.prefix - addressBits(6) + addressBits(4),
  })
  return { fault, message: `${text}: these ${reason}, ${suggestion}`, suggestion }
}

/** Consumers mask host bits in silence (kubernetes#25394), so that two texts mean one range. */
function refuseHostBits(written: Cidr, cidr: Cidr, text: string): CidrFault | undefined {
  if (cidr.words.every((word, at) => word === written.words[at])) return undefined
  const suggestion = formatCidr(cidr)
  return {
    fault: 'host-bits',
    message: `host bits are set in ${text}; did you mean ${suggestion}?`,
    suggestion,
  }
}
