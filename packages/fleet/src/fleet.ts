import type { Cidr, IdPool, Pool, Role } from '@bulkhead/ipam'
import type { ClusterName, EnvironmentName, RegionName, TeamName, WorkloadName } from './name.ts'

/** A fleet as resolved from its spec: every default filled in, every reference followed. */
export interface Fleet {
  readonly name: string
  readonly repository: { readonly url: string; readonly revision: string }
  /** In promotion order. */
  readonly environments: readonly Environment[]
  readonly network: Network
  readonly argocd: ArgoCd
  readonly waivers: readonly Waiver[]
  readonly unchecked: readonly Unchecked[]
  readonly changeBudget: ChangeBudget
  readonly ci: Ci
  /** Names of packs that every cluster runs. */
  readonly systems: readonly string[]
  /** Options of packs, by pack name, as written: each pack checks its own. */
  readonly options: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  /** The lists below are sorted by name. */
  readonly regions: readonly Region[]
  readonly clusters: readonly Cluster[]
  readonly workloads: readonly Workload[]
  readonly teams: readonly Team[]
}

/** What the generated workflow runs. */
export interface Ci {
  /** The tarball of the command; absent where the runner has to bring it. */
  readonly bulkhead: Tarball | undefined
}

/** A tarball, which is used only if it has that digest. */
export interface Tarball {
  readonly from: { readonly url: string } | { readonly path: string }
  readonly sha256: string
}

export interface ArgoCd {
  readonly topology: 'hub' | 'regional' | 'cluster'
  readonly namespace: string
  /** Sorted by name. Each cluster is managed by one of them. */
  readonly instances: readonly Instance[]
}

/** One Argo CD, and what its loss takes down. */
export interface Instance {
  /** `hub`, or the name of the region or cluster that it is for. */
  readonly name: string
  /** The cluster of the fleet that it runs in; a hub runs wherever it was installed. */
  readonly runsIn: Cluster | undefined
  /** The clusters that it manages, sorted by name. */
  readonly clusters: readonly Cluster[]
  /** How many application controllers it runs, which share its clusters. */
  readonly shards: number
}

export interface Environment {
  readonly name: EnvironmentName
  readonly protected: boolean
  readonly replicas: { readonly min: number; readonly max: number }
  /** Position in promotion order, from 0. */
  readonly wave: number
}

export interface Network {
  readonly model: 'flat' | 'island'
  readonly pools: readonly Pool[]
  readonly capacity: {
    readonly clusters: number
    readonly nodes: number
    /** Nodes that there is room for beside a cluster's pods; as `nodes` where none is kept. */
    readonly growTo: number
    readonly zones: number
  }
  /** Absent where the clusters are not joined: none of them then takes an id. */
  readonly mesh: { readonly maxConnectedClusters: 255 | 511; readonly lowIds: boolean } | undefined
  /** The numbers that regions take one of each, if any. */
  readonly asns: Pick<IdPool, 'min' | 'max'> | undefined
  /** What the spec fixes: pins of regions and clusters, and what was imported for them. */
  readonly fixed: readonly FixedRange[]
  /** Imported ranges of networks outside the fleet. */
  readonly foreign: readonly ForeignRange[]
}

/** A range that the spec gives to an owner. */
export interface FixedRange {
  readonly cidr: Cidr
  readonly role: Role
  /** As the ledger names it, such as `cluster/eu-west-1-production`. */
  readonly owner: string
  /** The region in whose block it may lie. */
  readonly region: RegionName
  /** Where the spec says so. */
  readonly source: FixedSource
}

/** A range that is in use outside the fleet. */
export interface ForeignRange {
  readonly cidr: Cidr
  readonly reason: string
  readonly source: FixedSource
}

export interface FixedSource {
  readonly kind: 'Region' | 'Cluster' | 'ImportedRanges'
  readonly name: string
  readonly path: readonly (string | number)[]
}

/** A finding that is accepted until a day has passed. */
export interface Waiver {
  readonly rule: string
  /** The clusters that may take part in it; any where undefined. */
  readonly clusters: readonly string[] | undefined
  /** The file or directory that it is in; any where undefined. */
  readonly path: string | undefined
  readonly reason: string
  /** The last day, as `2027-03-31`. */
  readonly until: string
}

/** Something that is accepted though no rule can look at it. */
export interface Unchecked {
  /** The file that names it, or a directory above that file. */
  readonly path: string
  /** What is named there; anything where undefined. */
  readonly name: string | undefined
  readonly reason: string
}

/** How far one change may reach. */
export interface ChangeBudget {
  readonly reach: readonly ReachLimit[]
  /** The most Applications that one change may remove, where there is a limit. */
  readonly removedApplications: number | undefined
  /** Whether a workload or system may change in one environment at a time only. */
  readonly waveOrder: boolean
}

/** What one change may reach at once; each number is a limit where it is said. */
export interface ReachLimit {
  /** The environments that count; all where undefined. */
  readonly in: readonly EnvironmentName[] | undefined
  readonly clusters: number | undefined
  readonly regions: number | undefined
  readonly environments: number | undefined
  readonly providers: number | undefined
}

export interface Region {
  readonly name: RegionName
  readonly provider: string
  readonly pool: string
  /** The size of what its block has in use, where the spec says; a number of bits. */
  readonly blockPrefix: number | undefined
  /** Whether its pods and services are routed within the region alone. */
  readonly isIsland: boolean
  readonly asn: number | undefined
  readonly zones: readonly string[]
  readonly residency: string | undefined
  /** The VPC that exists already; without it, the one cluster of the region makes its own. */
  readonly vpcId: string | undefined
}

export interface Cluster {
  readonly name: ClusterName
  readonly region: Region
  readonly environment: Environment
  readonly bootstrap: string
  /** Without a leading v, as `1.35.0`. */
  readonly kubernetesVersion: string
  readonly nodes: number
  /** Nodes that its pods must have room for, where the spec says so of this cluster. */
  readonly nodeCapacity: number | undefined
  /** The id in the mesh that the spec fixes. */
  readonly meshId: number | undefined
}

export type StatePattern = 'stateless' | 'active-passive' | 'active-active'

export interface Workload {
  readonly name: WorkloadName
  readonly tier: 1 | 2 | 3
  readonly team: TeamName
  readonly namespace: string
  readonly image: string
  readonly port: number
  /** The environments and regions as placed; `undefined` means all, now and in future. */
  readonly placement: {
    readonly environments: readonly EnvironmentName[] | undefined
    readonly regions: readonly RegionName[] | undefined
  }
  /** The clusters that the placement selects, sorted by name. */
  readonly clusters: readonly Cluster[]
  readonly state: {
    readonly pattern: StatePattern
    readonly primary: RegionName | undefined
    readonly rpo: string | undefined
    readonly rto: string | undefined
  }
  readonly exposure: 'cluster' | 'global'
  readonly callers: readonly WorkloadName[]
}

export interface Team {
  readonly name: TeamName
  readonly description: string | undefined
  readonly owners: readonly string[]
  /** Groups of the single sign-on whose members may see and sync what the team runs. */
  readonly groups: readonly string[]
}
