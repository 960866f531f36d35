import type { Fleet, Region } from '../fleet.ts'
import type { RegionName } from '../name.ts'
import { ownerOf } from './owner.ts'

/** Where a part of a fleet has its ranges. */
export interface Home {
  readonly region: RegionName
  /** The owner of the block. */
  readonly holder: string
  /** The pool that the block is from. */
  readonly pool: string
}

/** The home of every region, zone and cluster, by owner. */
export function homesIn({ regions, clusters }: Fleet): ReadonlyMap<string, Home> {
  const homeOf = ({ name, pool }: Region): Home => ({
    region: name,
    holder: ownerOf.region(name),
    pool,
  })
  return new Map([
    ...regions.map(region => [ownerOf.region(region.name), homeOf(region)] as const),
    ...regions.flatMap(region =>
      region.zones.map(zone => [ownerOf.zone(zone), homeOf(region)] as const),
    ),
    ...clusters.map(({ name, region }) => [ownerOf.cluster(name), homeOf(region)] as const),
  ])
}
