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
  return { topology, namespace, instances: resolveInstances(topology, spec, clusters) }
}

function resolveInstances(
  topology: ArgoCd['topology'],
  spec: Spec,
  clusters: readonly Cluster[],
): readonly Instance[] {
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
