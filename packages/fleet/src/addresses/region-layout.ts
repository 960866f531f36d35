import { FleetError } from '@bulkhead/diagnostics'
import { formatCidr, subnetAt, type Cidr } from '@bulkhead/ipam'
import type { Network } from '../fleet.ts'

/** The windows of a region's block and the size of what is cut from each. */
export interface RegionLayout {
  readonly vpc: Cidr
  /** One slot per zone inside the VPC: nodes in its lower half, load balancers at its middle. */
  readonly zone: { readonly window: Cidr; readonly prefix: number }
  readonly services: { readonly window: Cidr; readonly prefix: number }
  readonly pods: { readonly window: Cidr; readonly prefix: number }
}

/** Each node takes a /24 of its cluster's pod range, the default of Kubernetes' node IPAM. */
const nodePrefix = 24
/** AWS refuses a VPC larger than /16 and a subnet smaller than /28 (Amazon VPC User Guide, "VPC CIDR blocks"). */
const largestVpc = 16
const smallestSubnet = 28
/** 4,096 services. */
const servicePrefix = 20

/**
 * The fixed plan by which a region's block is cut. For a /13 and the default capacity:
 *
 *     x.0.0.0/16   VPC, one /19 per zone with room for eight
 *     x.1.0.0/16   services, a /20 per cluster
 *     x.2.0.0/15   kept free, for growth
 *     x.4.0.0/14   pods, a /16 per cluster: 256 nodes
 *
 * @param isNew whether the block was only now taken; one that exists is cut further as long as it
 *   has room, whatever capacity is asked of new ones
 * @throws FleetError `ADDRESS_CAPACITY` when a new block cannot hold the capacity
 */
export function layOutRegion(
  block: Cidr,
  capacity: Network['capacity'],
  isNew = true,
): RegionLayout {
  const clusterBits = bitsFor(capacity.clusters)
  const podPrefix = nodePrefix - bitsFor(capacity.nodes)
  const podWindow = podPrefix - clusterBits
  if (isNew && podWindow < block.prefix + 1) throw tooSmall(block, capacity, podWindow - 1)

  const eighth = block.prefix + 3
  const vpc = subnetAt(subnetAt(block, eighth, 0), Math.max(eighth, largestVpc), 0)
  const zonePrefix = vpc.prefix + bitsFor(capacity.zones)
  if (isNew && zonePrefix + 3 > smallestSubnet) {
    throw tooSmall(block, capacity, smallestSubnet - 6 - bitsFor(capacity.zones))
  }
  return {
    vpc,
    zone: { window: vpc, prefix: zonePrefix },
    services: {
      window: subnetAt(block, eighth, 1),
      prefix: Math.max(eighth + clusterBits, servicePrefix),
    },
    pods: { window: subnetAt(block, block.prefix + 1, 1), prefix: podPrefix },
  }
}

/** The part of a zone's slot that nodes live in. */
export function nodeSubnet(zone: Cidr): Cidr {
  return subnetAt(zone, zone.prefix + 1, 0)
}

/** The part of a zone's slot for what faces outwards: load balancers and NAT gateways. */
export function loadBalancerSubnet(zone: Cidr): Cidr {
  return subnetAt(zone, zone.prefix + 3, 4)
}

function bitsFor(count: number): number {
  return Math.ceil(Math.log2(count))
}

function tooSmall(block: Cidr, { clusters, nodes, zones }: Network['capacity'], needed: number) {
  return new FleetError({
    code: 'ADDRESS_CAPACITY',
    message: `the block ${formatCidr(block)} cannot hold ${clusters} clusters of ${nodes} nodes in ${zones} zones; that takes a /${needed}`,
    hint: `Set the pool's block to /${needed}, or lower spec.network.capacity.`,
  })
}
