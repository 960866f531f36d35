/*
 * What templates see: plain values, ready to be printed. A value that is absent is `null`, so that
 * a template can ask for it; a name that is not listed here is an error (see docs/packs.md).
 */

export interface Views {
  readonly fleet: FleetView
  readonly instances: readonly InstanceView[]
  readonly environments: readonly EnvironmentView[]
  readonly regions: readonly RegionView[]
  readonly clusters: readonly ClusterView[]
  readonly workloads: readonly WorkloadView[]
  readonly teams: readonly TeamView[]
}

export interface FleetView {
  readonly name: string
  /** The version of Bulkhead that writes the tree. */
  readonly bulkheadVersion: string
  readonly repository: { readonly url: string; readonly revision: string }
  /** The tarball of the command that CI runs: its address or its path, and its digest. */
  readonly ci: {
    readonly url: string | null
    readonly path: string | null
    readonly sha256: string | null
  }
  readonly argocd: {
    readonly topology: string
    readonly isHub: boolean
    readonly namespace: string
  }
  /** Each Argo CD, with the clusters that it manages. */
  readonly instances: readonly InstanceWithClusters[]
  readonly model: string
  readonly environments: readonly EnvironmentView[]
  readonly regions: readonly RegionWithClusters[]
  readonly clusters: readonly ClusterView[]
  readonly workloads: readonly WorkloadView[]
  readonly teams: readonly TeamView[]
  readonly systems: readonly string[]
  /** Which cluster's copy of a workload stands in for which. */
  readonly failovers: readonly FailoverView[]
  /** Paths and who reviews them, as a CODEOWNERS file has them. */
  readonly owned: readonly { readonly path: string; readonly owners: string }[]
  readonly maxConnectedClusters: number | null
  /** What any pack can provide, such as `cni`, and whether one in use does. */
  readonly provided: Readonly<Record<string, boolean>>
}

/** An Argo CD. Paths are those of the repository. */
export interface InstanceView {
  readonly name: string
  readonly isHub: boolean
  /** The name of the cluster that it runs in; absent for a hub. */
  readonly runsIn: string | null
  /** Its root. */
  readonly directory: string
  readonly projects: string
  readonly applicationSets: string
  /** The directory that lists its clusters. */
  readonly clusterList: string
  /** How a kustomization refers from one to the other. */
  readonly references: {
    /** From the root. */
    readonly projects: string
    readonly applicationSets: string
    /** From the list, ahead of the name of a cluster. */
    readonly cluster: string
  }
}

export interface InstanceWithClusters extends InstanceView {
  readonly clusters: readonly ClusterView[]
}

export interface EnvironmentView {
  readonly name: string
  readonly protected: boolean
  readonly replicas: { readonly min: number; readonly max: number }
  readonly wave: number
}

export interface RegionView {
  readonly name: string
  /** The name as an identifier without hyphens, for diagrams. */
  readonly id: string
  readonly provider: string
  readonly residency: string | null
  readonly vpcId: string | null
  /** Whether its pods and services are routed within it alone. */
  readonly isIsland: boolean
  readonly zones: readonly string[]
  readonly block: string
  /** The block of a dual-stack pool. */
  readonly ipv6: string | null
  readonly vpc: string | null
  /** The IPv4 range, and the IPv6 one of a dual-stack fleet. */
  readonly vpcRanges: readonly string[]
  readonly asn: number | null
  readonly subnets: readonly {
    readonly zone: string
    readonly nodes: string
    readonly loadBalancers: string
    readonly nodeRanges: readonly string[]
    readonly loadBalancerRanges: readonly string[]
  }[]
}

export interface RegionWithClusters extends RegionView {
  readonly clusters: readonly ClusterView[]
}

export interface FailoverView {
  readonly workload: string
  /** Ids of clusters. */
  readonly from: string
  readonly to: string
}

export interface ClusterView {
  readonly name: string
  readonly id: string
  readonly region: RegionView
  /** The Argo CD that manages it. */
  readonly instance: InstanceView
  /** Whether that runs in it. */
  readonly isHost: boolean
  /** The application controller that it is pinned to, where there are several. */
  readonly shard: string | null
  readonly environment: EnvironmentView
  readonly bootstrap: string
  readonly kubernetesVersion: string
  readonly nodes: number
  /** The nodes by zone, as evenly as they divide. */
  readonly machines: readonly MachinesView[]
  readonly isDualStack: boolean
  readonly pods: string
  readonly podsIpv6: string | null
  /** The IPv4 range, and the IPv6 one of a dual-stack fleet. */
  readonly podRanges: readonly string[]
  readonly services: string
  readonly servicesIpv6: string | null
  readonly serviceRanges: readonly string[]
  /** The address of the cluster's DNS service: by convention the tenth of the service range. */
  readonly dns: string
  /** Empty where the fleet has no pool for them. */
  readonly nodeRanges: readonly string[]
  readonly loadBalancerRanges: readonly string[]
  readonly globalnet: string | null
  readonly meshId: number | null
  /** The pack that bootstraps it. */
  readonly pack: string
}

export interface MachinesView {
  readonly name: string
  /** Absent for local clusters, which have a row per node. */
  readonly zone: string | null
  readonly replicas: number
}

/** A workload on the other side of a call. */
export interface PeerView {
  readonly name: string
  readonly namespace: string
  readonly port: number
}

export interface WorkloadView {
  readonly name: string
  readonly tier: number
  readonly team: string
  readonly namespace: string
  readonly image: string
  readonly port: number
  readonly isGlobal: boolean
  /** What a Service says to stay in its zone, in words that all its clusters know. */
  readonly trafficDistribution: string
  readonly pattern: string
  readonly primary: string | null
  readonly rpo: string | null
  readonly rto: string | null
  readonly callers: readonly PeerView[]
  readonly callees: readonly PeerView[]
  readonly environments: readonly EnvironmentView[]
  readonly clusters: readonly ClusterView[]
}

export interface TeamView {
  readonly name: string
  readonly description: string | null
  readonly owners: readonly string[]
  readonly workloads: readonly string[]
}
