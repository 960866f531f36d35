import { metadataName, type RangeDefault, type RangeField, type RangeKind } from './range-kind.ts'
import { eksServices } from './service-defaults.ts'

/** `spec.network` of Cluster API's provider for AWS (api/v1beta2/network_types.go). */
const networkFields: readonly RangeField[] = [
  { role: 'vpc', at: 'spec.network.vpc.cidrBlock', exists: 'spec.network.vpc.id' },
  {
    role: 'vpc',
    at: 'spec.network.vpc.secondaryCidrBlocks[].ipv4CidrBlock',
    exists: 'spec.network.vpc.id',
  },
  { role: 'vpc', at: 'spec.network.vpc.ipv6.cidrBlock', exists: 'spec.network.vpc.id' },
  { role: 'subnet', at: 'spec.network.subnets[].cidrBlock' },
  { role: 'subnet', at: 'spec.network.subnets[].ipv6CidrBlock' },
]

const networkDefaults: readonly RangeDefault[] = [
  {
    role: 'vpc',
    at: 'spec.network.vpc.cidrBlock',
    when: [
      { at: 'spec.network.vpc.id', has: false },
      { at: 'spec.network.vpc.ipamPool', has: false },
    ],
    ranges: ['10.0.0.0/16'],
    by: 'Cluster API',
    source:
      'kubernetes-sigs/cluster-api-provider-aws pkg/cloud/services/network/vpc.go, defaultVPCCidr',
  },
]

/** Networks in AWS, and EKS. */
export const awsKinds: readonly RangeKind[] = [
  {
    group: 'infrastructure.cluster.x-k8s.io',
    kind: 'AWSCluster',
    cluster: [],
    tools: [{ tools: ['aws'] }],
    ranges: networkFields,
    defaults: networkDefaults,
  },
  {
    group: 'controlplane.cluster.x-k8s.io',
    kind: 'AWSManagedControlPlane',
    cluster: [],
    tools: [{ tools: ['aws', 'eks'] }],
    ranges: [...networkFields, { role: 'vpc', at: 'spec.secondaryCidrBlock' }],
    defaults: networkDefaults,
  },
  {
    group: 'eksctl.io',
    kind: 'ClusterConfig',
    cluster: [metadataName],
    tools: [{ tools: ['aws', 'eks'] }],
    ranges: [
      { role: 'vpc', at: 'vpc.cidr', exists: 'vpc.id' },
      { role: 'vpc', at: 'vpc.extraCIDRs', exists: 'vpc.id' },
      { role: 'vpc', at: 'vpc.ipv6Cidr', exists: 'vpc.id' },
      { role: 'subnet', at: 'vpc.subnets.private{}.cidr' },
      { role: 'subnet', at: 'vpc.subnets.public{}.cidr' },
      { role: 'service', at: 'kubernetesNetworkConfig.serviceIPv4CIDR' },
      { role: 'node', at: 'remoteNetworkConfig.remoteNodeNetworks[].cidrs' },
      { role: 'pod', at: 'remoteNetworkConfig.remotePodNetworks[].cidrs' },
    ],
    defaults: [
      {
        role: 'vpc',
        at: 'vpc.cidr',
        when: [
          { at: 'vpc.id', has: false },
          { at: 'vpc.subnets', has: false },
        ],
        ranges: ['192.168.0.0/16'],
        by: 'eksctl',
        source: 'eksctl-io/eksctl pkg/apis/eksctl.io/v1alpha5/vpc.go, DefaultCIDR',
      },
      ...eksServices('kubernetesNetworkConfig.serviceIPv4CIDR', [
        { at: 'kubernetesNetworkConfig.ipFamily', isNot: ['IPv6', 'ipv6'] },
      ]),
    ],
  },
  {
    // AWS Controllers for Kubernetes.
    group: 'eks.services.k8s.aws',
    kind: 'Cluster',
    cluster: ['spec.name', metadataName],
    tools: [{ tools: ['aws', 'eks'] }],
    ranges: [{ role: 'service', at: 'spec.kubernetesNetworkConfig.serviceIPv4CIDR' }],
    defaults: eksServices('spec.kubernetesNetworkConfig.serviceIPv4CIDR', [
      { at: 'spec.kubernetesNetworkConfig.ipFamily', isNot: ['ipv6'] },
    ]),
  },
  {
    group: 'ec2.services.k8s.aws',
    kind: 'VPC',
    cluster: 'directory',
    tools: [{ tools: ['aws'] }],
    ranges: [
      { role: 'vpc', at: 'spec.cidrBlocks' },
      { role: 'vpc', at: 'spec.ipv6CIDRBlock' },
    ],
  },
  {
    group: 'ec2.services.k8s.aws',
    kind: 'Subnet',
    cluster: 'directory',
    tools: [{ tools: ['aws'] }],
    ranges: [
      { role: 'subnet', at: 'spec.cidrBlock' },
      { role: 'subnet', at: 'spec.ipv6CIDRBlock' },
    ],
  },
]
