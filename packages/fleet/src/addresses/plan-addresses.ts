import { locating, type Location } from '@bulkhead/diagnostics'
import {
  allocateBlock,
  allocateId,
  allocateWithin,
  blocksOf,
  compareCidrs,
  contains,
  formatCidr,
  idsOf,
  supernet,
  type AllocationPolicy,
  type Block,
  type Cidr,
  type IdClaim,
  type Ledger,
  type MeshLedger,
  type PoolLedger,
  type Range,
  type Role,
  type State,
} from '@bulkhead/ipam'
import { addressSpace } from '../address-space.ts'
import type { Cluster, Fleet, Region } from '../fleet.ts'
import type { ClusterName, RegionName } from '../name.ts'
import { nowhere, type FleetSources } from '../sources.ts'
import { layOutRegion, loadBalancerSubnet, nodeSubnet, type RegionLayout } from './region-layout.ts'

/** Every address that a fleet needs, and the ledger that holds them. */
export interface AddressPlan {
  readonly ledger: Ledger
  readonly regions: ReadonlyMap<RegionName, RegionAddresses>
  readonly clusters: ReadonlyMap<ClusterName, ClusterAddresses>
}

export interface RegionAddresses {
  readonly block: Cidr
  /** Absent where a region has no zones, as for local clusters. */
  readonly vpc: Cidr | undefined
  /** In the order of the region's zones. */
  readonly zones: readonly ZoneAddresses[]
}

export interface ZoneAddresses {
  readonly zone: string
  readonly nodes: Cidr
  readonly loadBalancers: Cidr
}

export interface ClusterAddresses {
  readonly pods: Cidr
  readonly services: Cidr
  /** Absent where the fleet has no mesh. */
  readonly meshId: number | undefined
}

/** How the ledger names the owners of addresses. */
export const ownerOf = {
  region: (name: string) => `region/${name}`,
  zone: (name: string) => `zone/${name}`,
  cluster: (name: string) => `cluster/${name}`,
} as const

/**
 * Gives addresses to every region, zone and cluster of a fleet. What the ledger holds stays as it
 * is; what is new is chosen by its owner's name; what no longer has an owner in the fleet is
 * quarantined, never given to another.
 *
 * @param sources where the fleet is written, for the places of faults
 * @throws FleetError when a pool is exhausted or a block cannot hold the capacity
 */
export function planAddresses(
  fleet: Fleet,
  ledger: Ledger,
  sources: FleetSources = nowhere,
): AddressPlan {
  const owners = ownersIn(fleet)
  const network = (...path: string[]) =>
    sources.locate('Fleet', fleet.name, ['spec', 'network', ...path])
  const blocks = planBlocks(fleet, ledger, network)
  const ids = locating(network('mesh'), () => planIds(fleet, ledger, owners))
  const regions = new Map<RegionName, RegionAddresses>()
  const clusters = new Map<ClusterName, ClusterAddresses>()
  const clustersOf = Map.groupBy(fleet.clusters, cluster => cluster.region.name)
  const planned = new Map<string, Block>()
  for (const region of fleet.regions) {
    const block = blocks.get(region.name)
    if (!block) throw new Error(`planBlocks left out ${region.name}`)
    const cutter = new BlockCutter(block)
    const layout = locating(network('pools', region.pool, 'block'), () =>
      layOutRegion(block.cidr, fleet.network.capacity, block.ranges.length === 0),
    )
    regions.set(
      region.name,
      locating(sources.locate('Region', region.name), () => cutRegion(cutter, region, layout)),
    )
    for (const cluster of clustersOf.get(region.name) ?? []) {
      const ranges = locating(sources.locate('Cluster', cluster.name), () =>
        cutCluster(cutter, cluster, layout),
      )
      clusters.set(cluster.name, { ...ranges, meshId: ids.get(ownerOf.cluster(cluster.name)) })
    }
    planned.set(formatCidr(block.cidr), { ...block, ranges: cutter.ranges() })
  }
  return { ledger: settle(ledger, fleet, planned, ids, owners), regions, clusters }
}

function ownersIn(fleet: Fleet): ReadonlySet<string> {
  return new Set([
    ...fleet.regions.map(({ name }) => ownerOf.region(name)),
    ...fleet.regions.flatMap(({ zones }) => zones.map(ownerOf.zone)),
    ...fleet.clusters.map(({ name }) => ownerOf.cluster(name)),
  ])
}

/** The block of each region, by its name: the one it holds, or a free one. */
function planBlocks(
  fleet: Fleet,
  ledger: Ledger,
  network: (...path: string[]) => Location | undefined,
): ReadonlyMap<RegionName, Block> {
  const blocks = new Map<RegionName, Block>()
  for (const pool of fleet.network.pools) {
    const claims = new Map(blocksOf(ledger, pool.name).map(block => [block.owner, block]))
    for (const { name } of fleet.regions.filter(region => region.pool === pool.name)) {
      const owner = ownerOf.region(name)
      const cidr = locating(network('pools', pool.name, 'cidr'), () =>
        allocateBlock(pool, claims.values(), owner),
      )
      const block = claims.get(owner) ?? { cidr, owner, state: 'active', ranges: [] }
      claims.set(owner, block)
      blocks.set(name, block)
    }
  }
  return blocks
}

/** The mesh id of each cluster, by owner. */
function planIds(
  fleet: Fleet,
  ledger: Ledger,
  owners: ReadonlySet<string>,
): ReadonlyMap<string, number> {
  const ids = new Map<string, number>()
  for (const mesh of addressSpace(fleet).meshes) {
    const claims: { id: number; owner: string }[] = [...idsOf(ledger, mesh.name)]
    for (const claim of claims) if (owners.has(claim.owner)) ids.set(claim.owner, claim.id)
    for (const { name } of fleet.clusters) {
      const owner = ownerOf.cluster(name)
      if (ids.has(owner)) continue
      const id = allocateId(mesh, claims, owner)
      claims.push({ id, owner })
      ids.set(owner, id)
    }
  }
  return ids
}

function cutRegion(cutter: BlockCutter, region: Region, layout: RegionLayout): RegionAddresses {
  const { cidr: block } = cutter.block
  if (region.zones.length === 0) return { block, vpc: undefined, zones: [] }
  const vpc = cutter.range(ownerOf.region(region.name), 'vpc', {
    window: layout.vpc,
    prefix: layout.vpc.prefix,
    policy: 'first',
  })
  // Zones are cut from the VPC as it was allocated, whatever the layout would be today.
  const slots = { window: vpc, prefix: layout.zone.prefix, policy: 'first' } as const
  return { block, vpc, zones: region.zones.map(zone => cutZone(cutter, zone, slots)) }
}

function cutZone(cutter: BlockCutter, zone: string, slots: Cut): ZoneAddresses {
  const owner = ownerOf.zone(zone)
  const held = cutter.held(owner, 'subnet')
  const slot = held ? supernet(held, held.prefix - 1) : cutter.free(owner, slots)
  return {
    zone,
    nodes: cutter.keep(owner, 'subnet', held ?? nodeSubnet(slot)),
    loadBalancers: cutter.keep(
      owner,
      'loadbalancer',
      cutter.held(owner, 'loadbalancer') ?? loadBalancerSubnet(slot),
    ),
  }
}

function cutCluster(cutter: BlockCutter, { name }: Cluster, { pods, services }: RegionLayout) {
  const owner = ownerOf.cluster(name)
  return {
    pods: cutter.range(owner, 'pod', { ...pods, policy: 'hash' }),
    services: cutter.range(owner, 'service', { ...services, policy: 'hash' }),
  }
}

interface Cut {
  readonly window: Cidr
  readonly prefix: number
  readonly policy: AllocationPolicy
}

/** Cuts one region's block; what was cut before stays where it is. */
class BlockCutter {
  readonly block: Block
  readonly #ranges: Map<string, Range>

  constructor(block: Block) {
    this.block = block
    this.#ranges = new Map(block.ranges.map(range => [`${range.role} ${range.owner}`, range]))
  }

  held(owner: string, role: Role): Cidr | undefined {
    return this.#ranges.get(`${role} ${owner}`)?.cidr
  }

  range(owner: string, role: Role, cut: Cut): Cidr {
    return this.keep(owner, role, this.held(owner, role) ?? this.free(owner, cut))
  }

  free(owner: string, { policy, ...request }: Cut): Cidr {
    const taken = [...this.#ranges.values()]
      .map(({ cidr }) => cidr)
      // What encloses the window is what it is cut from.
      .filter(cidr => !contains(cidr, request.window))
    return allocateWithin({ ...request, owner, taken, policy })
  }

  keep(owner: string, role: Role, cidr: Cidr): Cidr {
    this.#ranges.set(`${role} ${owner}`, { cidr, role, owner })
    return cidr
  }

  ranges(): readonly Range[] {
    return [...this.#ranges.values()].sort((a, b) => compareCidrs(a.cidr, b.cidr))
  }
}

/** The ledger with what was planned, in which everything without an owner is quarantined. */
function settle(
  ledger: Ledger,
  fleet: Fleet,
  planned: ReadonlyMap<string, Block>,
  ids: ReadonlyMap<string, number>,
  owners: ReadonlySet<string>,
): Ledger {
  const { pools, meshes } = addressSpace(fleet)
  const poolOf = new Map(fleet.regions.map(({ name, pool }) => [ownerOf.region(name), pool]))
  const poolNames = new Set([...ledger.pools.keys(), ...pools.map(({ name }) => name)])
  const meshNames = new Set([...ledger.meshes.keys(), ...meshes.map(({ name }) => name)])
  return {
    pools: new Map([...poolNames].map(name => [name, settlePool(name)])),
    meshes: new Map([...meshNames].map(name => [name, settleMesh(name)])),
  }

  function settlePool(name: string): PoolLedger {
    const mine = [...planned].filter(([, block]) => poolOf.get(block.owner) === name)
    const all = new Map([...(ledger.pools.get(name) ?? []), ...mine])
    return new Map([...all].map(([key, block]) => [key, settleBlock(block)]))
  }

  function settleBlock(block: Block): Block {
    return { ...block, state: stateOf(block), ranges: block.ranges.map(settleRange) }
  }

  /** A range says its own state only where that is not the block's. */
  function settleRange({ cidr, role, owner }: Range): Range {
    const range = { cidr, role, owner }
    return owners.has(owner) ? range : { ...range, state: 'quarantined' }
  }

  function settleMesh(name: string): MeshLedger {
    const held = idsOf(ledger, name)
    const added = meshes.some(mesh => mesh.name === name)
      ? [...ids].map(([owner, id]): IdClaim => ({ id, owner, state: 'active' }))
      : []
    const all = new Map([...added, ...held].map(claim => [claim.id, claim]))
    return new Map([...all.values()].map(claim => [claim.id, { ...claim, state: stateOf(claim) }]))
  }

  function stateOf({ owner, state }: { readonly owner: string; readonly state: State }): State {
    if (!owners.has(owner)) return 'quarantined'
    return state === 'quarantined' ? 'active' : state
  }
}
