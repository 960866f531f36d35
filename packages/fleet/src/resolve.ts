import { commonRanges, contains, parseCidr, type Pool, type Reservation } from '@bulkhead/ipam'
import type {
  ChangeBudget,
  Ci,
  Cluster,
  Environment,
  Fleet,
  Network,
  Region,
  Team,
  Unchecked,
  Waiver,
  Workload,
} from './fleet.ts'
import type { EnvironmentName, Name } from './name.ts'
import { isPlaced } from './is-placed.ts'
import { readBlockPrefix, readPrefixLength } from './read-block-prefix.ts'
import { resolveArgoCd } from './resolve-argocd.ts'
import { fixedRanges, foreignRanges } from './fixed-ranges.ts'
import type { Spec } from './read-spec.ts'
import type { FleetDocument, PoolDocument } from './spec/fleet-spec.ts'
import type { RegionDocument } from './spec/region-spec.ts'
import type { WorkloadDocument } from './spec/workload-spec.ts'

/** The version that new clusters start with. */
export const defaultKubernetesVersion = '1.35.0'

/** The pool that regions take their blocks from. */
export const defaultPool = 'region'

/** Worker nodes of a cluster that does not say. */
export const defaultNodes = 3

/** Nodes that every cluster can hold, where the fleet does not say. */
export const defaultCapacityNodes = 250

/**
 * Fills in every default and follows every reference.
 *
 * @param spec a spec that `checkSpec` found no fault with
 */
export function resolveFleet(spec: Spec): Fleet {
  const document = spec.Fleet[0]?.value
  if (!document) throw new Error('resolveFleet takes a spec with a Fleet document')
  const environments = document.spec.environments.map(resolveEnvironment)
  const model = document.spec.network.model ?? 'flat'
  const regions = spec.Region.map(({ value }) => resolveRegion(value, model)).sort(byName)
  const clusters = spec.Region.flatMap(({ value }) =>
    resolveClusters(value, regions, environments),
  ).sort(byName)
  return {
    name: document.metadata.name,
    repository: {
      url: document.spec.repository.url,
      revision: document.spec.repository.revision ?? 'main',
    },
    environments,
    network: resolveNetwork(document, spec),
    changeBudget: resolveChangeBudget(document),
    ci: resolveCi(document),
    waivers: (document.spec.waivers ?? []).map(
      ({ rule, clusters, path, reason, until }): Waiver => ({
        rule,
        clusters,
        path,
        reason,
        until,
      }),
    ),
    unchecked: (document.spec.unchecked ?? []).map(({ path, name, reason }): Unchecked => ({
      path,
      name,
      reason,
    })),
    argocd: resolveArgoCd(spec, document, clusters),
    systems: [...(document.spec.systems ?? [])].sort(),
    options: document.spec.options ?? {},
    regions,
    clusters,
    workloads: spec.Workload.map(({ value }) =>
      resolveWorkload(value, document.metadata.name, clusters),
    ).sort(byName),
    teams: spec.Team.map(({ value: { metadata, spec: team } }): Team => ({
      name: checked(metadata.name),
      description: team.description,
      owners: team.owners ?? [],
      groups: team.groups ?? groupsOf(team.owners ?? []),
    })).sort(byName),
  }
}

function resolveEnvironment(
  environment: FleetDocument['spec']['environments'][number],
  wave: number,
): Environment {
  const isProtected = environment.protected ?? false
  return {
    name: checked(environment.name),
    protected: isProtected,
    replicas: environment.replicas ?? (isProtected ? { min: 3, max: 10 } : { min: 1, max: 3 }),
    wave,
  }
}

function resolveNetwork({ spec: { network } }: FleetDocument, spec: Spec): Network {
  const [fixed, foreign] = [fixedRanges(spec), foreignRanges(spec)]
  const reserved: readonly Reservation[] = [
    ...(network.reserved ?? []).map(({ cidr, reason }) => ({ cidr: parseCidr(cidr), reason })),
    ...foreign.map(({ cidr, reason }) => ({ cidr, reason, strength: 'adopted' as const })),
    ...fixed.map(({ cidr, owner }) => ({
      cidr,
      reason: `used by ${owner}`,
      strength: 'adopted' as const,
    })),
    ...(network.avoidCommon === false ? [] : commonRanges),
  ]
  const pools = Object.entries(network.pools).map(([name, pool]) =>
    resolvePool(name, pool, reserved),
  )
  return {
    model: network.model ?? 'flat',
    pools: pools.sort(byName),
    capacity: {
      clusters: network.capacity?.clusters ?? 4,
      nodes: network.capacity?.nodes ?? defaultCapacityNodes,
      growTo: Math.max(
        network.capacity?.growTo ?? 0,
        network.capacity?.nodes ?? defaultCapacityNodes,
      ),
      zones: network.capacity?.zones ?? 8,
    },
    mesh:
      network.mesh?.enabled === false
        ? undefined
        : {
            maxConnectedClusters: network.mesh?.maxConnectedClusters ?? 255,
            lowIds: network.mesh?.lowIds ?? false,
          },
    asns: network.asns && { min: network.asns.from, max: network.asns.to },
    fixed,
    foreign,
  }
}

function resolvePool(
  name: string,
  { role = 'region', cidr, block, headroom, islands, ipv6 }: PoolDocument,
  reserved: readonly Reservation[],
): Pool {
  const range = parseCidr(cidr)
  const size = readBlockPrefix(block, role)
  const grown = headroom === undefined ? undefined : readPrefixLength(headroom)
  return {
    name,
    role,
    cidr: range,
    blockPrefix: grown ?? size ?? 0,
    ...(grown !== undefined && { usePrefix: size ?? 0 }),
    ...(islands && { islands }),
    ...(ipv6 && {
      ipv6: { cidr: parseCidr(ipv6.cidr), blockPrefix: readBlockPrefix(ipv6.block, role, 6) ?? 0 },
    }),
    // A pool that lies in a common range as a whole was put there on purpose.
    reserved: reserved.filter(
      ({ cidr: common, strength }) => !(strength === 'common' && contains(common, range)),
    ),
  }
}

function resolveRegion({ metadata, spec }: RegionDocument, model: Network['model']): Region {
  return {
    name: checked(metadata.name),
    provider: spec.provider,
    pool: spec.pool ?? defaultPool,
    blockPrefix: spec.block === undefined ? undefined : readPrefixLength(spec.block),
    isIsland: (spec.model ?? model) === 'island',
    asn: spec.addresses?.asn,
    zones: spec.zones ?? [],
    residency: spec.residency,
    vpcId: spec.vpcId,
  }
}

function resolveClusters(
  { metadata, spec }: RegionDocument,
  regions: readonly Region[],
  environments: readonly Environment[],
): Cluster[] {
  return (spec.clusters ?? []).map(cluster => ({
    name: checked(cluster.name),
    region: found(regions, metadata.name),
    environment: found(environments, cluster.environment),
    bootstrap: cluster.bootstrap ?? (spec.provider === 'kind' ? 'kind' : 'cluster-api'),
    kubernetesVersion: cluster.kubernetesVersion ?? defaultKubernetesVersion,
    nodes: cluster.nodes ?? defaultNodes,
    nodeCapacity: cluster.nodeCapacity,
    meshId: cluster.addresses?.meshId,
  }))
}

function resolveWorkload(
  { metadata, spec }: WorkloadDocument,
  fleet: string,
  clusters: readonly Cluster[],
): Workload {
  const { environments, regions } = spec.placement ?? {}
  return {
    name: checked(metadata.name),
    tier: spec.tier ?? 3,
    team: checked(spec.team),
    namespace: spec.namespace ?? metadata.name,
    image: spec.image ?? `${fleet}/${metadata.name}:0.1.0`,
    port: spec.port ?? 8080,
    placement: {
      environments: environments?.map(checked<'environment'>),
      regions: regions?.map(checked<'region'>),
    },
    clusters: clusters.filter(cluster => isPlaced({ environments, regions }, cluster)),
    state: {
      pattern: spec.state?.pattern ?? 'stateless',
      primary: spec.state?.primary === undefined ? undefined : checked(spec.state.primary),
      rpo: spec.state?.rpo,
      rto: spec.state?.rto,
    },
    exposure: spec.exposure ?? 'cluster',
    callers: (spec.callers ?? []).map(checked<'workload'>).sort(),
  }
}

/** The teams of GitHub among them, as Dex and its connector for GitHub name them. */
function groupsOf(owners: readonly string[]): readonly string[] {
  return owners.flatMap(owner => {
    const [, organisation, team] = /^@([^/]+)\/(.+)$/.exec(owner) ?? []
    return organisation === undefined ? [] : [`${organisation}:${team}`]
  })
}

function found<T extends { readonly name: string }>(things: readonly T[], name: string): T {
  const thing = things.find(candidate => candidate.name === name)
  if (!thing) throw new Error(`resolveFleet takes a checked spec, and "${name}" leads nowhere`)
  return thing
}

function checked<Kind extends string>(name: string): Name<Kind> {
  return name as Name<Kind>
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0
}

function resolveChangeBudget({ spec: { changeBudget } }: FleetDocument): ChangeBudget {
  const { reach = [], removedApplications, waveOrder = false } = changeBudget ?? {}
  return {
    reach: reach.map(({ in: counted, clusters, regions, environments, providers }) => ({
      in: counted as readonly EnvironmentName[] | undefined,
      clusters,
      regions,
      environments,
      providers,
    })),
    removedApplications,
    waveOrder,
  }
}

function resolveCi({ spec: { ci } }: FleetDocument): Ci {
  const { url, path, sha256 } = ci?.bulkhead ?? {}
  const from = url !== undefined ? { url } : path !== undefined ? { path } : undefined
  return { bulkhead: from && sha256 !== undefined ? { from, sha256 } : undefined }
}
