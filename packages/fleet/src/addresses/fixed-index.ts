import type { Cidr } from '@bulkhead/ipam'
import type { Fleet, FixedRange } from '../fleet.ts'
import type { Purpose } from './block-cutter.ts'

/** What the spec fixes for an owner, by purpose and family. */
export type FixedIndex = (purpose: Purpose, family: Cidr['family']) => FixedRange | undefined

export function indexFixed({ network }: Fleet): FixedIndex {
  const keyOf = ({ owner, role }: Purpose, family: number) => `${role} ${owner} ${family}`
  const index = new Map(network.fixed.map(range => [keyOf(range, range.cidr.family), range]))
  return (purpose, family) => index.get(keyOf(purpose, family))
}
