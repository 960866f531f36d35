import assert from 'node:assert/strict'
import { test } from 'node:test'
import { acmeRepository } from '../testing/acme.ts'
import type { Files } from '../testing/memory-repository.ts'
import { Snapshot } from '../snapshot.ts'
import { allKinds } from './all-kinds.ts'

/** What is read from files: `role text cluster`, and who takes what nobody wrote. */
function read(files: Files): readonly string[] {
  return new Snapshot(acmeRepository({}, files)).ranges.map(
    ({ role, text, cluster, implicit }) =>
      `${role} ${text} ${cluster ?? '-'}${implicit ? ` by ${implicit.by}` : ''}`,
  )
}

const file = 'clusters/us-east-1-staging/network.yaml'
const mine = 'us-east-1-staging'

/** By kind: a manifest, and what it says. */
const cases: Readonly<Record<string, readonly [yaml: string, expected: readonly string[]]>> = {
  'cluster.x-k8s.io/Cluster': [
    `
metadata: { name: lab }
spec:
  clusterNetwork:
    pods: { cidrBlocks: [10.1.0.0/16, fd00:1::/56] }
    services: { cidrBlocks: [10.2.0.0/16] }`,
    ['pod 10.1.0.0/16 lab', 'pod fd00:1::/56 lab', 'service 10.2.0.0/16 lab'],
  ],
  'kubeadm.k8s.io/ClusterConfiguration': [
    `
networking: { podSubnet: '10.1.0.0/16,fd00:1::/56' }`,
    [
      `pod 10.1.0.0/16 ${mine}`,
      `pod fd00:1::/56 ${mine}`,
      `service 10.96.0.0/12 ${mine} by kubeadm`,
    ],
  ],
  'controlplane.cluster.x-k8s.io/KubeadmControlPlane': [
    `
metadata: { name: lab-control-plane, labels: { cluster.x-k8s.io/cluster-name: lab } }
spec:
  kubeadmConfigSpec:
    clusterConfiguration: { networking: { podSubnet: 10.1.0.0/16, serviceSubnet: 10.2.0.0/16 } }`,
    ['pod 10.1.0.0/16 lab', 'service 10.2.0.0/16 lab'],
  ],
  'kind.x-k8s.io/Cluster': [
    `
name: lab
networking: { ipFamily: dual, podSubnet: 10.1.0.0/16 }`,
    [
      'pod 10.1.0.0/16 lab',
      'pod fd00:10:244::/56 lab by kind',
      'service 10.96.0.0/16 lab by kind',
      'service fd00:10:96::/112 lab by kind',
    ],
  ],
  '/k3s': [
    `
cluster-cidr: 10.1.0.0/16,fd00:1::/56
cluster-dns: 10.43.0.10`,
    [
      `pod 10.1.0.0/16 ${mine}`,
      `pod fd00:1::/56 ${mine}`,
      `dns 10.43.0.10 ${mine}`,
      `service 10.43.0.0/16 ${mine} by k3s`,
    ],
  ],
  'networking.k8s.io/ServiceCIDR': [
    `
metadata: { name: more }
spec: { cidrs: [10.2.0.0/20, 'fd00:2::/112'] }`,
    [`service 10.2.0.0/20 ${mine}`, `service fd00:2::/112 ${mine}`],
  ],
  'config.openshift.io/Network': [
    `
metadata: { name: cluster }
spec:
  networkType: OVNKubernetes
  clusterNetwork: [{ cidr: 10.128.0.0/14, hostPrefix: 23 }]
  serviceNetwork: [172.30.0.0/16]`,
    [`pod 10.128.0.0/14 ${mine}`, `service 172.30.0.0/16 ${mine}`],
  ],
  'operator.openshift.io/Network': [
    `
metadata: { name: cluster }
spec: { clusterNetwork: [{ cidr: 10.128.0.0/14 }] }`,
    [`pod 10.128.0.0/14 ${mine}`],
  ],
  'infrastructure.cluster.x-k8s.io/AWSCluster': [
    `
metadata: { name: lab, labels: { cluster.x-k8s.io/cluster-name: lab } }
spec:
  network:
    vpc:
      cidrBlock: 10.1.0.0/16
      secondaryCidrBlocks: [{ ipv4CidrBlock: 100.64.0.0/16 }]
      ipv6: { cidrBlock: 'fd00:1::/56' }
    subnets: [{ cidrBlock: 10.1.0.0/20, ipv6CidrBlock: 'fd00:1::/64' }, { id: subnet-1 }]`,
    [
      'vpc 10.1.0.0/16 lab',
      'vpc 100.64.0.0/16 lab',
      'vpc fd00:1::/56 lab',
      'subnet 10.1.0.0/20 lab',
      'subnet fd00:1::/64 lab',
    ],
  ],
  'controlplane.cluster.x-k8s.io/AWSManagedControlPlane': [
    `
metadata: { name: lab, labels: { cluster.x-k8s.io/cluster-name: lab } }
spec: { secondaryCidrBlock: 100.64.0.0/16, network: { vpc: { id: vpc-1 } } }`,
    ['vpc 100.64.0.0/16 lab'],
  ],
  'eksctl.io/ClusterConfig': [
    `
metadata: { name: lab }
vpc:
  cidr: 192.168.0.0/18
  extraCIDRs: [100.64.0.0/16]
  subnets: { private: { a: { cidr: 192.168.0.0/20 } }, public: { a: { cidr: 192.168.16.0/20 } } }
remoteNetworkConfig:
  remoteNodeNetworks: [{ cidrs: [10.200.0.0/16] }]
  remotePodNetworks: [{ cidrs: [10.201.0.0/16] }]`,
    [
      'vpc 192.168.0.0/18 lab',
      'vpc 100.64.0.0/16 lab',
      'subnet 192.168.0.0/20 lab',
      'subnet 192.168.16.0/20 lab',
      'node 10.200.0.0/16 lab',
      'pod 10.201.0.0/16 lab',
      'service 10.100.0.0/16 lab by EKS',
    ],
  ],
  'eks.services.k8s.aws/Cluster': [
    `
metadata: { name: object }
spec: { name: lab, kubernetesNetworkConfig: { serviceIPv4CIDR: 10.2.0.0/16 } }`,
    ['service 10.2.0.0/16 lab'],
  ],
  'ec2.services.k8s.aws/VPC': [
    `
metadata: { name: net }
spec: { cidrBlocks: [10.1.0.0/16] }`,
    [`vpc 10.1.0.0/16 ${mine}`],
  ],
  'ec2.services.k8s.aws/Subnet': [
    `
metadata: { name: net-a }
spec: { cidrBlock: 10.1.0.0/20 }`,
    [`subnet 10.1.0.0/20 ${mine}`],
  ],
  'infrastructure.cluster.x-k8s.io/GCPCluster': [
    `
metadata: { name: ${mine} }
spec:
  network:
    subnets:
    - cidrBlock: 10.1.0.0/20
      secondaryCidrBlocks: { pods: 10.2.0.0/16, svc: 10.3.0.0/20, spare: 10.4.0.0/20 }`,
    [
      `subnet 10.1.0.0/20 ${mine}`,
      `pod 10.2.0.0/16 ${mine}`,
      `service 10.3.0.0/20 ${mine}`,
      `subnet 10.4.0.0/20 ${mine}`,
    ],
  ],
  'infrastructure.cluster.x-k8s.io/GCPManagedCluster': [
    `
metadata: { name: ${mine} }
spec: { network: { subnets: [{ cidrBlock: 10.1.0.0/20 }] } }`,
    [`subnet 10.1.0.0/20 ${mine}`],
  ],
  'infrastructure.cluster.x-k8s.io/GCPManagedControlPlane': [
    `
metadata: { name: ${mine} }
spec:
  clusterNetwork:
    pod: { cidrBlock: /14 }
    service: { cidrBlock: 10.3.0.0/20 }
    privateCluster: { controlPlaneCidrBlock: 172.16.0.0/28 }`,
    [`service 10.3.0.0/20 ${mine}`, `control-plane 172.16.0.0/28 ${mine}`],
  ],
  'container.cnrm.cloud.google.com/ContainerCluster': [
    `
metadata: { name: lab }
spec:
  ipAllocationPolicy: { clusterIpv4CidrBlock: 10.2.0.0/16, servicesIpv4CidrBlock: 10.3.0.0/20 }
  privateClusterConfig: { masterIpv4CidrBlock: 172.16.0.0/28 }`,
    ['pod 10.2.0.0/16 lab', 'service 10.3.0.0/20 lab', 'control-plane 172.16.0.0/28 lab'],
  ],
  'container.cnrm.cloud.google.com/ContainerNodePool': [
    `
metadata: { name: pool }
spec: { maxPodsPerNode: 64, clusterRef: { name: lab } }`,
    [],
  ],
  'compute.cnrm.cloud.google.com/ComputeSubnetwork': [
    `
metadata: { name: net }
spec:
  ipCidrRange: 10.1.0.0/20
  secondaryIpRange: [{ rangeName: cluster-pods, ipCidrRange: 10.2.0.0/16 }]`,
    [`subnet 10.1.0.0/20 ${mine}`, `pod 10.2.0.0/16 ${mine}`],
  ],
  'infrastructure.cluster.x-k8s.io/AzureCluster': [
    `
metadata: { name: ${mine} }
spec: { networkSpec: { subnets: [{ role: node, cidrBlocks: [10.1.0.0/16] }] } }`,
    [`subnet 10.1.0.0/16 ${mine}`, `vpc 10.0.0.0/8 ${mine} by Cluster API`],
  ],
  'infrastructure.cluster.x-k8s.io/AzureManagedControlPlane': [
    `
metadata: { name: ${mine} }
spec:
  networkPluginMode: overlay
  dnsServiceIP: 10.0.0.10
  virtualNetwork: { name: net, subnet: { cidrBlock: 10.224.0.0/16 } }`,
    [
      `subnet 10.224.0.0/16 ${mine}`,
      `dns 10.0.0.10 ${mine}`,
      `vpc 10.224.0.0/12 ${mine} by Cluster API`,
      `pod 10.244.0.0/16 ${mine} by AKS`,
    ],
  ],
  'infrastructure.cluster.x-k8s.io/AzureManagedMachinePool': [
    `
metadata: { name: pool, labels: { cluster.x-k8s.io/cluster-name: lab } }
spec: { maxPods: 50 }`,
    [],
  ],
  'containerservice.azure.com/ManagedCluster': [
    `
metadata: { name: object }
spec:
  azureName: lab
  networkProfile: { networkPlugin: kubenet, serviceCidrs: [10.2.0.0/16], dnsServiceIP: 10.2.0.10 }`,
    ['service 10.2.0.0/16 lab', 'dns 10.2.0.10 lab', 'pod 10.244.0.0/16 lab by AKS'],
  ],
  'network.azure.com/VirtualNetwork': [
    `
metadata: { name: net }
spec: { addressSpace: { addressPrefixes: [10.1.0.0/16] } }`,
    [`vpc 10.1.0.0/16 ${mine}`],
  ],
  'network.azure.com/VirtualNetworksSubnet': [
    `
metadata: { name: net-a }
spec: { addressPrefix: 10.1.0.0/20 }`,
    [`subnet 10.1.0.0/20 ${mine}`],
  ],
  'cilium.io/CiliumLoadBalancerIPPool': [
    `
metadata: { name: pool }
spec: { blocks: [{ cidr: 10.8.9.0/24 }, { start: 10.8.8.8, stop: 10.8.8.11 }, { start: 10.8.7.1 }] }`,
    [
      `loadbalancer 10.8.9.0/24 ${mine}`,
      `loadbalancer 10.8.8.8-10.8.8.11 ${mine}`,
      `loadbalancer 10.8.7.1 ${mine}`,
    ],
  ],
  'cilium.io/CiliumPodIPPool': [
    `
metadata: { name: pool }
spec: { ipv4: { cidrs: [10.1.0.0/16], maskSize: 24 } }`,
    [`pod 10.1.0.0/16 ${mine}`],
  ],
  'cilium.io/CiliumBGPClusterConfig': [
    `
metadata: { name: bgp }
spec: { bgpInstances: [{ name: a, localASN: 65000 }] }`,
    [],
  ],
  'cilium.io/CiliumBGPPeeringPolicy': [
    `
metadata: { name: bgp }
spec: { virtualRouters: [{ localASN: 65000 }] }`,
    [],
  ],
  'metallb.io/IPAddressPool': [
    `
metadata: { name: pool }
spec: { addresses: [10.8.9.0/24, 10.8.8.7 - 10.8.8.9] }`,
    [
      `loadbalancer 10.8.9.0/24 ${mine}`,
      // Two blocks of one text.
      `loadbalancer 10.8.8.7 - 10.8.8.9 ${mine}`,
      `loadbalancer 10.8.8.7 - 10.8.8.9 ${mine}`,
    ],
  ],
  'metallb.io/BGPPeer': [
    `
metadata: { name: peer }
spec: { myASN: 65000, peerASN: 3320 }`,
    [],
  ],
  'submariner.io/Submariner': [
    `
metadata: { name: submariner }
spec: { clusterID: lab, clusterCIDR: 10.1.0.0/16, serviceCIDR: '', globalCIDR: 242.1.0.0/16 }`,
    ['pod 10.1.0.0/16 lab', 'globalnet 242.1.0.0/16 lab'],
  ],
  'submariner.io/Broker': [
    `
metadata: { name: broker }
spec: { globalnetEnabled: true }`,
    ['globalnet 242.0.0.0/8 - by Submariner'],
  ],
}

test('there is a case for every kind', () => {
  assert.deepEqual(Object.keys(cases).sort(), [...allKinds.keys()].sort())
})

for (const [name, [yaml, expected]] of Object.entries(cases)) {
  test(`${name} says where its ranges are, and whose`, () => {
    const [group, kind] = name.split('/')
    const head = group === '' ? '' : `apiVersion: ${group}/v1\nkind: ${kind}`
    assert.deepEqual(read({ [file]: `${head}${yaml}\n` }).toSorted(), expected.toSorted())
  })
}

test('a Cluster of Cluster API owns what it refers to, whatever that is called', () => {
  const yaml = `
apiVersion: cluster.x-k8s.io/v1beta2
kind: Cluster
metadata: { name: lab }
spec:
  controlPlaneRef: { kind: KubeadmControlPlane, name: lab-cp }
  infrastructureRef: { kind: AWSCluster, name: lab-infra }
---
apiVersion: infrastructure.cluster.x-k8s.io/v1beta2
kind: AWSCluster
metadata: { name: lab-infra }
spec: { network: { vpc: { cidrBlock: 10.1.0.0/16 } } }
`
  assert.deepEqual(read({ 'lab.yaml': yaml }), [
    'vpc 10.1.0.0/16 lab',
    'service 10.96.0.0/12 lab by kubeadm',
  ])
})

test('a range beside a subnet is the pods of the cluster that chooses it by name', () => {
  const yaml = `
apiVersion: container.cnrm.cloud.google.com/v1beta1
kind: ContainerCluster
metadata: { name: lab }
spec: { ipAllocationPolicy: { clusterSecondaryRangeName: blue, servicesSecondaryRangeName: green } }
---
apiVersion: compute.cnrm.cloud.google.com/v1beta1
kind: ComputeSubnetwork
metadata: { name: net }
spec:
  ipCidrRange: 10.1.0.0/20
  secondaryIpRange:
  - { rangeName: blue, ipCidrRange: 10.2.0.0/16 }
  - { rangeName: green, ipCidrRange: 10.3.0.0/20 }
`
  assert.deepEqual(read({ 'lab.yaml': yaml }), [
    'subnet 10.1.0.0/20 -',
    'pod 10.2.0.0/16 lab',
    'service 10.3.0.0/20 lab',
  ])
})

const values = `infrastructure/cilium/overlays/${mine}/values.yaml`
const base = 'infrastructure/cilium/base/values.yaml'

test('values of Cilium lie over those of every cluster', () => {
  const files = {
    [base]: 'ipam: { operator: { clusterPoolIPv4PodCIDRList: [10.0.0.0/9] } }\n',
    [values]: 'ipv6: { enabled: true }\nroutingMode: native\nipv4NativeRoutingCIDR: 10.0.0.0/9\n',
  }
  assert.deepEqual(read(files), [
    `pod 10.0.0.0/9 ${mine}`,
    `routing 10.0.0.0/9 ${mine}`,
    `pod fd00::/104 ${mine} by Cilium`,
  ])
})

test('without a pool of its own, Cilium takes no default', () => {
  const files = {
    [base]: 'ipam: { mode: kubernetes }\n',
    [values]: 'cluster: { name: a, id: 1 }\n',
  }
  assert.deepEqual(read(files), [])
})

test('a default is none where another manifest of the cluster has the range', () => {
  const files = {
    [file]: 'apiVersion: kind.x-k8s.io/v1alpha4\nkind: Cluster\nname: us-east-1-staging\n',
    [values]: 'ipam: { operator: { clusterPoolIPv4PodCIDRList: 10.13.0.0/16 } }\n',
  }
  assert.deepEqual(read(files), [
    `pod 10.13.0.0/16 ${mine}`,
    `service 10.96.0.0/16 ${mine} by kind`,
  ])
})

test('a placeholder is a range that is stated, if not yet', () => {
  const yaml = `apiVersion: kind.x-k8s.io/v1alpha4
kind: Cluster
name: lab
networking: { podSubnet: '\${PODS}', serviceSubnet: 10.2.0.0/16 }
`
  assert.deepEqual(read({ 'lab.yaml': yaml }), ['pod ${PODS} lab', 'service 10.2.0.0/16 lab'])
})

for (const [vpc, services] of [
  ['10.200.0.0/16', '172.20.0.0/16'],
  ['172.20.0.0/16', '10.100.0.0/16'],
] as const) {
  test(`EKS takes ${services} beside a VPC of ${vpc}`, () => {
    const yaml = `apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata: { name: lab }
vpc: { cidr: ${vpc} }
`
    assert.deepEqual(read({ 'lab.yaml': yaml }), [
      `vpc ${vpc} lab`,
      `service ${services} lab by EKS`,
    ])
  })
}

test('what EKS takes beside a VPC that nobody describes is not guessed', () => {
  const yaml = `apiVersion: eks.services.k8s.aws/v1alpha1
kind: Cluster
metadata: { name: lab }
`
  assert.deepEqual(read({ 'lab.yaml': yaml }), [])
})

test('ranges in a directory that says no cluster are read, and said to be nobody’s', () => {
  const yaml = `apiVersion: metallb.io/v1beta1
kind: IPAddressPool
metadata: { name: pool }
spec: { addresses: [10.12.0.0/24] }
`
  const snapshot = new Snapshot(
    acmeRepository({}, { 'infrastructure/metallb/base/pool.yaml': yaml }),
  )
  assert.equal(snapshot.ranges.length, 1)
  assert.ok(snapshot.claims.every(({ source }) => source !== 'manifest'))
  assert.deepEqual(
    snapshot.skipped.map(({ what }) => what),
    ['infrastructure/metallb/base/pool.yaml'],
  )
})

test('how a cluster is made follows from its provider and its manifests', () => {
  const yaml = `apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
controllerManager: { extraArgs: [{ name: node-cidr-mask-size, value: '26' }] }
networking: { podSubnet: 10.13.0.0/16, serviceSubnet: 10.9.64.0/18 }
---
apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata: { name: lab }
vpc: { id: vpc-1 }
---
apiVersion: container.cnrm.cloud.google.com/v1beta1
kind: ContainerNodePool
metadata: { name: pool }
spec: { maxPodsPerNode: 64, clusterRef: { name: gke } }
`
  const { clusters } = new Snapshot(
    acmeRepository(
      {},
      { [file]: yaml, [values]: 'ipam: { operator: { clusterPoolIPv4MaskSize: 25 } }\n' },
    ),
  ).networks
  const staging = clusters.get(mine)
  assert.deepEqual([...(staging?.tools ?? [])].sort(), [
    'aws',
    'cilium',
    'cilium-pool',
    'kubeadm',
    'kubernetes',
  ])
  assert.equal(staging?.kubernetesVersion, '1.35.0')
  assert.deepEqual(staging?.nodePrefix, {
    kubeadm: { 4: 26, 6: 64 },
    'cilium-pool': { 4: 25, 6: 120 },
  })
  assert.deepEqual([...(clusters.get('lab')?.tools ?? [])].sort(), [
    'aws',
    'eks',
    'eni',
    'kubernetes',
  ])
  assert.deepEqual(clusters.get('gke')?.nodePrefix, { gke: { 4: 25, 6: 64 } })
})
