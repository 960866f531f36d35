import { metadataName, type NodePrefixField, type RangeKind } from './range-kind.ts'
import { aksServices, eksServices, kubeadmServices } from './service-defaults.ts'

/** In kubernetes-sigs/kind pkg/apis/config/v1alpha4/default.go. */
const kind = {
  by: 'kind',
  source: 'https://kind.sigs.k8s.io/docs/user/configuration/#networking',
} as const

/** Shared by kubeadm's own file and by the objects of Cluster API that hold one. */
function kubeadmFields(base: string): Pick<RangeKind, 'tools' | 'ranges' | 'nodePrefixes'> {
  const args = `${base}controllerManager.extraArgs`
  // A list of names and values in newer versions, a mapping in older ones.
  const flag = (name: string, family: 4 | 6): readonly NodePrefixField[] => [
    { tool: 'kubeadm', family, at: `${args}[name=${name}].value` },
    { tool: 'kubeadm', family, at: `${args}.${name}` },
  ]
  return {
    tools: [{ tools: ['kubeadm'] }],
    ranges: [
      { role: 'pod', at: `${base}networking.podSubnet` },
      { role: 'service', at: `${base}networking.serviceSubnet` },
    ],
    nodePrefixes: [
      ...flag('node-cidr-mask-size', 4),
      ...flag('node-cidr-mask-size-ipv4', 4),
      ...flag('node-cidr-mask-size-ipv6', 6),
    ],
  }
}

const services = 'spec.clusterNetwork.services.cidrBlocks'

/** Cluster API's Cluster, whose absent ranges are filled in by its control plane. */
const clusterApi: RangeKind = {
  group: 'cluster.x-k8s.io',
  kind: 'Cluster',
  cluster: [metadataName],
  tools: [
    { tools: ['kubeadm'], when: [controlPlane('KubeadmControlPlane')] },
    { tools: ['aws', 'eks'], when: [controlPlane('AWSManagedControlPlane')] },
    { tools: ['gcp', 'gke'], when: [controlPlane('GCPManagedControlPlane')] },
    {
      tools: ['azure', 'aks'],
      when: [controlPlane('AzureManagedControlPlane', 'AzureASOManagedControlPlane')],
    },
  ],
  ranges: [
    { role: 'pod', at: 'spec.clusterNetwork.pods.cidrBlocks' },
    { role: 'service', at: services },
  ],
  defaults: [
    kubeadmServices(services, [controlPlane('KubeadmControlPlane')]),
    ...eksServices(services, [controlPlane('AWSManagedControlPlane')]),
    aksServices(services, [
      controlPlane('AzureManagedControlPlane', 'AzureASOManagedControlPlane'),
    ]),
  ],
}

function controlPlane(...kinds: readonly string[]) {
  return { at: 'spec.controlPlaneRef.kind', is: kinds }
}

/** Kubernetes itself, and what installs it: Cluster API, kubeadm, kind, k3s, OpenShift. */
export const kubernetesKinds: readonly RangeKind[] = [
  clusterApi,
  {
    group: 'kubeadm.k8s.io',
    kind: 'ClusterConfiguration',
    cluster: ['clusterName'],
    unnamed: 'kubernetes',
    ...kubeadmFields(''),
    defaults: [kubeadmServices('networking.serviceSubnet')],
  },
  {
    // Cluster API fills in the ranges of its Cluster where these are absent.
    group: 'controlplane.cluster.x-k8s.io',
    kind: 'KubeadmControlPlane',
    cluster: [],
    words: ['podSubnet', 'serviceSubnet', 'node-cidr-mask-size'],
    ...kubeadmFields('spec.kubeadmConfigSpec.clusterConfiguration.'),
  },
  {
    group: 'kind.x-k8s.io',
    kind: 'Cluster',
    cluster: ['name'],
    unnamed: 'kind',
    tools: [{ tools: ['kind', 'kubeadm'] }],
    ranges: [
      { role: 'pod', at: 'networking.podSubnet' },
      { role: 'service', at: 'networking.serviceSubnet' },
    ],
    defaults: [
      {
        ...kind,
        role: 'pod',
        at: 'networking.podSubnet',
        when: [{ at: 'networking.ipFamily', isNot: ['ipv6'] }],
        ranges: ['10.244.0.0/16'],
      },
      {
        ...kind,
        role: 'pod',
        at: 'networking.podSubnet',
        when: [{ at: 'networking.ipFamily', is: ['ipv6', 'dual'] }],
        ranges: ['fd00:10:244::/56'],
      },
      {
        ...kind,
        role: 'service',
        at: 'networking.serviceSubnet',
        when: [{ at: 'networking.ipFamily', isNot: ['ipv6'] }],
        ranges: ['10.96.0.0/16'],
      },
      {
        ...kind,
        role: 'service',
        at: 'networking.serviceSubnet',
        when: [{ at: 'networking.ipFamily', is: ['ipv6', 'dual'] }],
        ranges: ['fd00:10:96::/112'],
      },
    ],
  },
  {
    // A configuration of k3s or RKE2 has no kind: `readRanges` knows it by its fields.
    group: '',
    kind: 'k3s',
    cluster: 'directory',
    ranges: [
      { role: 'pod', at: 'cluster-cidr' },
      { role: 'service', at: 'service-cidr' },
      { role: 'dns', at: 'cluster-dns', form: 'address' },
    ],
    defaults: [
      {
        role: 'pod',
        at: 'cluster-cidr',
        ranges: ['10.42.0.0/16'],
        by: 'k3s',
        source: 'https://docs.k3s.io/cli/server#networking',
      },
      {
        role: 'service',
        at: 'service-cidr',
        ranges: ['10.43.0.0/16'],
        by: 'k3s',
        source: 'https://docs.k3s.io/cli/server#networking',
      },
    ],
  },
  {
    group: 'networking.k8s.io',
    kind: 'ServiceCIDR',
    cluster: 'directory',
    ranges: [{ role: 'service', at: 'spec.cidrs' }],
  },
  ...['config.openshift.io', 'operator.openshift.io'].map((group): RangeKind => ({
    group,
    kind: 'Network',
    cluster: 'directory',
    tools: [
      { tools: ['ovn-kubernetes'], when: [{ at: 'spec.networkType', is: ['OVNKubernetes'] }] },
      {
        tools: ['ovn-kubernetes'],
        when: [{ at: 'spec.defaultNetwork.type', is: ['OVNKubernetes'] }],
      },
    ],
    ranges: [
      { role: 'pod', at: 'spec.clusterNetwork[].cidr' },
      { role: 'service', at: 'spec.serviceNetwork' },
    ],
    nodePrefixes: [{ tool: 'kubernetes', family: 4, at: 'spec.clusterNetwork[].hostPrefix' }],
  })),
]
