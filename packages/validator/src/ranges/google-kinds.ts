import { metadataName, type RangeField, type RangeKind } from './range-kind.ts'

/** `spec.network` of Cluster API's provider for Google Cloud (api/v1beta1/types.go). */
const networkFields: readonly RangeField[] = [
  { role: 'subnet', at: 'spec.network.subnets[].cidrBlock' },
  { role: 'subnet', at: 'spec.network.subnets[].secondaryCidrBlocks{}', form: 'named' },
]

/**
 * Networks in Google Cloud, and GKE. Pods and services are ranges beside that of a subnet. Where
 * none is given for services, they are GKE's own, which no other network has.
 */
export const googleKinds: readonly RangeKind[] = [
  {
    group: 'infrastructure.cluster.x-k8s.io',
    kind: 'GCPCluster',
    cluster: [],
    tools: [{ tools: ['gcp'] }],
    ranges: networkFields,
  },
  {
    group: 'infrastructure.cluster.x-k8s.io',
    kind: 'GCPManagedCluster',
    cluster: [],
    tools: [{ tools: ['gcp', 'gke'] }],
    ranges: networkFields,
  },
  {
    group: 'infrastructure.cluster.x-k8s.io',
    kind: 'GCPManagedControlPlane',
    cluster: [],
    tools: [{ tools: ['gcp', 'gke'] }],
    ranges: [
      { role: 'pod', at: 'spec.clusterNetwork.pod.cidrBlock', form: 'size' },
      { role: 'service', at: 'spec.clusterNetwork.service.cidrBlock', form: 'size' },
      {
        role: 'control-plane',
        at: 'spec.clusterNetwork.privateCluster.controlPlaneCidrBlock',
      },
    ],
  },
  {
    // Config Connector.
    group: 'container.cnrm.cloud.google.com',
    kind: 'ContainerCluster',
    cluster: ['spec.resourceID', metadataName],
    tools: [{ tools: ['gcp', 'gke'] }],
    ranges: [
      { role: 'pod', at: 'spec.ipAllocationPolicy.clusterIpv4CidrBlock', form: 'size' },
      { role: 'service', at: 'spec.ipAllocationPolicy.servicesIpv4CidrBlock', form: 'size' },
      { role: 'pod', at: 'spec.clusterIpv4Cidr', form: 'size' },
      { role: 'control-plane', at: 'spec.privateClusterConfig.masterIpv4CidrBlock' },
    ],
    chosen: [
      { role: 'pod', at: 'spec.ipAllocationPolicy.clusterSecondaryRangeName' },
      { role: 'service', at: 'spec.ipAllocationPolicy.servicesSecondaryRangeName' },
    ],
    numbers: [{ of: 'maxPods', at: 'spec.defaultMaxPodsPerNode' }],
  },
  {
    group: 'container.cnrm.cloud.google.com',
    kind: 'ContainerNodePool',
    cluster: ['spec.clusterRef.name'],
    numbers: [{ of: 'maxPods', at: 'spec.maxPodsPerNode' }],
  },
  {
    group: 'compute.cnrm.cloud.google.com',
    kind: 'ComputeSubnetwork',
    cluster: 'directory',
    tools: [{ tools: ['gcp'] }],
    ranges: [
      { role: 'subnet', at: 'spec.ipCidrRange' },
      { role: 'subnet', at: 'spec.secondaryIpRange[].ipCidrRange', form: 'named' },
    ],
  },
]
