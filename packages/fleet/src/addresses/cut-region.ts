import { FleetError } from '@bulkhead/diagnostics'
import {
  companionOf,
  contains,
  formatCidr,
  inUse,
  overlaps,
  supernet,
  type Block,
  type Cidr,
  type Pool,
  type Role,
} from '@bulkhead/ipam'
import type { Cluster, Region } from '../fleet.ts'
import { BlockCutter, type Cut, type Purpose } from './block-cutter.ts'
import { clusterPools } from './cluster-pools.ts'
import { ownerOf } from './owner.ts'
import type { PlannedBlocks } from './plan-blocks.ts'
import type { Planning } from './planning.ts'
import {
  layOutRegion,
  loadBalancerSubnet,
  nodeSubnet,
  podPrefixFor,
  type RegionLayout,
} from './region-layout.ts'

type Family = Cidr['family']

/** The ranges of one thing: the IPv4 one, and the IPv6 one of a dual-stack fleet. */
export type Ranges = readonly Cidr[]

export interface ZoneRanges {
  readonly zone: string
  readonly nodes: Ranges
  readonly loadBalancers: Ranges
}

export interface ClusterRanges {
  readonly pods: Ranges
  readonly services: Ranges
  /** Empty where the fleet has no pool for them. */
  readonly nodes: Ranges
  readonly loadBalancers: Ranges
  readonly globalnet: Ranges
}

/** Cuts one region's block, and gathers what its clusters have from other pools. */
export class RegionCutter {
  readonly #planning: Planning
  readonly #cutter: BlockCutter
  readonly #families: readonly Family[]
  readonly #layouts = new Map<Family, RegionLayout>()

  /** @throws FleetError `ADDRESS_CAPACITY` when a new block cannot hold the capacity */
  constructor(block: Block, planning: Planning) {
    this.#planning = planning
    this.#cutter = new BlockCutter(block)
    this.#families = block.ipv6 ? [4, 6] : [4]
    for (const family of this.#families) {
      const outer = family === 6 && block.ipv6 ? block.ipv6 : inUse(block)
      const isNew = this.#cutter.isUncut(family)
      this.#layouts.set(family, layOutRegion(outer, planning.fleet.network.capacity, isNew))
    }
  }

  /** The block with everything that was cut from it. */
  block(): Block {
    return { ...this.#cutter.block, ranges: this.#cutter.ranges() }
  }

  cutVpc({ name, zones }: Region): Ranges {
    if (zones.length === 0) return []
    return this.#each(family => {
      const { vpc } = this.#layout(family)
      const cut = { window: vpc, prefix: vpc.prefix, policy: 'first' } as const
      return this.#fixedOr({ owner: ownerOf.region(name), role: 'vpc' }, family, cut)
    })
  }

  cutZone(zone: string, vpc: Ranges): ZoneRanges {
    const owner = ownerOf.zone(zone)
    const subnet = (role: Role, part: (slot: Cidr) => Cidr) =>
      this.#each(family => this.#cutSubnet({ owner, role }, family, vpc, part))
    return {
      zone,
      nodes: subnet('subnet', nodeSubnet),
      loadBalancers: subnet('loadbalancer', loadBalancerSubnet),
    }
  }

  cutCluster(cluster: Cluster, blocks: PlannedBlocks): ClusterRanges {
    const pools = clusterPools(cluster, this.#planning.fleet)
    const owner = ownerOf.cluster(cluster.name)
    const of = (role: Role) =>
      this.#each(family => this.#cutForCluster({ owner, role }, family, cluster, pools, blocks))
    return {
      pods: of('pod'),
      services: of('service'),
      nodes: of('node'),
      loadBalancers: of('loadbalancer'),
      globalnet: of('globalnet'),
    }
  }

  #each(rangeOf: (family: Family) => Cidr | undefined): Ranges {
    return this.#families.flatMap(family => rangeOf(family) ?? [])
  }

  #layout(family: Family): RegionLayout {
    const layout = this.#layouts.get(family)
    if (!layout) throw new Error(`the region has no IPv${family} block`)
    return layout
  }

  /** What the spec fixes, or else a cut. */
  #fixedOr(purpose: Purpose, family: Family, cut: Cut): Cidr {
    return this.#fixed(purpose, family) ?? this.#cutter.cut(purpose, cut)
  }

  /**
   * What the spec fixes for a purpose. Inside the block it is recorded like any range; outside it
   * is adopted as it is, and what was planned for the purpose is given up.
   */
  #fixed(purpose: Purpose, family: Family): Cidr | undefined {
    const pin = this.#planning.fixed(purpose, family)
    if (!pin) return undefined
    return this.#planning.attempt(this.#planning.locate(pin), () => {
      this.#checkMovable(purpose, pin.cidr)
      if (this.#isInBlock(pin.cidr)) return this.#cutter.fix(purpose, pin.cidr)
      this.#cutter.release(purpose, family)
      return pin.cidr
    })
  }

  #isInBlock(range: Cidr): boolean {
    const { cidr, ipv6 } = this.#cutter.block
    return [cidr, ipv6].some(outer => outer !== undefined && contains(outer, range))
  }

  #checkMovable(purpose: Purpose, pin: Cidr): void {
    const held = this.#cutter.held(purpose, pin.family)
    if (!held || formatCidr(inUse(held)) === formatCidr(pin)) return
    const { state = this.#cutter.block.state } = held
    if (state === 'planned' || state === 'quarantined') return
    throw new FleetError({
      code: 'IPAM_PINNED',
      message: `${purpose.owner} has ${formatCidr(inUse(held))} for its ${purpose.role} range, which is ${state} and cannot move to ${formatCidr(pin)}`,
      hint: `Fix ${formatCidr(inUse(held))}, which it has, or nothing.`,
    })
  }

  /** Both subnets of a zone lie in one slot of the VPC as it was allocated, whatever the layout would be today. */
  #cutSubnet(
    purpose: Purpose,
    family: Family,
    vpc: Ranges,
    part: (slot: Cidr) => Cidr,
  ): Cidr | undefined {
    const fixed = this.#fixed(purpose, family)
    if (fixed) return fixed
    const held = this.#cutter.held(purpose, family)
    if (held) return this.#cutter.keep(purpose, held.cidr)
    const window = vpc.find(range => range.family === family)
    if (!window) return undefined
    if (!this.#isInBlock(window)) throw unplannedZone(purpose.owner, window)
    const prefix = this.#layout(family).zone.prefix
    const sibling = this.#cutter.held({ ...purpose, role: 'subnet' }, family)
    const slot = sibling
      ? supernet(sibling.cidr, family === 6 ? prefix : sibling.cidr.prefix - 1)
      : this.#cutter.free(purpose.owner, { window, prefix, policy: 'first' })
    return this.#cutter.keep(purpose, part(slot))
  }

  #cutForCluster(
    purpose: Purpose,
    family: Family,
    { nodeCapacity }: Cluster,
    pools: ReadonlyMap<Role, Pool>,
    blocks: PlannedBlocks,
  ): Cidr | undefined {
    const pool = pools.get(purpose.role)
    const own = pool && blocks.get(pool.name)?.get(purpose.owner)
    // A pin inside the pool is the block itself.
    if (own && family === 4) return inUse(own)
    const fixed = this.#fixed(purpose, family)
    if (fixed) return fixed
    if (own) return own.ipv6
    if (pool?.islands) return this.#drawForIsland(purpose, family, pool)
    if (pool) return undefined
    const layout = this.#layout(family)
    switch (purpose.role) {
      case 'service':
        return this.#cutter.cut(purpose, { ...layout.services, policy: 'hash' })
      case 'pod':
        return this.#cutPods(purpose, family, nodeCapacity)
      default:
        return undefined
    }
  }

  #cutPods(purpose: Purpose, family: Family, nodeCapacity: number | undefined): Cidr {
    const { pods } = this.#layout(family)
    const asked = nodeCapacity === undefined ? undefined : podPrefixFor(nodeCapacity, family)
    const usePrefix = asked ?? pods.usePrefix
    // A cluster that is larger than others from the start claims what it asks for.
    const prefix = Math.min(pods.prefix, usePrefix)
    const cidr = this.#cutter.cut(purpose, { ...pods, prefix, usePrefix, policy: 'hash' })
    if (asked === undefined || cidr.prefix <= asked) return cidr
    throw noHeadroom(purpose.owner, cidr, nodeCapacity ?? 0, asked)
  }

  /** Blocks of an island's pool repeat from island to island, and stay apart within one. */
  #drawForIsland(purpose: Purpose, family: Family, pool: Pool): Cidr | undefined {
    const held = this.#cutter.held(purpose, family)
    if (held) return this.#cutter.keep(purpose, held.cidr)
    if (family === 6) {
      const ipv4 = this.#cutter.held(purpose, 4)
      const companion = ipv4 && companionOf(pool, ipv4.cidr)
      return companion && this.#cutter.keep(purpose, companion, pool.name)
    }
    const taken = pool.reserved.map(({ cidr }) => cidr).filter(cidr => overlaps(cidr, pool.cidr))
    return this.#cutter.cut(purpose, {
      window: pool.cidr,
      prefix: pool.blockPrefix,
      ...(pool.usePrefix !== undefined && { usePrefix: pool.usePrefix }),
      policy: 'hash',
      taken,
      pool: pool.name,
    })
  }
}

function unplannedZone(owner: string, vpc: Cidr): FleetError {
  return new FleetError({
    code: 'SPEC_ZONE_ADDRESSES',
    message: `the VPC ${formatCidr(vpc)} is adopted, and no subnets of it are fixed for ${owner}`,
    hint: 'Name its subnets under spec.addresses.zones of the region: nodes and loadBalancers.',
  })
}

function noHeadroom(owner: string, cidr: Cidr, nodes: number, asked: number): FleetError {
  return new FleetError({
    code: 'IPAM_NO_HEADROOM',
    message: `${owner} asks for room for ${nodes} nodes, which takes a /${asked}, and ${formatCidr(cidr)} has not that much headroom`,
    hint: 'Lower nodeCapacity; add a cluster beside it; or set spec.network.capacity.growTo, from which the next clusters have headroom.',
  })
}
