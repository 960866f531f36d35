import type { RangeKind } from './range-kind.ts'

/** What runs in clusters and takes addresses: load balancers, pools of Cilium, Submariner, BGP. */
export const addonKinds: readonly RangeKind[] = [
  {
    group: 'cilium.io',
    kind: 'CiliumLoadBalancerIPPool',
    cluster: 'directory',
    ranges: [
      { role: 'loadbalancer', at: 'spec.blocks[].cidr' },
      { role: 'loadbalancer', at: 'spec.blocks[]', form: 'start-stop' },
      // Before Cilium 1.15.
      { role: 'loadbalancer', at: 'spec.cidrs[].cidr' },
    ],
  },
  {
    group: 'cilium.io',
    kind: 'CiliumPodIPPool',
    cluster: 'directory',
    ranges: [
      { role: 'pod', at: 'spec.ipv4.cidrs' },
      { role: 'pod', at: 'spec.ipv6.cidrs' },
    ],
  },
  {
    group: 'cilium.io',
    kind: 'CiliumBGPClusterConfig',
    cluster: 'directory',
    numbers: [{ of: 'asn', at: 'spec.bgpInstances[].localASN' }],
  },
  {
    group: 'cilium.io',
    kind: 'CiliumBGPPeeringPolicy',
    cluster: 'directory',
    numbers: [{ of: 'asn', at: 'spec.virtualRouters[].localASN' }],
  },
  {
    group: 'metallb.io',
    kind: 'IPAddressPool',
    cluster: 'directory',
    ranges: [{ role: 'loadbalancer', at: 'spec.addresses', form: 'span' }],
  },
  {
    group: 'metallb.io',
    kind: 'BGPPeer',
    cluster: 'directory',
    numbers: [{ of: 'asn', at: 'spec.myASN' }],
  },
  {
    group: 'submariner.io',
    kind: 'Submariner',
    cluster: ['spec.clusterID'],
    tools: [{ tools: ['submariner'] }],
    ranges: [
      { role: 'pod', at: 'spec.clusterCIDR' },
      { role: 'service', at: 'spec.serviceCIDR' },
      { role: 'globalnet', at: 'spec.globalCIDR' },
    ],
  },
  {
    group: 'submariner.io',
    kind: 'Broker',
    cluster: 'joined',
    ranges: [
      {
        role: 'globalnet',
        at: 'spec.globalnetCIDRRange',
        when: [{ at: 'spec.globalnetEnabled', is: [true] }],
      },
    ],
    defaults: [
      {
        role: 'globalnet',
        at: 'spec.globalnetCIDRRange',
        when: [{ at: 'spec.globalnetEnabled', is: [true] }],
        ranges: ['242.0.0.0/8'],
        by: 'Submariner',
        source:
          'submariner-io/submariner-operator pkg/discovery/globalnet/config_map.go, DefaultGlobalnetCIDR',
      },
    ],
  },
]
