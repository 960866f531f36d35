import type { Problem } from '@bulkhead/diagnostics'
import { findBlock, subnetCount, type Ledger } from '@bulkhead/ipam'
import type { Cluster, Fleet, Region } from '../fleet.ts'
import type { LoadedFleet } from '../load-fleet.ts'
import { leastOf, type Capacity, type LimitedForecast } from './capacity.ts'
import { forecastRegion } from './forecast-region.ts'
import { forecastShared, poolsOfClusters, type SharedForecast } from './forecast-shared.ts'
import { ownerOf } from './owner.ts'
import { planAddresses, type AddressPlan } from './plan-addresses.ts'
import { nodePrefix } from './region-layout.ts'
import { sumUpCapacity } from './sum-up-capacity.ts'
import { warnOf } from './warn-of-capacity.ts'

export interface FleetForecast {
  /** The fleet, then its pools, meshes, ASNs, regions and clusters, each by name. */
  readonly capacities: readonly Capacity[]
  /** Where the greatest share is in use, so what ends first if all grow alike. */
  readonly first: Capacity | undefined
  /** What should be done before something ends. */
  readonly warnings: readonly Problem[]
}

/**
 * How far a fleet can grow: regions in each pool, clusters in each region and in all, nodes in each
 * cluster. Exact for addresses and numbers: so many `planAddresses` gives out, and not one more.
 * What the spec has and the ledger does not is counted as given out.
 *
 * @throws FleetError when not even what the spec has fits
 */
export function forecastFleet({ fleet, ledger, sources }: LoadedFleet): FleetForecast {
  const plan = planAddresses(fleet, ledger, sources)
  const shared = forecastShared(fleet, plan.ledger)
  const own = fleet.regions.map(region => forecastOwn(region, fleet, plan.ledger))
  const parts: readonly Capacity[] = [
    ...shared.pools,
    ...shared.meshes,
    ...shared.asns,
    ...fleet.regions.map((region, at) => limitClusters(region, own[at] ?? [], shared, fleet)),
    ...fleet.clusters.flatMap(cluster => forecastNodes(cluster, plan)),
  ]
  return {
    capacities: [sumUpCapacity(fleet, own, shared), ...parts],
    first: parts.toSorted((a, b) => shareInUse(b) - shareInUse(a))[0],
    warnings: parts.flatMap(part => warnOf(part, fleet.name, sources)),
  }
}

function forecastOwn(region: Region, fleet: Fleet, ledger: Ledger): readonly LimitedForecast[] {
  const block = findBlock(ledger, region.pool, ownerOf.region(region.name))
  if (!block) throw new Error(`planAddresses left out ${region.name}`)
  return forecastRegion(region, block, fleet)
}

/** The clusters that fit what a region has of its own, as far as what it shares reaches. */
function limitClusters(
  region: Region,
  own: readonly LimitedForecast[],
  shared: SharedForecast,
  fleet: Fleet,
): Capacity {
  const [first, ...others] = [...own, ...poolsOfClusters(region, shared, fleet), ...shared.meshes]
  if (!first) throw new Error(`the clusters of ${region.name} take no addresses`)
  return { scope: 'region', name: region.name, unit: 'clusters', ...leastOf(first, ...others) }
}

/** The nodes that a cluster can have: each takes its part of every range of pods. */
function forecastNodes(
  { name, nodes: used }: Cluster,
  { clusters }: AddressPlan,
): readonly Capacity[] {
  const pods = clusters.get(name)?.pods ?? []
  if (pods.length === 0) return []
  const most = Math.min(...pods.map(range => subnetCount(range, nodePrefix[range.family])))
  const more = Math.max(0, most - used)
  return [{ scope: 'cluster', name, unit: 'nodes', used, more, afterGc: more, limit: 'pods' }]
}

function shareInUse({ used, more }: Capacity): number {
  return used + more === 0 ? 1 : used / (used + more)
}
