import type { Limit } from './limit.ts'

const clusterPool = 'https://docs.cilium.io/en/stable/network/concepts/ipam/cluster-pool/'

/** What Cilium asks of ranges. Of ids, see `clashesWithEni`. */
export const ciliumLimits: readonly Limit[] = [
  {
    id: 'cilium-native-routing',
    tool: 'cilium',
    severity: 'error',
    roles: ['pod'],
    law: { kind: 'within', outer: 'routing' },
    because: 'with native routing, that range covers the pods of the whole mesh',
    hint: 'Choose one native routing range that covers the pods of every cluster of the mesh.',
    source:
      'https://docs.cilium.io/en/stable/network/clustermesh/clustermesh/, additional requirements for native-routed datapath modes',
  },
  {
    id: 'cilium-pool-size',
    tool: 'cilium-pool',
    severity: 'error',
    roles: ['pod'],
    law: { kind: 'size', 4: { smallest: 30 } },
    because: 'Cilium takes no range smaller than /30 into its pool',
    hint: 'Choose a pod range of /16: it holds 256 nodes.',
    source: `${clusterPool}, expanding the cluster pool`,
  },
  {
    id: 'cilium-node-spread',
    tool: 'cilium-pool',
    severity: 'warning',
    roles: ['pod'],
    family: 6,
    law: { kind: 'node-spread', most: 16 },
    because: 'the allocator that Cilium shares with Kubernetes cuts it into 1 to 65,536 blocks',
    hint: 'Choose a pod range of /104 to /120, or set clusterPoolIPv6MaskSize.',
    source: 'kubernetes/kubernetes pkg/controller/nodeipam/ipam/cidrset/cidr_set.go',
  },
  {
    id: 'cilium-node-room',
    tool: 'cilium-pool',
    unless: ['eni'],
    severity: 'error',
    roles: ['pod'],
    law: { kind: 'room', unit: { of: 'block' } },
    because: 'each node takes a block of the pod range',
    hint: 'Take nodes from the cluster, or replace it by one with a larger pod range.',
    source: clusterPool,
  },
]

/**
 * Whether Cilium refuses an id for a cluster whose pods have addresses of network interfaces (ENI
 * and Alibaba Cloud IPAM, and chaining to the AWS VPC CNI): bit 7 of the id then collides with a
 * mark of theirs, so that 128 to 255 and 384 to 511 lose traffic (cilium/cilium
 * pkg/clustermesh/types/option.go, ValidateBuggyClusterID; issue 21330).
 */
export function clashesWithEni(id: number): boolean {
  return (id & 0x80) !== 0
}
