import {
  blocksOf,
  forecastIds,
  forecastPool,
  idsOf,
  type IdPool,
  type IdSection,
  type Ledger,
  type Pool,
} from '@bulkhead/ipam'
import { addressSpace } from '../address-space.ts'
import type { Fleet, Region } from '../fleet.ts'
import { leastOf, namesOfRoles, type Capacity, type LimitedForecast } from './capacity.ts'
import { clusterPools } from './cluster-pools.ts'
import { forecastNewRegion } from './forecast-region.ts'

/** What regions and clusters take from what all of them share. */
export interface SharedForecast {
  /** Pools from which every island draws for itself are not among them. */
  readonly pools: readonly Capacity[]
  readonly meshes: readonly Capacity[]
  readonly asns: readonly Capacity[]
}

export function forecastShared(fleet: Fleet, ledger: Ledger): SharedForecast {
  const space = addressSpace(fleet)
  const meshes = space.meshes.map(mesh => forecastNumbers(mesh, 'meshes', ledger))
  const asns = (space.asns ?? []).map(pool => forecastNumbers(pool, 'asns', ledger))
  const pools = fleet.network.pools
    .filter(({ islands = false }) => !islands)
    .map(pool => forecastBlocks(pool, asns, fleet, ledger))
  return { pools, meshes, asns }
}

function forecastNumbers(pool: IdPool, section: IdSection, ledger: Ledger): Capacity {
  const { name } = pool
  const forecast = forecastIds(pool, idsOf(ledger, name, section))
  return section === 'meshes'
    ? { scope: 'mesh', name, unit: 'clusters', ...forecast, limit: 'ids' }
    : { scope: 'asns', name, unit: 'regions', ...forecast, limit: 'asns' }
}

/** How many more blocks a pool gives to what it is for; a region takes an ASN as well. */
function forecastBlocks(
  pool: Pool,
  asns: readonly Capacity[],
  fleet: Fleet,
  ledger: Ledger,
): Capacity {
  const { name, role = 'region' } = pool
  const forecast = forecastPool(pool, blocksOf(ledger, name))
  const blocks: LimitedForecast = { ...forecast, limit: 'blocks' }
  if (role !== 'region') return { scope: 'pool', name, unit: 'clusters', ...blocks }
  const what = { scope: 'pool', name, unit: 'regions' } as const
  if (forecastNewRegion(pool, fleet)) return { ...what, ...leastOf(blocks, ...asns) }
  return { ...what, used: forecast.used, more: 0, afterGc: 0, limit: 'block size' }
}

/** The pools from which the clusters of a region take a block each, by what they take it for. */
export function poolsOfClusters(
  region: Pick<Region, 'isIsland'>,
  { pools }: SharedForecast,
  fleet: Fleet,
): readonly LimitedForecast[] {
  const roles = clusterPools({ region }, fleet)
  return Object.entries(namesOfRoles).flatMap(([role, limit]) => {
    const pool = roles.get(role as keyof typeof namesOfRoles)
    const capacity = pools.find(({ name }) => name === pool?.name)
    return capacity ? [{ ...capacity, limit }] : []
  })
}
