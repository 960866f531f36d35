import type { Pool } from '@bulkhead/ipam'
import type { ClusterName, EnvironmentName, RegionName, TeamName, WorkloadName } from './name.ts'

/** A fleet as resolved from its spec: every default filled in, every reference followed. */
export interface Fleet {
  readonly name: string
  readonly repository: { readonly url: string; readonly revision: string }
  /** In promotion order. */
  readonly environments: readonly Environment[]
  readonly network: Network
  readonly argocd: { readonly topology: 'hub'; readonly namespace: string }
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
  readonly capacity: { readonly clusters: number; readonly nodes: number; readonly zones: number }
  /** Absent where the clusters are not joined: none of them then takes an id. */
  readonly mesh: { readonly maxConnectedClusters: 255 | 511 } | undefined
}

export interface Region {
  readonly name: RegionName
  readonly provider: string
  readonly pool: string
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
}
