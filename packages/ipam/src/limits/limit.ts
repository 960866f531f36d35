import type { Cidr } from '../cidr.ts'
import type { Role } from '../ledger.ts'

/**
 * What installs a cluster, gives out its addresses or routes them, and refuses some of them. A
 * cluster has several at once; the last three say how pods get their addresses.
 */
export type Tool =
  | 'kubernetes'
  | 'kubeadm'
  | 'kind'
  | 'aws'
  | 'eks'
  | 'gcp'
  | 'gke'
  | 'azure'
  | 'aks'
  | 'ovn-kubernetes'
  | 'submariner'
  | 'cilium'
  /** Cilium hands out blocks of its own pool to nodes. */
  | 'cilium-pool'
  /** Pods have addresses of the network interfaces of AWS or Alibaba Cloud. */
  | 'eni'
  /** Pods have addresses of the node's subnet in Azure. */
  | 'azure-cni'

/** What a range is for: the roles of the ledger, and those that only some tools know. */
export type RangeRole =
  | Exclude<Role, 'region'>
  /** The machines of a control plane that a provider runs. */
  | 'control-plane'
  /** The one address of a cluster's DNS service. */
  | 'dns'
  /** Addresses by which Submariner's Globalnet stands in for others. */
  | 'globalnet'
  /** What a CNI leaves to the network to route. */
  | 'routing'

/** A range as the tables write it. */
export type RangeText = string

/** What a limit asks of the ranges that it is for. */
export type Law =
  /** By family: no larger than the prefix `largest`, no smaller than `smallest`. */
  | { readonly kind: 'size'; readonly 4?: SizeBounds; readonly 6?: SizeBounds }
  | { readonly kind: 'inside'; readonly ranges: readonly RangeText[] }
  | { readonly kind: 'outside'; readonly ranges: readonly RangeText[] }
  /** In a range of another role, where there is one of the family. */
  | { readonly kind: 'within'; readonly outer: RangeRole }
  /** Not among the first addresses of a range of another role. */
  | { readonly kind: 'after'; readonly of: RangeRole; readonly first: number }
  /** At most so many of each family in what holds them. */
  | { readonly kind: 'count'; readonly most: number }
  /** Where the first range of a holder lies in `first`, or not, no other may touch `refused`. */
  | {
      readonly kind: 'beside'
      readonly first:
        { readonly in: readonly RangeText[] } | { readonly notIn: readonly RangeText[] }
      readonly refused: readonly RangeText[]
    }
  /** At most so many bits between a pod range and the blocks that nodes take from it. */
  | { readonly kind: 'node-spread'; readonly most: number }
  /** Room for the nodes that are wanted. */
  | { readonly kind: 'room'; readonly unit: RoomUnit }
  /** A number that goes with the ranges is one of those allowed, both ends included. */
  | {
      readonly kind: 'number'
      readonly of: NumberName
      readonly allowed: readonly (readonly [from: number, to: number])[]
    }

export interface SizeBounds {
  readonly largest?: number
  readonly smallest?: number
}

/** What a node takes: a block of the pod range, or addresses of subnets that keep some back. */
export type RoomUnit =
  | { readonly of: 'block' }
  | { readonly of: 'address'; readonly reserved: number }
  /** One address for the node and one for each pod that it may run, and one node to upgrade with. */
  | { readonly of: 'pods'; readonly reserved: number; readonly maxPods: number }

export type NumberName = 'asn' | 'maxPods'

/** One row of the tables: a rule of one tool about the ranges that it takes. */
export interface Limit {
  readonly id: string
  readonly tool: Tool
  /** Other tools that take the matter out of its hands. */
  readonly unless?: readonly Tool[]
  /** `error` only for what is documented or was read in the source of the tool. */
  readonly severity: 'error' | 'warning'
  readonly roles: readonly RangeRole[]
  /** Both, where it is absent. */
  readonly family?: Cidr['family']
  /** Only up to this version of Kubernetes, exclusively, such as `1.34`. */
  readonly before?: string
  readonly law: Law
  /** Why, as the end of a sentence: `EKS takes service ranges of /24 to /12`. */
  readonly because: string
  /** The next thing to try, as one imperative sentence. */
  readonly hint: string
  /** An address, or a file and what to look for in it. */
  readonly source: string
}
