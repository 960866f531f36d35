import type { CidrFaultKind } from './cidr-fault.ts'
import { formatAddress } from './format-cidr.ts'
import { readAddress } from './read-address.ts'

/** A fault, and a text that the author may have meant, which nobody has checked yet. */
export interface Explanation {
  readonly fault: CidrFaultKind
  readonly message: string
  readonly meant?: string
}

/**
 * What is wrong with a text that could not be taken apart into an address and a prefix length.
 * Decides nothing: whatever is said here, the text has been refused.
 */
export function explainCidr(text: string): Explanation {
  const trimmed = text.trim()
  if (trimmed !== text) {
    const message = `there is white space around ${JSON.stringify(text)}`
    return { fault: 'space', message, meant: trimmed }
  }
  const [address = '', length, ...more] = text.split('/')
  if (more.length > 0) return explainSyntax(text)
  if (length === undefined) return explainNoPrefix(text)
  const explain = readAddress(address)
    ? explainPrefix
    : address.includes(':')
      ? explainIpv6
      : explainIpv4
  return explain(text, address, length) ?? explainSyntax(text)
}

function explainSyntax(text: string): Explanation {
  const example = '10.16.0.0/13 or fd00:12::/48'
  const message = `${JSON.stringify(text)} is not a range of addresses such as ${example}`
  return { fault: 'syntax', message }
}

function explainNoPrefix(text: string): Explanation {
  const words = readAddress(text)
  if (!words) return explainSyntax(text)
  const alone = `${formatAddress(words)}/${32 * words.length}`
  const message = `${text} has no prefix length; that address alone would be ${alone}`
  return { fault: 'no-prefix', message }
}

function explainPrefix(text: string, address: string, length: string): Explanation | undefined {
  const mask = readAddress(length)
  if (mask?.length === 1) return explainNetmask(text, address, mask[0]!)
  if (/^0\d+$/.test(length)) {
    const message = `the prefix length of ${text} has a leading zero`
    return { fault: 'leading-zero', message, meant: `${address}/${Number(length)}` }
  }
  if (!/^-?\d+$/.test(length)) return undefined
  const longest = address.includes(':') ? 128 : 32
  const message = `the prefix length of ${text} is not between 0 and ${longest}`
  return { fault: 'prefix-range', message }
}

function explainNetmask(text: string, address: string, mask: number): Explanation {
  const message = `${text} has a netmask in place of a prefix length`
  const prefix = Math.clz32(~mask)
  const isContiguous = mask === 2 ** 32 - 2 ** (32 - prefix)
  return { fault: 'netmask', message, ...(isContiguous && { meant: `${address}/${prefix}` }) }
}

function explainIpv6(text: string, address: string, length: string): Explanation | undefined {
  if (address.includes('%')) {
    const message = `${text} names a zone, which only one host understands`
    return { fault: 'zone', message, meant: `${address.replace(/%.*/, '')}/${length}` }
  }
  const ipv4 = /^::(?:ffff:)?(\d+(?:\.\d+){3})$/i.exec(address)?.[1]
  if (ipv4 === undefined) return undefined
  const message = `${text} is an IPv4 range written as IPv6`
  return { fault: 'mapped', message, meant: `${ipv4}/${Number(length) - 96}` }
}

function explainIpv4(text: string, address: string, length: string): Explanation | undefined {
  const octets = address.split('.')
  if (octets.length > 4 || !octets.every(octet => /^\d+$/.test(octet))) return undefined
  const tooLarge = octets.find(octet => Number(octet) > 255)
  if (tooLarge !== undefined) {
    const message = `${tooLarge} in ${text} is not an octet: those go to 255`
    return { fault: 'octet-range', message }
  }
  const plain = octets.map(Number)
  if (plain.length < 4) {
    const message = `${text} has ${plain.length} of the 4 octets of an IPv4 address`
    const whole = [...plain, 0, 0, 0].slice(0, 4).join('.')
    return { fault: 'octet-count', message, meant: `${whole}/${length}` }
  }
  const message = `an octet of ${text} has a leading zero, which some programs read as octal`
  return { fault: 'leading-zero', message, meant: `${plain.join('.')}/${length}` }
}
