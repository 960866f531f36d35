import { FleetError, throwIfAny, type Problem } from '@bulkhead/diagnostics'
import { blocksOf, formatCidr, type Block } from '@bulkhead/ipam'
import type { Fleet } from '../fleet.ts'
import { loadFleet, type LoadedFleet } from '../load-fleet.ts'
import { readSpec } from '../read-spec.ts'
import { ownerOf } from './owner.ts'
import { planAddresses } from './plan-addresses.ts'

/** What is wrong with the addresses of a fleet, and how much was looked at. */
export interface AddressCheck {
  readonly problems: readonly Problem[]
  readonly checked: {
    readonly pools: number
    readonly blocks: number
    readonly ranges: number
    readonly ids: number
  }
}

/**
 * Holds the addresses of a spec and its ledger against their rules and each other, and tries
 * whether all that is still to be given out fits. Looks at nothing else: not at the tree.
 *
 * @param files repository path → text; only paths under `fleet/` are looked at
 * @throws FleetError when the spec cannot be read, and there is nothing to check
 */
export function checkAddresses(files: ReadonlyMap<string, string>): AddressCheck {
  const { spec, problems: unreadable } = readSpec(files)
  throwIfAny(unreadable)
  const { loaded, problems } = loadFleet(files)
  if (spec.Fleet.length === 0) throwIfAny(problems)
  if (!loaded) return { problems, checked: { pools: 0, blocks: 0, ranges: 0, ids: 0 } }
  const contradictions = [...loaded.ledgerProblems, ...findMoved(loaded)]
  return {
    problems: contradictions.length > 0 ? contradictions : tryPlan(loaded),
    checked: count(loaded),
  }
}

/** Faults of what is still to be given out; of a ledger that is wrong they would say nothing. */
function tryPlan({ fleet, ledger, sources }: LoadedFleet): readonly Problem[] {
  try {
    planAddresses(fleet, ledger, sources)
    return []
  } catch (error) {
    if (error instanceof FleetError) return error.problems
    throw error
  }
}

/**
 * What the ledger has in one region, or in one pool, and the spec in another. Planning gives such
 * an owner a second range, and leaves it the first.
 */
function findMoved({ fleet, ledger }: LoadedFleet): readonly Problem[] {
  const homes = homesIn(fleet)
  return [...ledger.pools.keys()].flatMap(pool =>
    blocksOf(ledger, pool).flatMap(block => [
      ...movedPool(block, pool, fleet),
      ...movedRanges(block, homes),
    ]),
  )
}

function movedPool({ cidr, owner, state, location }: Block, pool: string, fleet: Fleet): Problem[] {
  const region = fleet.regions.find(({ name }) => ownerOf.region(name) === owner)
  if (!region || region.pool === pool || state === 'quarantined') return []
  return [
    {
      code: 'IPAM_MOVED',
      message: `${owner} has ${formatCidr(cidr)} in pool "${pool}", and the spec takes it to pool "${region.pool}"`,
      ...(location && { location }),
      hint: `Set the pool of the region back to ${pool}: a block that is in use does not move.`,
    },
  ]
}

function movedRanges({ owner: holder, ranges }: Block, homes: ReadonlyMap<string, string>) {
  return ranges.flatMap(({ cidr, role, owner, state, location }): readonly Problem[] => {
    const home = homes.get(owner)
    if (home === undefined || home === holder || state === 'quarantined') return []
    return [
      {
        code: 'IPAM_MOVED',
        message: `${formatCidr(cidr)} (${role} of ${owner}) lies in the block of ${holder}, and the spec has ${owner} in ${home}`,
        ...(location && { location }),
        hint: `Move ${owner} back to ${holder}, or give it another name in ${home}.`,
      },
    ]
  })
}

/** The owner of the block in which each zone and cluster has its ranges. */
function homesIn({ regions, clusters }: Fleet): ReadonlyMap<string, string> {
  return new Map([
    ...regions.map(({ name }) => [ownerOf.region(name), ownerOf.region(name)] as const),
    ...regions.flatMap(({ name, zones }) =>
      zones.map(zone => [ownerOf.zone(zone), ownerOf.region(name)] as const),
    ),
    ...clusters.map(
      ({ name, region }) => [ownerOf.cluster(name), ownerOf.region(region.name)] as const,
    ),
  ])
}

function count({ fleet, ledger }: LoadedFleet): AddressCheck['checked'] {
  const blocks = [...ledger.pools.keys()].flatMap(pool => blocksOf(ledger, pool))
  return {
    pools: fleet.network.pools.length,
    blocks: blocks.length,
    ranges: blocks.reduce((sum, { ranges }) => sum + ranges.length, 0),
    ids: [...ledger.meshes.values()].reduce((sum, claims) => sum + claims.size, 0),
  }
}
