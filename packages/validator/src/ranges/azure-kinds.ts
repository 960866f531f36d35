import { metadataName, type Condition, type RangeDefault, type RangeKind } from './range-kind.ts'
import { aksServices } from './service-defaults.ts'

const overlay = (at: string): Condition => ({ at, is: ['overlay'] })
const kubenet = (at: string): Condition => ({ at, is: ['kubenet'] })

function aksPods(at: string, when: Condition): RangeDefault {
  return {
    role: 'pod',
    at,
    when: [when],
    ranges: ['10.244.0.0/16'],
    by: 'AKS',
    source: 'https://learn.microsoft.com/azure/aks/azure-cni-overlay, --pod-cidr',
  }
}

/** In kubernetes-sigs/cluster-api-provider-azure internal/api/v1beta1. */
const defaultsOf = (file: string, name: string) =>
  ({
    by: 'Cluster API',
    source: `kubernetes-sigs/cluster-api-provider-azure internal/api/v1beta1/${file}, ${name}`,
  }) as const

const managed = 'azuremanagedcontrolplane_default.go'

/** Networks in Azure, and AKS. */
export const azureKinds: readonly RangeKind[] = [
  {
    group: 'infrastructure.cluster.x-k8s.io',
    kind: 'AzureCluster',
    cluster: [],
    tools: [{ tools: ['azure'] }],
    ranges: [
      { role: 'vpc', at: 'spec.networkSpec.vnet.cidrBlocks', exists: 'spec.networkSpec.vnet.id' },
      { role: 'subnet', at: 'spec.networkSpec.subnets[].cidrBlocks' },
    ],
    defaults: [
      {
        ...defaultsOf('azurecluster_default.go', 'DefaultVnetCIDR'),
        role: 'vpc',
        at: 'spec.networkSpec.vnet.cidrBlocks',
        when: [{ at: 'spec.networkSpec.vnet.id', has: false }],
        ranges: ['10.0.0.0/8'],
      },
    ],
  },
  {
    group: 'infrastructure.cluster.x-k8s.io',
    kind: 'AzureManagedControlPlane',
    cluster: [],
    tools: [
      { tools: ['azure', 'aks'] },
      {
        tools: ['azure-cni'],
        when: [
          { at: 'spec.networkPlugin', isNot: ['kubenet', 'none'] },
          { at: 'spec.networkPluginMode', isNot: ['overlay'] },
        ],
      },
    ],
    ranges: [
      { role: 'vpc', at: 'spec.virtualNetwork.cidrBlock' },
      { role: 'subnet', at: 'spec.virtualNetwork.subnet.cidrBlock' },
      { role: 'dns', at: 'spec.dnsServiceIP', form: 'address' },
    ],
    defaults: [
      {
        ...defaultsOf(managed, 'DefaultAKSVnetCIDR'),
        role: 'vpc',
        at: 'spec.virtualNetwork.cidrBlock',
        when: [{ at: 'spec.networkPluginMode', isNot: ['overlay'] }],
        ranges: ['10.0.0.0/8'],
      },
      {
        ...defaultsOf(managed, 'DefaultAKSVnetCIDRForOverlay'),
        role: 'vpc',
        at: 'spec.virtualNetwork.cidrBlock',
        when: [overlay('spec.networkPluginMode')],
        ranges: ['10.224.0.0/12'],
      },
      // Cluster API has that field in its Cluster.
      aksPods('spec.clusterNetwork.pods.cidrBlocks', overlay('spec.networkPluginMode')),
      aksPods('spec.clusterNetwork.pods.cidrBlocks', kubenet('spec.networkPlugin')),
    ],
  },
  {
    group: 'infrastructure.cluster.x-k8s.io',
    kind: 'AzureManagedMachinePool',
    cluster: [],
    numbers: [{ of: 'maxPods', at: 'spec.maxPods' }],
  },
  {
    // Azure Service Operator.
    group: 'containerservice.azure.com',
    kind: 'ManagedCluster',
    cluster: ['spec.azureName', metadataName],
    tools: [
      { tools: ['azure', 'aks'] },
      {
        tools: ['azure-cni'],
        when: [
          { at: 'spec.networkProfile.networkPlugin', is: ['azure'] },
          { at: 'spec.networkProfile.networkPluginMode', isNot: ['overlay'] },
        ],
      },
    ],
    ranges: [
      { role: 'pod', at: 'spec.networkProfile.podCidr' },
      { role: 'pod', at: 'spec.networkProfile.podCidrs' },
      { role: 'service', at: 'spec.networkProfile.serviceCidr' },
      { role: 'service', at: 'spec.networkProfile.serviceCidrs' },
      { role: 'dns', at: 'spec.networkProfile.dnsServiceIP', form: 'address' },
    ],
    defaults: [
      aksServices('spec.networkProfile.serviceCidr'),
      aksPods('spec.networkProfile.podCidr', overlay('spec.networkProfile.networkPluginMode')),
      aksPods('spec.networkProfile.podCidr', kubenet('spec.networkProfile.networkPlugin')),
      aksPods('spec.networkProfile.podCidr', { at: 'spec.networkProfile', has: false }),
    ],
    numbers: [{ of: 'maxPods', at: 'spec.agentPoolProfiles[].maxPods' }],
  },
  {
    group: 'network.azure.com',
    kind: 'VirtualNetwork',
    cluster: 'directory',
    tools: [{ tools: ['azure'] }],
    ranges: [{ role: 'vpc', at: 'spec.addressSpace.addressPrefixes' }],
  },
  {
    group: 'network.azure.com',
    kind: 'VirtualNetworksSubnet',
    cluster: 'directory',
    tools: [{ tools: ['azure'] }],
    ranges: [
      { role: 'subnet', at: 'spec.addressPrefix' },
      { role: 'subnet', at: 'spec.addressPrefixes' },
    ],
  },
]
