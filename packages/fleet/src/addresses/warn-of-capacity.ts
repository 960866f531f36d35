import type { Problem } from '@bulkhead/diagnostics'
import type { FleetSources } from '../sources.ts'
import type { Capacity } from './capacity.ts'

/** With room for fewer than this, more addresses should be found: that takes others' consent. */
const few = 3
/** With a greater share of its nodes in use, another cluster should be planned. */
const manyNodes = 0.8

/** What should be done before a capacity ends. */
export function warnOf(
  capacity: Capacity,
  fleet: string,
  sources: FleetSources,
): readonly Problem[] {
  const { scope, name, used, more } = capacity
  if (scope === 'pool' && more < few) return [warnOfPool(capacity, fleet, sources)]
  if (scope !== 'cluster' || used < manyNodes * (used + more)) return []
  const location = sources.locate('Cluster', name, ['nodes'])
  return [
    {
      code: 'IPAM_NODES_LOW',
      message: `${name} has ${used} of the ${used + more} nodes that its pods have addresses for`,
      ...(location && { location }),
      hint: 'Raise its nodeCapacity where its pods have headroom, or plan another cluster: pods that are in use cannot be moved.',
    },
  ]
}

function warnOfPool(
  { name, unit, more, afterGc, limit }: Capacity,
  fleet: string,
  sources: FleetSources,
): Problem {
  const { path, cure } = remedyFor(limit, name)
  const location = sources.locate('Fleet', fleet, ['spec', 'network', ...path])
  const gc = afterGc > more ? ` \`bulkhead ipam gc\` makes room for ${afterGc}.` : ''
  return {
    code: 'IPAM_POOL_LOW',
    message:
      limit === 'block size'
        ? `a block of pool "${name}" cannot hold the spec.network.capacity of a region`
        : `pool "${name}" has room for ${more} more ${more === 1 ? unit.slice(0, -1) : unit}`,
    ...(location && { location }),
    hint: `${cure}${gc}`,
  }
}

function remedyFor(limit: Capacity['limit'], pool: string) {
  switch (limit) {
    case 'block size':
      return { path: ['pools', pool, 'block'], cure: 'Choose larger blocks, or less capacity.' }
    case 'asns':
      return { path: ['asns'], cure: 'Widen the range of ASNs: each region takes one.' }
    default:
      return { path: ['pools', pool, 'cidr'], cure: 'Widen the pool or add another.' }
  }
}
