import { acmeRepository } from './acme.ts'

/* Manifests as the packs write them, for tests of what is read from them. */

/** The spec of the fleet of tests, as islands. */
export function islandSpec(): string {
  const spec = acmeRepository().read('fleet/fleet.yaml') ?? ''
  return spec.replace('network:', 'network:\n    model: island')
}

export function clusterApi(
  name: string,
  { pods, services }: { readonly pods?: string; readonly services?: string },
): string {
  return `apiVersion: cluster.x-k8s.io/v1beta2
kind: Cluster
metadata:
  name: ${name}
spec:
  clusterNetwork:
    pods:
      cidrBlocks: [${pods ?? ''}]
    services:
      cidrBlocks: [${services ?? ''}]
`
}

export function awsCluster(name: string, vpc: string, subnets: readonly string[] = []): string {
  return `apiVersion: infrastructure.cluster.x-k8s.io/v1beta2
kind: AWSCluster
metadata:
  name: ${name}
spec:
  network:
    vpc:
      cidrBlock: ${vpc}
    subnets:
${subnets.map(subnet => `    - cidrBlock: ${subnet}\n`).join('')}`
}

export function kindCluster(name: string, pods: string, services: string): string {
  return `apiVersion: kind.x-k8s.io/v1alpha4
kind: Cluster
name: ${name}
networking:
  podSubnet: ${pods}
  serviceSubnet: ${services}
`
}

export function ciliumValues(name: string, id: number | string, pods: string): string {
  return `cluster:
  name: ${name}
  id: ${id}
ipam:
  operator:
    clusterPoolIPv4PodCIDRList: ${pods}
`
}
