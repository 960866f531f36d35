import { FleetError } from '@bulkhead/diagnostics'
import { formatCidr, subnetAt, type Cidr } from '@bulkhead/ipam'
import type { Network } from '../fleet.ts'

/** The windows of a region's block and the size of what is cut from each. */
export interface RegionLayout {
  readonly vpc: Cidr
  /** One slot per zone inside the VPC: nodes in its lower half, load balancers at its middle. */
  readonly zone: { readonly window: Cidr; readonly prefix: number }
  readonly services: { readonly window: Cidr; readonly prefix: number }
  readonly pods: { readonly window: Cidr; readonly prefix: number; readonly usePrefix: number }
}

interface Sizes {
  /** What each node takes of its cluster's pod range: the defaults of Kubernetes' node IPAM. */
  readonly node: number
  /** AWS refuses larger VPCs and smaller subnets (Amazon VPC User Guide, "VPC CIDR blocks"). */
  readonly largestVpc: number
  readonly smallestSubnet: number
  /** Services of one cluster: 4,096 in IPv4; in IPv6 what Kubernetes uses of a range (/108 to /112). */
  readonly services: number
}

const sizes: Readonly<Record<Cidr['family'], Sizes>> = {
  4: { node: 24, largestVpc: 16, smallestSubnet: 28, services: 20 },
  6: { node: 64, largestVpc: 56, smallestSubnet: 64, services: 112 },
}

/** The part of its pod range that each node takes. */
export const nodePrefix = { 4: sizes[4].node, 6: sizes[6].node } as const

/** The size of the range that holds the pods of so many nodes. */
export function podPrefixFor(nodes: number, family: Cidr['family']): number {
  return sizes[family].node - bitsFor(nodes)
}

/** Of an IPv6 block, a window for services that a number can count the slots of. */
const serviceWindowBits = 8

/**
 * The fixed plan by which a region's block is cut. For a /13 and the default capacity:
 *
 *     x.0.0.0/16   VPC, one /19 per zone with room for eight
 *     x.1.0.0/16   services, a /20 per cluster
 *     x.2.0.0/15   kept free, for growth
 *     x.4.0.0/14   pods, a /16 per cluster: 256 nodes
 *
 * An IPv6 block is cut by the same plan: of a /48 the VPC is the first /56, with a /64 for the
 * nodes of a zone; services have a /112, pods a /56.
 *
 * @param isNew whether nothing was cut yet; a block that was is cut further as long as it has
 *   room, whatever capacity is asked of new ones
 * @throws FleetError `ADDRESS_CAPACITY` when a new block cannot hold the capacity
 */
export function layOutRegion(
  block: Cidr,
  capacity: Network['capacity'],
  isNew = true,
): RegionLayout {
  const { largestVpc, smallestSubnet, services } = sizes[block.family]
  const clusterBits = bitsFor(capacity.clusters)
  const podPrefix = podPrefixFor(capacity.growTo, block.family)
  const podWindow = podPrefix - clusterBits
  if (isNew && podWindow < block.prefix + 1) throw tooSmall(block, capacity, podWindow - 1)

  const eighth = block.prefix + 3
  const vpc = subnetAt(subnetAt(block, eighth, 0), Math.max(eighth, largestVpc), 0)
  const zonePrefix = vpc.prefix + bitsFor(capacity.zones)
  if (isNew && zonePrefix + 3 > smallestSubnet) {
    throw tooSmall(block, capacity, smallestSubnet - 6 - bitsFor(capacity.zones))
  }
  const servicePrefix = Math.max(eighth + clusterBits, services)
  const serviceWindow = Math.max(
    eighth,
    block.family === 6 ? servicePrefix - serviceWindowBits : eighth,
  )
  return {
    vpc,
    zone: { window: vpc, prefix: zonePrefix },
    services: {
      window: subnetAt(subnetAt(block, eighth, 1), serviceWindow, 0),
      prefix: servicePrefix,
    },
    pods: {
      window: subnetAt(block, block.prefix + 1, 1),
      prefix: podPrefix,
      usePrefix: podPrefixFor(capacity.nodes, block.family),
    },
  }
}

/** The part of a zone's slot that nodes live in; of IPv6, where a subnet is a /64, the first. */
export function nodeSubnet(zone: Cidr): Cidr {
  return subnetAt(zone, zone.family === 6 ? 64 : zone.prefix + 1, 0)
}

/** The part of a zone's slot for what faces outwards: load balancers and NAT gateways. */
export function loadBalancerSubnet(zone: Cidr): Cidr {
  if (zone.family === 4) return subnetAt(zone, zone.prefix + 3, 4)
  return subnetAt(zone, 64, 2 ** (63 - zone.prefix))
}

function bitsFor(count: number): number {
  return Math.ceil(Math.log2(count))
}

function tooSmall(block: Cidr, { clusters, growTo, zones }: Network['capacity'], needed: number) {
  return new FleetError({
    code: 'ADDRESS_CAPACITY',
    message: `the block ${formatCidr(block)} cannot hold ${clusters} clusters of ${growTo} nodes in ${zones} zones${needed > 0 ? `; that takes a /${needed}` : ''}`,
    hint:
      needed > 0
        ? `Set the pool's block to /${needed}, or lower spec.network.capacity.`
        : 'Lower spec.network.capacity: no block is as large as that.',
  })
}
