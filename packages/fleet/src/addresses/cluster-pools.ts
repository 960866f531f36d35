import type { Pool, Role } from '@bulkhead/ipam'
import type { Fleet, Region } from '../fleet.ts'

/** The pools that a cluster draws from besides its region's block, by role. */
export function clusterPools(
  { region }: { readonly region: Pick<Region, 'isIsland'> },
  { network }: Pick<Fleet, 'network'>,
): ReadonlyMap<Role, Pool> {
  const pools = network.pools.filter(({ role = 'region' }) => role !== 'region')
  const forAll = pools.filter(({ islands = false }) => !islands)
  const forIslands = pools.filter(({ islands = false }) => islands && region.isIsland)
  return new Map([...forAll, ...forIslands].map(pool => [pool.role ?? 'region', pool]))
}
