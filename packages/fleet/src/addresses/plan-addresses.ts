import { throwIfAny } from '@bulkhead/diagnostics'
import type { Block, Cidr, Ledger } from '@bulkhead/ipam'
import type { Fleet } from '../fleet.ts'
import type { ClusterName, RegionName } from '../name.ts'
import { nowhere, type FleetSources } from '../sources.ts'
import { RegionCutter, type ClusterRanges, type Ranges, type ZoneRanges } from './cut-region.ts'
import { ownerOf } from './owner.ts'
import { planBlocks } from './plan-blocks.ts'
import { planIds } from './plan-ids.ts'
import { Planning } from './planning.ts'
import { settleLedger } from './settle-ledger.ts'
import { asnName, meshName } from '../address-space.ts'

/** Every address that a fleet needs, and the ledger that holds them. */
export interface AddressPlan {
  readonly ledger: Ledger
  readonly regions: ReadonlyMap<RegionName, RegionAddresses>
  readonly clusters: ReadonlyMap<ClusterName, ClusterAddresses>
}

export interface RegionAddresses {
  readonly block: Cidr
  /** The block of a dual-stack pool. */
  readonly ipv6: Cidr | undefined
  /** Empty where a region has no zones, as for local clusters. */
  readonly vpc: Ranges
  /** In the order of the region's zones. */
  readonly zones: readonly ZoneRanges[]
  /** Absent where the fleet gives out none. */
  readonly asn: number | undefined
}

export interface ClusterAddresses extends ClusterRanges {
  /** Absent where the fleet has no mesh. */
  readonly meshId: number | undefined
}

/**
 * Gives addresses to every region, zone and cluster of a fleet. What the spec fixes is taken as it
 * is; what the ledger holds stays as it is, or grows in its headroom; what is new is chosen by its
 * owner's name; what no longer has an owner in the fleet is quarantined, never given to another.
 *
 * @param sources where the fleet is written, for the places of faults
 * @throws FleetError with everything that is exhausted, taken or too small
 */
export function planAddresses(
  fleet: Fleet,
  ledger: Ledger,
  sources: FleetSources = nowhere,
): AddressPlan {
  const planning = new Planning(fleet, ledger, sources)
  const blocks = planBlocks(planning)
  const ids = planIds(planning)
  const regions = new Map<RegionName, RegionAddresses>()
  const clusters = new Map<ClusterName, ClusterAddresses>()
  const clustersOf = Map.groupBy(fleet.clusters, cluster => cluster.region.name)
  const planned = new Map(
    [...blocks].map(([pool, owners]): [string, Block[]] => [pool, [...owners.values()]]),
  )
  for (const region of fleet.regions) {
    const owner = ownerOf.region(region.name)
    const block = blocks.get(region.pool)?.get(owner)
    if (!block) continue
    const cutter = planning.attempt(
      planning.network('pools', region.pool, 'block'),
      () => new RegionCutter(block, planning),
    )
    if (!cutter) continue
    const place = sources.locate('Region', region.name)
    const cut = planning.attempt(place, () => {
      const vpc = cutter.cutVpc(region)
      return { vpc, zones: region.zones.map(zone => cutter.cutZone(zone, vpc)) }
    })
    for (const cluster of clustersOf.get(region.name) ?? []) {
      const ranges = planning.attempt(sources.locate('Cluster', cluster.name), () =>
        cutter.cutCluster(cluster, blocks),
      )
      const meshId = ids.meshes.get(meshName)?.get(ownerOf.cluster(cluster.name))?.id
      if (ranges) clusters.set(cluster.name, { ...ranges, meshId })
    }
    const asn = ids.asns.get(asnName)?.get(owner)?.id
    if (cut) regions.set(region.name, { block: block.cidr, ipv6: block.ipv6, ...cut, asn })
    replace(planned.get(region.pool), cutter.block())
  }
  throwIfAny(planning.problems)
  return { ledger: settleLedger(ledger, fleet, planned, ids), regions, clusters }
}

function replace(blocks: Block[] | undefined, block: Block): void {
  const at = blocks?.findIndex(({ owner }) => owner === block.owner) ?? -1
  if (blocks && at >= 0) blocks[at] = block
}
