import { addressCount } from '../addresses.ts'
import type { Cidr } from '../cidr.ts'
import { subnetCount } from '../subnets.ts'
import type { Tool } from './limit.ts'

/** The prefix of the block that each node takes from the pod range, by family. */
export type NodePrefix = Readonly<Record<Cidr['family'], number>>

/**
 * What each node takes where nothing else is set: kubeadm's defaults (kubernetes/kubernetes
 * cmd/kubeadm/app/apis/kubeadm/validation/validation.go, getClusterNodeMask), those of Cilium's
 * Helm chart (ipam.operator.clusterPoolIPv4MaskSize), and the /24 of AKS overlays.
 */
export function defaultNodePrefix(tool: Tool): NodePrefix {
  return tool === 'cilium-pool' ? { 4: 24, 6: 120 } : { 4: 24, 6: 64 }
}

/** How many nodes a pod range holds when each takes a block of it: 256 for a /16 at /24. */
export function nodesIn(pods: Cidr, nodePrefix: number): number {
  return subnetCount(pods, nodePrefix)
}

/**
 * The prefix of the block that GKE gives a node: at least twice as many addresses as it may have
 * pods, so a /24 for 110 (https://cloud.google.com/kubernetes-engine/docs/how-to/flexible-pod-cidr).
 */
export function gkeNodePrefix(maxPods: number): number {
  return 32 - Math.ceil(Math.log2(2 * maxPods))
}

/** How many addresses of a subnet its provider leaves to others. */
export function usableAddresses(subnet: Cidr, reserved: number): number {
  return Math.max(0, addressCount(subnet) - reserved)
}

/**
 * How many addresses nodes take in a flat network of Azure: one for each and for each pod that it
 * may run, and those of the nodes that an upgrade adds
 * (https://learn.microsoft.com/azure/aks/concepts-network-ip-address-planning, IP address sizing).
 */
export function flatAddresses(nodes: number, maxPods: number, surge = 1): number {
  return (nodes + surge) * (1 + maxPods)
}

/** From where on room is short: what is left no longer carries an upgrade or a busy day. */
const short = 0.8

/** Whether what is wanted fits, and whether much is left: 80 % is the point at which to act. */
export function howFull(wanted: number, room: number): 'free' | 'short' | 'full' {
  if (wanted > room) return 'full'
  return wanted >= short * room ? 'short' : 'free'
}
