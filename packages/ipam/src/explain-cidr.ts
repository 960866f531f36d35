import { readAddress } from './read-address.ts'
import type { CidrFault } from './read-cidr.ts'
import { formatAddress } from './format-cidr.ts'

/**
 * Says what is wrong with a text that `readCidr` could not take apart. Decides nothing: whatever
 * is said here, the text has been refused.
 */
export function explainCidr(text: string): CidrFault {
  const trimmed = text.trim()
  if (trimmed !== text) {
    return suggest('space', `there is white space around ${JSON.stringify(text)}`, trimmed)
  }
  const [address = '', length, ...more] = text.split('/')
  if (length === undefined) return explainNoPrefix(text)
  if (more.length > 0) return syntax(text)
  if (address.includes('%')) {
    const bare = `${address.replace(/%.*/, '')}/${length}`
    return suggest('zone', `${text} names a zone, which only one host understands`, bare)
  }
  return (
    explainAddress(address, length, text) ?? explainPrefix(address, length, text) ?? syntax(text)
  )
}

function explainNoPrefix(text: string): CidrFault {
  const words = readAddress(text)
  if (!words) return syntax(text)
  const bits = 32 * words.length
  return {
    fault: 'no-prefix',
    message: `${text} has no prefix length; one address alone is ${formatAddress(words)}/${bits}`,
  }
}

function explainAddress(address: string, length: string, text: string): CidrFault | undefined {
  if (readAddress(address)) return undefined
  if (address.includes(':')) return explainIpv6(address, length, text)
  return explainIpv4(address.split('.'), length, text)
}

function explainIpv6(address: string, length: string, text: string): CidrFault | undefined {
  const embedded = /^::(?:ffff:)?([\d.]+)$/i.exec(address)?.[1]
  if (!embedded || !readAddress(embedded)) return undefined
  const message = `${text} is an IPv4 address in IPv6 form; write it as IPv4`
  return suggest('mapped', message, `${embedded}/${Number(length) - 96}`)
}

function explainIpv4(
  octets: readonly string[],
  length: string,
  text: string,
): CidrFault | undefined {
  if (!octets.every(octet => /^\d+$/.test(octet))) return undefined
  const plain = octets.map(Number)
  const large = plain.find(octet => octet > 255)
  if (octets.length > 4) return undefined
  if (octets.length < 4) {
    const whole = [...plain, 0, 0, 0].slice(0, 4).join('.')
    const message = `${text} has ${octets.length} of the 4 octets of an IPv4 address`
    return suggest('octet-count', message, `${whole}/${length}`)
  }
  if (large !== undefined) {
    return { fault: 'octet-range', message: `${large} in ${text} is more than an octet can hold` }
  }
  const message = `an octet of ${text} has a leading zero, which some programs read as octal`
  return suggest('leading-zero', message, `${plain.join('.')}/${length}`)
}

function explainPrefix(address: string, length: string, text: string): CidrFault | undefined {
  const bits = address.includes(':') ? 128 : 32
  const netmask = readAddress(length)
  if (netmask) return explainNetmask(address, netmask[0]!, text)
  if (/^0\d+$/.test(length)) {
    const message = `the prefix length of ${text} has a leading zero`
    return suggest('leading-zero', message, `${address}/${Number(length)}`)
  }
  if (!/^-?\d+$/.test(length)) return undefined
  return {
    fault: 'prefix-range',
    message: `the prefix length of ${text} is not between 0 and ${bits}`,
  }
}

function explainNetmask(address: string, mask: number, text: string): CidrFault {
  const prefix = Math.clz32(~mask)
  const isMask = mask === (prefix === 0 ? 0 : (-1 << (32 - prefix)) >>> 0)
  const message = `${text} has a netmask where its prefix length belongs`
  return isMask
    ? suggest('netmask', message, `${address}/${prefix}`)
    : { fault: 'netmask', message }
}

function suggest(fault: CidrFault['fault'], message: string, suggestion: string): CidrFault {
  return { fault, message: `${message}; did you mean ${suggestion}?`, suggestion }
}

function syntax(text: string): CidrFault {
  const message = `${JSON.stringify(text)} is not a range of addresses; write it as 10.16.0.0/13 or fd00:12::/48`
  return { fault: 'syntax', message }
}
