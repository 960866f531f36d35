import type { Fleet } from '../fleet.ts'
import { leastOf, type Capacity, type LimitedForecast } from './capacity.ts'
import { forecastNewRegion } from './forecast-region.ts'
import { poolsOfClusters, type SharedForecast } from './forecast-shared.ts'

type When = 'more' | 'afterGc'

/**
 * The clusters that a fleet can still take: in the regions that it has and in those that it could
 * have, as far as what all of them share reaches. A new region is an island where the fleet is one.
 *
 * @param own what each region of the fleet has room for by itself, in the order of the fleet
 */
export function sumUpCapacity(
  fleet: Fleet,
  own: readonly (readonly LimitedForecast[])[],
  shared: SharedForecast,
): Capacity {
  // What islands take from pools the rest takes from too, so only two bounds are to be told apart.
  const forAll = poolsOfClusters({ isIsland: true }, shared, fleet)
  const forRest = poolsOfClusters({ isIsland: false }, shared, fleet).filter(
    pool => !forAll.some(other => other.limit === pool.limit),
  )
  const rest = leastOf(inRegions(false), ...forRest)
  const islands = inRegions(true)
  const together: LimitedForecast = {
    used: fleet.clusters.length,
    more: rest.more + islands.more,
    afterGc: rest.afterGc + islands.afterGc,
    limit: rest.limit,
  }
  const least = leastOf(together, ...forAll, ...shared.meshes)
  return { scope: 'fleet', name: fleet.name, unit: 'clusters', ...least }

  function inRegions(isIsland: boolean): LimitedForecast {
    const count = (when: When) => {
      const rooms = own.filter((_, at) => fleet.regions[at]?.isIsland === isIsland)
      const room = rooms.reduce((sum, limits) => sum + leastRoom(limits, when), 0)
      return room + (isIsland === (fleet.network.model === 'island') ? inNewRegions(when) : 0)
    }
    return { used: 0, more: count('more'), afterGc: count('afterGc'), limit: 'blocks' }
  }

  /** Each new region takes an ASN as well: where there are few, those with most room come first. */
  function inNewRegions(when: When): number {
    const perPool = fleet.network.pools.flatMap(pool => {
      const regions = shared.pools.find(({ name }) => name === pool.name)
      const limits = regions?.unit === 'regions' ? forecastNewRegion(pool, fleet) : undefined
      return regions && limits ? [{ regions: regions[when], room: leastRoom(limits, 'more') }] : []
    })
    let asns = Math.min(...shared.asns.map(capacity => capacity[when]))
    let sum = 0
    for (const { regions, room } of perPool.sort((a, b) => b.room - a.room)) {
      const count = Math.min(regions, asns)
      if (count > 0) sum += count * room
      asns -= count
    }
    return sum
  }
}

/** Where all is shared, a region itself sets no limit. */
function leastRoom(limits: readonly LimitedForecast[], when: When): number {
  return Math.min(...limits.map(limit => limit[when]))
}
