import { FleetError } from '@bulkhead/diagnostics'
import {
  allocateBlock,
  blocksOf,
  compareCidrs,
  companionOf,
  contains,
  formatCidr,
  inUse,
  overlaps,
  subnetAt,
  supernet,
  type Block,
  type Cidr,
  type Pool,
} from '@bulkhead/ipam'
import type { FixedRange } from '../fleet.ts'
import { growWithin } from './block-cutter.ts'
import { clusterPools } from './cluster-pools.ts'
import { ownerOf } from './owner.ts'
import type { Planning } from './planning.ts'

/** The block of each owner in each pool, new ones included. */
export type PlannedBlocks = ReadonlyMap<string, ReadonlyMap<string, Block>>

/** Who asks a pool for a block. */
interface Request {
  readonly owner: string
  /** What must be in use of it, where the spec says so of this owner. */
  readonly usePrefix?: number | undefined
}

/**
 * The block of every region, and of every cluster in pools that are for clusters: the one it
 * holds, the one that the spec fixes, or a free one.
 *
 * @returns pool → owner → block
 */
export function planBlocks(planning: Planning): PlannedBlocks {
  return new Map(
    planning.fleet.network.pools.map(pool => {
      const held = new Map(blocksOf(planning.ledger, pool.name).map(block => [block.owner, block]))
      const planned = new Map<string, Block>()
      for (const request of requestsFor(pool, planning)) {
        const block = planning.attempt(locate(request.owner, pool, planning), () =>
          planBlock(request, pool, held, planning),
        )
        if (!block) continue
        held.set(request.owner, block)
        planned.set(request.owner, block)
      }
      return [pool.name, planned]
    }),
  )
}

function requestsFor(pool: Pool, { fleet, fixed }: Planning): readonly Request[] {
  if ((pool.role ?? 'region') === 'region') {
    return fleet.regions
      .filter(region => region.pool === pool.name)
      .map(({ name, blockPrefix }) => ({ owner: ownerOf.region(name), usePrefix: blockPrefix }))
  }
  const role = pool.role ?? 'region'
  return fleet.clusters
    .filter(cluster => !pool.islands && clusterPools(cluster, fleet).get(role) === pool)
    .map(({ name }) => ({ owner: ownerOf.cluster(name) }))
    .filter(({ owner }) => {
      const pin = fixed({ owner, role }, pool.cidr.family)
      return !pin || contains(pool.cidr, pin.cidr)
    })
}

function planBlock(
  { owner, usePrefix }: Request,
  pool: Pool,
  held: Map<string, Block>,
  { fixed }: Planning,
): Block {
  const pin = fixed({ owner, role: pool.role ?? 'region' }, pool.cidr.family)
  if (pin) releaseUnused(owner, pin.cidr, pool, held)
  const current = held.get(owner)
  const block = current ?? newBlock(pool, pin ? fixBlock(pin, pool, held) : draw(), owner)
  const grown = growWithin(block, usePrefix)
  if (usePrefix !== undefined && inUse(grown).prefix > usePrefix) {
    throw noHeadroom(grown, usePrefix)
  }
  const ipv6 = companionOf(pool, grown.cidr)
  return ipv6 && !grown.ipv6 ? { ...grown, ipv6 } : grown

  function draw(): Cidr {
    return allocateBlock(pool, held.values(), owner)
  }
}

function newBlock(pool: Pool, cidr: Cidr, owner: string): Block {
  const { role = 'region', usePrefix = cidr.prefix } = pool
  return {
    cidr,
    ...(usePrefix > cidr.prefix && { use: subnetAt(cidr, usePrefix, 0) }),
    ...(role !== 'region' && { role }),
    owner,
    state: 'planned',
    ranges: [],
  }
}

/** A pin moves what is not known to be in use, and nothing else. */
function releaseUnused(owner: string, pin: Cidr, pool: Pool, held: Map<string, Block>): void {
  const block = held.get(owner)
  if (!block || contains(block.cidr, pin)) return
  if (block.state !== 'planned' && block.state !== 'quarantined') {
    throw new FleetError({
      code: 'IPAM_PINNED',
      message: `${owner} has ${formatCidr(block.cidr)} in pool "${pool.name}", which is ${block.state} and cannot move to ${formatCidr(pin)}`,
      hint: `Fix ${formatCidr(inUse(block))}, which it has, or nothing.`,
    })
  }
  held.delete(owner)
}

/** @throws FleetError when what the spec fixes is not a free slot of the pool */
function fixBlock({ cidr }: FixedRange, pool: Pool, held: ReadonlyMap<string, Block>): Cidr {
  const { blockPrefix, usePrefix = blockPrefix } = pool
  const text = formatCidr(cidr)
  const isSize = cidr.prefix === blockPrefix || cidr.prefix === usePrefix
  const slot = isSize ? supernet(cidr, blockPrefix) : undefined
  const begins = slot && compareCidrs(subnetAt(slot, cidr.prefix, 0), cidr) === 0
  if (!slot || !begins || !contains(pool.cidr, slot)) {
    throw new FleetError({
      code: 'IPAM_NO_SLOT',
      message: `${text} is not a block of pool "${pool.name}" (${formatCidr(pool.cidr)} in blocks of /${blockPrefix})`,
      hint: `Fix one of its blocks, such as ${formatCidr(subnetAt(pool.cidr, blockPrefix, 0))}, or let it be allocated.`,
    })
  }
  const other = [...held.values()].find(block => overlaps(block.cidr, slot))
  if (!other) return slot
  throw new FleetError({
    code: 'IPAM_TAKEN',
    message: `${text} belongs to ${other.owner}, which is ${other.state}`,
    hint: 'Fix a block that is free, or let it be allocated.',
  })
}

function noHeadroom(block: Block, asked: number): FleetError {
  const room = block.use ? `headroom to /${block.cidr.prefix}` : 'no headroom'
  return new FleetError({
    code: 'IPAM_NO_HEADROOM',
    message: `${block.owner} asks for a /${asked}, and its block ${formatCidr(inUse(block))} has ${room}`,
    hint: 'Ask for no more than the headroom; add a region with a larger block beside it; or declare headroom for the pool, from which the next regions have it.',
  })
}

function locate(owner: string, pool: Pool, planning: Planning) {
  const pin = planning.fixed({ owner, role: pool.role ?? 'region' }, pool.cidr.family)
  return pin ? planning.locate(pin) : planning.network('pools', pool.name, 'cidr')
}
