import type { Cidr } from '../cidr.ts'
import { parseCidr } from '../read-cidr.ts'

/** Private addresses (RFC 1918). */
export const rfc1918 = cidrs('10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16')

/** Addresses that carriers share (RFC 6598), private for all that clusters care. */
export const rfc6598 = cidrs('100.64.0.0/10')

/** Ranges from their texts, for the tables. */
export function cidrs(...texts: readonly string[]): readonly Cidr[] {
  return texts.map(parseCidr)
}
