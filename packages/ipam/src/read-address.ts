const [zero, dot, colon] = [0x30, 0x2e, 0x3a]

/**
 * The 32-bit words of an IPv4 address in dotted-decimal form or of an IPv6 address (RFC 4291,
 * section 2.2, forms 1 and 2), and `undefined` for anything else. Strict: four octets without
 * leading zeros; no IPv4 notation inside IPv6; no zone.
 */
export function readAddress(text: string): readonly number[] | undefined {
  if (text.includes(':')) return readIpv6(text)
  const word = readIpv4(text)
  return word === undefined ? undefined : [word]
}

function readIpv4(text: string): number | undefined {
  let word = 0
  let octet = -1
  let dots = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === dot) {
      if (octet < 0 || ++dots > 3) return undefined
      word = word * 256 + octet
      octet = -1
      continue
    }
    const digit = code - zero
    // A digit after a lone zero: "010" is 10 to some readers and 8 to others.
    if (digit < 0 || digit > 9 || octet === 0) return undefined
    octet = octet < 0 ? digit : octet * 10 + digit
    if (octet > 255) return undefined
  }
  return dots === 3 && octet >= 0 ? word * 256 + octet : undefined
}

function readIpv6(text: string): readonly number[] | undefined {
  const groups: number[] = []
  let gap = -1
  let at = 0
  if (text.startsWith('::')) {
    gap = 0
    at = 2
  }
  while (at < text.length) {
    const start = at
    let group = 0
    for (let digit: number; (digit = hexDigit(text.charCodeAt(at))) >= 0; at++) {
      group = group * 16 + digit
    }
    if (at === start || at - start > 4) return undefined
    groups.push(group)
    if (at === text.length) break
    if (text.charCodeAt(at++) !== colon || at === text.length) return undefined
    if (text.charCodeAt(at) !== colon) continue
    if (gap >= 0) return undefined
    gap = groups.length
    at++
  }
  return gap < 0 ? joinGroups(groups) : joinGroups(fillGap(groups, gap))
}

/** The value of a hexadecimal digit, or -1; the NaN past the end of a text is no digit either. */
function hexDigit(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30
  const letter = code | 0x20
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x61 + 10 : -1
}

/** `::` stands for at least one group of zeros. */
function fillGap(groups: readonly number[], gap: number): readonly number[] {
  if (groups.length > 7) return groups.concat(0)
  return [
    ...groups.slice(0, gap),
    ...Array<number>(8 - groups.length).fill(0),
    ...groups.slice(gap),
  ]
}

function joinGroups(groups: readonly number[]): readonly number[] | undefined {
  if (groups.length !== 8) return undefined
  const words: number[] = []
  for (let at = 0; at < 8; at += 2) words.push(groups[at]! * 0x10000 + groups[at + 1]!)
  return words
}
