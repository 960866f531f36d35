import type { Cidr } from '../cidr.ts'
import { parseCidr } from '../read-cidr.ts'
import type { RangeText } from './limit.ts'

const known = new Map<RangeText, Cidr>()

/** The range of a table: read when it is first needed, for few rows speak of one cluster. */
export function readOnce(text: RangeText): Cidr {
  let cidr = known.get(text)
  if (!cidr) known.set(text, (cidr = parseCidr(text)))
  return cidr
}
