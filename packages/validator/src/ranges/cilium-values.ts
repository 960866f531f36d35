import type { Condition, RangeKind } from './range-kind.ts'

/** The chart's default, and the only mode in which Cilium has a pool of its own. */
const ownPool: Condition = {
  at: 'ipam.mode',
  isNot: ['kubernetes', 'multi-pool', 'crd', 'eni', 'azure', 'alibabacloud', 'delegated-plugin'],
}

const chart = {
  by: 'Cilium',
  source:
    'https://docs.cilium.io/en/stable/network/concepts/ipam/cluster-pool/, check for conflicting node CIDRs',
} as const

/** Helm values of Cilium, as `readRanges` knows them: not by a kind, but by file and fields. */
export const ciliumValues: RangeKind = {
  group: '',
  kind: 'values of Cilium',
  cluster: 'directory',
  readers: ['cilium', 'cilium-pool'],
  tools: [
    { tools: ['cilium'] },
    { tools: ['cilium-pool'], when: [ownPool] },
    { tools: ['eni'], when: [{ at: 'ipam.mode', is: ['eni', 'alibabacloud'] }] },
    { tools: ['eni'], when: [{ at: 'eni.enabled', is: [true] }] },
    { tools: ['eni'], when: [{ at: 'alibabacloud.enabled', is: [true] }] },
    { tools: ['eni'], when: [{ at: 'cni.chainingMode', is: ['aws-cni'] }] },
  ],
  ranges: [
    { role: 'pod', at: 'ipam.operator.clusterPoolIPv4PodCIDRList', when: [ownPool] },
    { role: 'pod', at: 'ipam.operator.clusterPoolIPv6PodCIDRList', when: [ownPool] },
    {
      role: 'routing',
      at: 'ipv4NativeRoutingCIDR',
      when: [{ at: 'routingMode', is: ['native'] }],
    },
    {
      role: 'routing',
      at: 'ipv6NativeRoutingCIDR',
      when: [{ at: 'routingMode', is: ['native'] }],
    },
  ],
  defaults: [
    {
      ...chart,
      role: 'pod',
      at: 'ipam.operator.clusterPoolIPv4PodCIDRList',
      when: [ownPool, { at: 'ipv4.enabled', isNot: [false] }],
      ranges: ['10.0.0.0/8'],
    },
    {
      ...chart,
      role: 'pod',
      at: 'ipam.operator.clusterPoolIPv6PodCIDRList',
      when: [{ at: 'ipv6.enabled', is: [true] }, ownPool],
      ranges: ['fd00::/104'],
    },
  ],
  nodePrefixes: [
    { tool: 'cilium-pool', family: 4, at: 'ipam.operator.clusterPoolIPv4MaskSize' },
    { tool: 'cilium-pool', family: 6, at: 'ipam.operator.clusterPoolIPv6MaskSize' },
  ],
}
