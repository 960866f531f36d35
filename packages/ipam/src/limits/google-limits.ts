import type { Cidr } from '../cidr.ts'
import { contains } from '../contains.ts'
import type { Limit } from './limit.ts'
import { readOnce } from './read-once.ts'

const aliasIps = 'https://cloud.google.com/kubernetes-engine/docs/concepts/alias-ips'

const managedServices = '34.118.224.0/20'

/**
 * Whether a range is of those from which GKE gives services their addresses unless it is told
 * otherwise: the same in every cluster, and never routed.
 */
export function isManagedByGke(cidr: Cidr): boolean {
  return contains(readOnce(managedServices), cidr)
}

/** What Google's VPC and GKE ask of ranges. */
export const googleLimits: readonly Limit[] = [
  {
    id: 'gcp-subnet-size',
    tool: 'gcp',
    severity: 'warning',
    roles: ['subnet'],
    family: 4,
    law: { kind: 'size', 4: { largest: 8, smallest: 29 } },
    because: 'Google takes subnets of /8 to /29',
    hint: 'Choose a subnet of /8 to /29.',
    source: 'https://cloud.google.com/vpc/docs/subnets',
  },
  {
    id: 'gcp-subnet-room',
    tool: 'gcp',
    severity: 'error',
    roles: ['subnet'],
    family: 4,
    // The first two addresses and the last two.
    law: { kind: 'room', unit: { of: 'address', reserved: 4 } },
    because: 'each node takes an address, and Google keeps 4 of each subnet',
    hint: 'Widen the subnet, or take nodes from the clusters that share it.',
    source: `${aliasIps}, subnet primary IP address range`,
  },
  {
    id: 'gke-managed-services',
    tool: 'gke',
    severity: 'warning',
    roles: ['pod', 'vpc', 'subnet', 'node', 'control-plane'],
    family: 4,
    law: { kind: 'outside', ranges: [managedServices] },
    because: 'GKE has the services of every cluster there by default',
    hint: 'Choose a range outside 34.118.224.0/20.',
    source: `${aliasIps}, IP address ranges for services`,
  },
  {
    id: 'gke-pod-size',
    tool: 'gke',
    severity: 'warning',
    roles: ['pod'],
    family: 4,
    law: { kind: 'size', 4: { largest: 9, smallest: 24 } },
    because: 'GKE takes pod ranges of /9 to /24, and makes none smaller than /21 itself',
    hint: 'Choose a pod range of /14 to /21.',
    source: `${aliasIps}, subnet secondary IP address range for pods`,
  },
  {
    id: 'gke-service-size',
    tool: 'gke',
    severity: 'warning',
    roles: ['service'],
    family: 4,
    law: { kind: 'size', 4: { largest: 16, smallest: 28 } },
    because: 'GKE takes service ranges of /16 to /28',
    hint: 'Choose a service range of /20: it holds 4,096 services.',
    source: `${aliasIps}, subnet secondary IP address range for services`,
  },
  {
    id: 'gke-control-plane-size',
    tool: 'gke',
    severity: 'error',
    roles: ['control-plane'],
    law: { kind: 'size', 4: { largest: 28, smallest: 28 } },
    because: 'GKE takes a /28 for the machines of a control plane',
    hint: 'Choose a /28.',
    source:
      'GoogleCloudPlatform/k8s-config-connector ContainerCluster, spec.privateClusterConfig.masterIpv4CidrBlock',
  },
  {
    id: 'gke-max-pods',
    tool: 'gke',
    severity: 'warning',
    roles: [],
    law: { kind: 'number', of: 'maxPods', allowed: [[8, 256]] },
    because: 'GKE takes 8 to 256 pods on a node',
    hint: 'Choose 110, for which each node takes a /24.',
    source: 'https://cloud.google.com/kubernetes-engine/docs/how-to/flexible-pod-cidr',
  },
  {
    id: 'gke-node-room',
    tool: 'gke',
    severity: 'error',
    roles: ['pod'],
    family: 4,
    law: { kind: 'room', unit: { of: 'block' } },
    because: 'each node takes a block with twice the addresses of its pods',
    hint: 'Lower the maximum of pods on a node, or add a pod range.',
    source: 'https://cloud.google.com/kubernetes-engine/docs/how-to/flexible-pod-cidr',
  },
]
