import type { ArgoCd, Cluster, Instance } from './fleet.ts'
import type { Spec } from './read-spec.ts'
import type { FleetDocument } from './spec/fleet-spec.ts'

/**
 * Where Argo CD runs, and which instance manages which clusters. A region without clusters has no
 * instance.
 *
 * @param clusters those of the fleet, sorted by name
 */
export function resolveArgoCd(
  spec: Spec,
  { spec: { gitops } }: FleetDocument,
  clusters: readonly Cluster[],
): ArgoCd {
  const topology = gitops?.argocd?.topology ?? 'hub'
  const namespace = gitops?.argocd?.namespace ?? 'argocd'
  const instances = resolveInstances(topology, spec, clusters).map(instance => ({
    ...instance,
    shards: shardsFor(instance.clusters.length, gitops?.argocd?.shards),
  }))
  return { topology, namespace, instances }
}

/**
 * How many clusters one application controller has to itself. Measured with 500 clusters and 50000
 * Applications, syncing got faster up to nine controllers and no further.
 * (CNOE, Argo CD Benchmarking - Pushing the Limits and Sharding Deep Dive, experiment 5)
 */
const clustersPerShard = 50

/** A controller without a cluster would idle. */
function shardsFor(clusters: number, asked: number | undefined): number {
  return Math.max(1, Math.min(asked ?? Math.ceil(clusters / clustersPerShard), clusters))
}

function resolveInstances(
  topology: ArgoCd['topology'],
  spec: Spec,
  clusters: readonly Cluster[],
): readonly Omit<Instance, 'shards'>[] {
  switch (topology) {
    case 'hub':
      return [{ name: 'hub', runsIn: undefined, clusters }]
    case 'regional':
      return [...Map.groupBy(clusters, ({ region }) => region.name)]
        .map(([name, own]) => ({ name, runsIn: hostOf(name, own, spec), clusters: own }))
        .sort((a, b) => (a.name < b.name ? -1 : 1))
    case 'cluster':
      return clusters.map(cluster => ({
        name: cluster.name,
        runsIn: cluster,
        clusters: [cluster],
      }))
    default:
      throw new Error(`not a topology: ${topology satisfies never}`)
  }
}

/**
 * The cluster that the Argo CD of a region runs in. Without a word of the spec it is the first that
 * is protected, as listed: `add` appends, so a newcomer takes its place only where none was.
 */
function hostOf(region: string, own: readonly Cluster[], spec: Spec): Cluster | undefined {
  const document = spec.Region.find(({ value }) => value.metadata.name === region)?.value
  const listed = (document?.spec.clusters ?? []).flatMap(({ name }) =>
    own.filter(cluster => cluster.name === name),
  )
  const named = document?.spec.argocd
  if (named !== undefined) return listed.find(({ name }) => name === named)
  return listed.find(({ environment }) => environment.protected) ?? listed[0]
}
