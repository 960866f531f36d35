import type { RangeText } from './limit.ts'

/** Private addresses (RFC 1918). */
export const rfc1918: readonly RangeText[] = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16']

/** Addresses that carriers share (RFC 6598), private for all that clusters care. */
export const rfc6598: readonly RangeText[] = ['100.64.0.0/10']
