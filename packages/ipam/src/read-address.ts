const [zero, dot, colon] = [0x30, 0x2e, 0x3a]

/** The value of each character that is a hexadecimal digit, and -1 for the rest of Latin-1. */
const hexDigits = Int8Array.from({ length: 256 }, (_, code) =>
  '0123456789abcdef'.indexOf(String.fromCharCode(code).toLowerCase()),
)

/**
 * The 32-bit words of an IPv4 address in dotted-decimal form or of an IPv6 address (RFC 4291,
 * section 2.2, forms 1 and 2), and `undefined` for anything else. Strict: four octets without
 * leading zeros; no IPv4 notation inside IPv6; no zone.
 *
 * @param end where in `text` the address ends
 */
export function readAddress(text: string, end = text.length): readonly number[] | undefined {
  const first = text.indexOf(':')
  if (first >= 0 && first < end) return readIpv6(text, end)
  const word = readIpv4(text, end)
  return word < 0 ? undefined : [word]
}

/** @returns -1 for what is no address */
function readIpv4(text: string, end: number): number {
  let word = 0
  let octet = -1
  let dots = 0
  for (let at = 0; at < end; at++) {
    const code = text.charCodeAt(at)
    if (code === dot) {
      if (octet < 0 || ++dots > 3) return -1
      word = word * 256 + octet
      octet = -1
      continue
    }
    const digit = code - zero
    // A digit after a lone zero: "010" is 10 to some readers and 8 to others.
    if (digit < 0 || digit > 9 || octet === 0) return -1
    octet = octet < 0 ? digit : octet * 10 + digit
    if (octet > 255) return -1
  }
  return dots === 3 && octet >= 0 ? word * 256 + octet : -1
}

function readIpv6(text: string, end: number): readonly number[] | undefined {
  const groups = [0, 0, 0, 0, 0, 0, 0, 0]
  let count = 0
  let gap = -1
  let at = 0
  if (text.charCodeAt(0) === colon && text.charCodeAt(1) === colon) {
    gap = 0
    at = 2
  }
  while (at < end) {
    if (count === 8) return undefined
    const start = at
    let group = 0
    for (let digit: number; at < end && (digit = hexDigits[text.charCodeAt(at)]!) >= 0; at++) {
      group = group * 16 + digit
    }
    if (at === start || at - start > 4) return undefined
    groups[count++] = group
    if (at === end) break
    if (text.charCodeAt(at++) !== colon || at === end) return undefined
    if (text.charCodeAt(at) !== colon) continue
    if (gap >= 0) return undefined
    gap = count
    at++
  }
  // A gap stands for at least one group of zeros.
  if (gap < 0 ? count < 8 : count > 7) return undefined
  for (let from = count; gap >= 0 && from > gap;) {
    from--
    groups[from + 8 - count] = groups[from]!
    groups[from] = 0
  }
  return [
    groups[0]! * 0x10000 + groups[1]!,
    groups[2]! * 0x10000 + groups[3]!,
    groups[4]! * 0x10000 + groups[5]!,
    groups[6]! * 0x10000 + groups[7]!,
  ]
}
