import { posix } from 'node:path'
import { addressAt, formatCidr, type Cidr } from '@bulkhead/ipam'
import type {
  AddressPlan,
  Cluster,
  Environment,
  Fleet,
  Instance,
  Ranges,
  Region,
  Team,
  Workload,
} from '@bulkhead/fleet'
import { instancePaths } from '../instance-paths.ts'
import type { ChosenPacks } from '../pack/choose-packs.ts'
import { shardOf } from '../shard-of.ts'
import { version } from '../version.ts'

import type {
  ClusterView,
  EnvironmentView,
  FailoverView,
  FleetView,
  InstanceView,
  InstanceWithClusters,
  MachinesView,
  PeerView,
  RegionView,
  RegionWithClusters,
  TeamView,
  Views,
  WorkloadView,
} from './views.ts'

/** Prepares every view once; scopes only choose among them. */
export function prepareViews(fleet: Fleet, addresses: AddressPlan, packs: ChosenPacks): Views {
  const environments = fleet.environments.map(viewEnvironment)
  const regions = fleet.regions.map(region => viewRegion(region, addresses))
  const environmentOf = indexByName(environments)
  const regionOf = indexByName(regions)
  const instances = fleet.argocd.instances.map(viewInstance)
  const instanceOf = new Map(
    fleet.argocd.instances.flatMap(({ clusters }, i) =>
      clusters.map(({ name }) => [name, required(instances[i])]),
    ),
  )
  const shards = new Map(
    fleet.argocd.instances.flatMap(instance =>
      instance.clusters.map(cluster => [cluster.name, shardOf(cluster, instance)]),
    ),
  )
  const clusters = fleet.clusters.map(cluster =>
    viewCluster(
      cluster,
      addresses,
      regionOf(cluster.region),
      environmentOf(cluster.environment),
      required(instanceOf.get(cluster.name)),
      shards.get(cluster.name) ?? null,
      packs.bootstrapOf(cluster).name,
    ),
  )
  const clusterOf = indexByName(clusters)
  const workloads = fleet.workloads.map(workload =>
    viewWorkload(workload, fleet, environments, workload.clusters.map(clusterOf)),
  )
  const teams = fleet.teams.map(team => viewTeam(team, fleet))
  const provided = new Set(packs.all.flatMap(({ spec }) => spec.provides ?? []))
  const view: FleetView = {
    name: fleet.name,
    bulkheadVersion: version,
    repository: fleet.repository,
    ci: viewCi(fleet.ci),
    argocd: {
      topology: fleet.argocd.topology,
      isHub: fleet.argocd.topology === 'hub',
      namespace: fleet.argocd.namespace,
    },
    instances: instancesWithClusters(instances, clusters),
    model: fleet.network.model,
    environments,
    regions: withClusters(regions, clusters),
    clusters,
    workloads,
    teams,
    failovers: workloads.flatMap(failoversOf),
    owned: fleet.teams.flatMap(team => ownedBy(team, fleet)),
    systems: packs.systems.map(pack => pack.name),
    maxConnectedClusters: fleet.network.mesh?.maxConnectedClusters ?? null,
    provided: Object.fromEntries(packs.providable.map(name => [name, provided.has(name)])),
  }
  return { fleet: view, instances, environments, regions, clusters, workloads, teams }
}

function viewCi({ bulkhead }: Fleet['ci']): FleetView['ci'] {
  const from = { url: null, path: null, ...bulkhead?.from }
  return { ...from, sha256: bulkhead?.sha256 ?? null }
}

function viewEnvironment({ name, protected: isProtected, replicas, wave }: Environment) {
  return { name, protected: isProtected, replicas, wave }
}

function viewInstance(instance: Instance): InstanceView {
  const { directory, projects, applicationSets, clusters } = instancePaths(instance)
  const isHub = instance.runsIn === undefined
  return {
    name: instance.name,
    isHub,
    runsIn: instance.runsIn?.name ?? null,
    directory,
    projects,
    applicationSets,
    clusterList: clusters,
    references: {
      projects: posix.relative(directory, projects),
      applicationSets: posix.relative(directory, applicationSets),
      cluster: isHub ? '' : `${posix.relative(clusters, 'clusters')}/`,
    },
  }
}

function viewRegion(region: Region, addresses: AddressPlan): RegionView {
  const plan = required(addresses.regions.get(region.name))
  return {
    name: region.name,
    id: identifier(region.name),
    provider: region.provider,
    residency: region.residency ?? null,
    vpcId: region.vpcId ?? null,
    isIsland: region.isIsland,
    zones: region.zones,
    block: formatCidr(plan.block),
    ipv6: plan.ipv6 ? formatCidr(plan.ipv6) : null,
    vpc: plan.vpc[0] ? formatCidr(plan.vpc[0]) : null,
    vpcRanges: plan.vpc.map(formatCidr),
    asn: plan.asn ?? null,
    subnets: plan.zones.map(({ zone, nodes, loadBalancers }) => ({
      zone,
      nodes: first(nodes),
      loadBalancers: first(loadBalancers),
      nodeRanges: nodes.map(formatCidr),
      loadBalancerRanges: loadBalancers.map(formatCidr),
    })),
  }
}

function viewCluster(
  cluster: Cluster,
  addresses: AddressPlan,
  region: RegionView,
  environment: EnvironmentView,
  instance: InstanceView,
  shard: string | null,
  pack: string,
): ClusterView {
  const { pods, services, nodes, loadBalancers, globalnet, meshId } = required(
    addresses.clusters.get(cluster.name),
  )
  return {
    name: cluster.name,
    id: identifier(cluster.name),
    region,
    environment,
    instance,
    isHost: instance.runsIn === cluster.name,
    shard,
    bootstrap: cluster.bootstrap,
    kubernetesVersion: cluster.kubernetesVersion,
    nodes: cluster.nodes,
    machines: spreadNodes(cluster),
    isDualStack: pods.length > 1,
    pods: first(pods),
    podsIpv6: pods[1] ? formatCidr(pods[1]) : null,
    podRanges: pods.map(formatCidr),
    services: first(services),
    servicesIpv6: services[1] ? formatCidr(services[1]) : null,
    serviceRanges: services.map(formatCidr),
    dns: dnsAddress(required(services[0])),
    nodeRanges: nodes.map(formatCidr),
    loadBalancerRanges: loadBalancers.map(formatCidr),
    globalnet: globalnet[0] ? formatCidr(globalnet[0]) : null,
    meshId: meshId ?? null,
    pack,
  }
}

function spreadNodes({ name, nodes, region }: Cluster): readonly MachinesView[] {
  const { zones } = region
  if (zones.length === 0) {
    return Array.from({ length: nodes }, (_, i) => ({
      name: `${name}-${i}`,
      zone: null,
      replicas: 1,
    }))
  }
  return zones.map((zone, i) => ({
    name: `${name}-${zone}`,
    zone,
    replicas: Math.floor(nodes / zones.length) + (i < nodes % zones.length ? 1 : 0),
  }))
}

function viewWorkload(
  workload: Workload,
  fleet: Fleet,
  environments: readonly EnvironmentView[],
  clusters: readonly ClusterView[],
): WorkloadView {
  const used = new Set(clusters.map(cluster => cluster.environment.name))
  return {
    name: workload.name,
    tier: workload.tier,
    team: workload.team,
    namespace: workload.namespace,
    image: workload.image,
    port: workload.port,
    isGlobal: workload.exposure === 'global',
    trafficDistribution: trafficDistributionFor(clusters),
    pattern: workload.state.pattern,
    primary: workload.state.primary ?? null,
    rpo: workload.state.rpo ?? null,
    rto: workload.state.rto ?? null,
    callers: fleet.workloads.filter(({ name }) => workload.callers.includes(name)).map(viewPeer),
    callees: fleet.workloads.filter(({ callers }) => callers.includes(workload.name)).map(viewPeer),
    environments: environments.filter(({ name }) => used.has(name)),
    clusters,
  }
}

/** `PreferSameZone` came with Kubernetes 1.34 (KEP-3015); `PreferClose` is its older name. */
function trafficDistributionFor(clusters: readonly ClusterView[]): string {
  const minors = clusters.map(({ kubernetesVersion }) => Number(kubernetesVersion.split('.')[1]))
  return minors.every(minor => minor >= 34) ? 'PreferSameZone' : 'PreferClose'
}

function viewPeer({ name, namespace, port }: Workload): PeerView {
  return { name, namespace, port }
}

function viewTeam({ name, description, owners }: Team, fleet: Fleet): TeamView {
  const workloads = fleet.workloads.filter(({ team }) => team === name).map(w => w.name)
  return { name, description: description ?? null, owners, workloads }
}

function withClusters(
  regions: readonly RegionView[],
  clusters: readonly ClusterView[],
): readonly RegionWithClusters[] {
  const clustersOf = Map.groupBy(clusters, cluster => cluster.region.name)
  return regions.map(region => ({ ...region, clusters: clustersOf.get(region.name) ?? [] }))
}

function instancesWithClusters(
  instances: readonly InstanceView[],
  clusters: readonly ClusterView[],
): readonly InstanceWithClusters[] {
  const clustersOf = Map.groupBy(clusters, cluster => cluster.instance.name)
  return instances.map(view => ({ ...view, clusters: clustersOf.get(view.name) ?? [] }))
}

/** In each environment, the active copy and the ones that wait for it. */
function failoversOf({ name, pattern, primary, clusters }: WorkloadView): readonly FailoverView[] {
  if (pattern !== 'active-passive') return []
  const active = clusters.filter(({ region }) => region.name === primary)
  return active.flatMap(from =>
    clusters
      .filter(to => to.region.name !== primary && to.environment.name === from.environment.name)
      .map(to => ({ workload: name, from: from.id, to: to.id })),
  )
}

function ownedBy({ name, owners }: Team, fleet: Fleet) {
  if (owners.length === 0) return []
  return fleet.workloads
    .filter(({ team }) => team === name)
    .map(workload => ({ path: `/apps/${workload.name}/`, owners: owners.join(' ') }))
}

function first(ranges: Ranges): string {
  return formatCidr(required(ranges[0]))
}

function identifier(name: string): string {
  return name.replaceAll('-', '_')
}

function dnsAddress(services: Cidr): string {
  return addressAt(services, 10)
}

function indexByName<T extends { readonly name: string }>(
  views: readonly T[],
): (thing: { readonly name: string }) => T {
  const index = new Map(views.map(view => [view.name, view]))
  return ({ name }) => required(index.get(name))
}

function required<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('a view was asked for something outside the fleet')
  return value
}
