import { FleetError } from '@bulkhead/diagnostics'
import {
  companionOf,
  contains,
  forecastWindow,
  inUse,
  subnetAt,
  type Block,
  type Cidr,
  type Pool,
  type SlotRequest,
} from '@bulkhead/ipam'
import type { Fleet, Region } from '../fleet.ts'
import { namesOfRoles, type LimitedForecast } from './capacity.ts'
import { clusterPools } from './cluster-pools.ts'
import { layOutRegion } from './region-layout.ts'

/**
 * How many more clusters a region has room for in what is its own: the windows of its block, and
 * pools from which every island draws for itself. What it shares with other regions is not in here.
 */
export function forecastRegion(
  region: Pick<Region, 'isIsland'>,
  block: Block,
  fleet: Fleet,
): readonly LimitedForecast[] {
  const pools = clusterPools({ region }, fleet)
  const layouts = blocksIn(block).map(outer => layOutRegion(outer, fleet.network.capacity, false))
  const windows = {
    pod: layouts.map(({ pods }) => pods),
    service: layouts.map(({ services }) => services),
  }
  return (['pod', 'service', 'node', 'loadbalancer', 'globalnet'] as const).flatMap(role => {
    const pool = pools.get(role)
    const own = role === 'pod' || role === 'service' ? windows[role] : []
    const requests = pool ? (pool.islands ? [islandRequest(pool)] : []) : own
    return requests.map(request => ({
      ...forecastCut(block, { taken: [], ...request }),
      limit: namesOfRoles[role],
    }))
  })
}

/**
 * The same for a region that takes the next block of a pool; nothing where a block of it cannot
 * hold what the fleet asks of a region.
 */
export function forecastNewRegion(
  pool: Pool,
  fleet: Fleet,
): readonly LimitedForecast[] | undefined {
  const cidr = subnetAt(pool.cidr, pool.blockPrefix, 0)
  const use = subnetAt(cidr, pool.usePrefix ?? pool.blockPrefix, 0)
  const ipv6 = companionOf(pool, cidr)
  const block: Block = { cidr, use, ...(ipv6 && { ipv6 }), owner: '', state: 'planned', ranges: [] }
  if (!blocksIn(block).every(outer => isLargeEnough(outer, fleet))) return undefined
  return forecastRegion({ isIsland: fleet.network.model === 'island' }, block, fleet)
}

/** What the parts of a block are laid out in: its IPv4 addresses in use, and the IPv6 ones. */
function blocksIn(block: Block): readonly Cidr[] {
  return block.ipv6 ? [inUse(block), block.ipv6] : [inUse(block)]
}

function islandRequest({ cidr, blockPrefix, reserved }: Pool): SlotRequest {
  return { window: cidr, prefix: blockPrefix, taken: reserved.map(range => range.cidr) }
}

/** What is still to be cut from one window: what encloses it is what it is cut from. */
function forecastCut({ ranges, state: ofBlock }: Block, { taken, ...request }: SlotRequest) {
  const isInside = (cidr: Cidr) => !contains(cidr, request.window)
  const claims = ranges
    .filter(({ cidr }) => isInside(cidr))
    .map(({ cidr, state = ofBlock }) => ({ cidr, state }))
  return forecastWindow({ ...request, taken: taken.filter(isInside) }, claims)
}

function isLargeEnough(outer: Cidr, { network }: Fleet): boolean {
  try {
    layOutRegion(outer, network.capacity)
    return true
  } catch (error) {
    if (error instanceof FleetError) return false
    throw error
  }
}
