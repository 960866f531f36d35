import type { Scope } from '../pack/pack-spec.ts'
import type { View } from './template-helpers.ts'
import type { ClusterView, Views, WorkloadView } from './views.ts'

/** The views that a group of files is rendered with, one for each thing in its scope. */
export function* viewsIn(scope: Scope, views: Views): Generator<View> {
  const { fleet } = views
  switch (scope) {
    case 'fleet':
      yield { fleet }
      return
    case 'instance':
      for (const instance of views.instances) {
        const clusters = views.clusters.filter(cluster => cluster.instance === instance)
        yield { fleet, instance, clusters }
      }
      return
    case 'environment':
      for (const environment of views.environments) {
        const clusters = views.clusters.filter(cluster => cluster.environment === environment)
        yield { fleet, environment, clusters }
      }
      return
    case 'region':
      for (const region of views.regions) yield { fleet, region }
      return
    case 'cluster':
      for (const cluster of views.clusters) yield { fleet, ...viewOf(cluster) }
      return
    case 'workload':
      for (const workload of views.workloads) yield { fleet, workload }
      return
    case 'team':
      for (const team of views.teams) yield { fleet, team }
      return
    case 'workload × environment':
      for (const workload of views.workloads) {
        for (const environment of workload.environments) yield { fleet, workload, environment }
      }
      return
    case 'workload × cluster':
      for (const workload of views.workloads) {
        for (const cluster of workload.clusters) {
          const role = roleOf(workload, cluster)
          // The half that waits sends its callers to the one that is active.
          const affinity = role === 'passive' ? 'remote' : 'local'
          yield { fleet, workload, ...viewOf(cluster), role, affinity }
        }
      }
      return
    case 'region × region':
      for (const region of views.regions) {
        for (const peer of views.regions) if (region !== peer) yield { fleet, region, peer }
      }
      return
    default:
      throw new Error(`not a scope: ${scope satisfies never}`)
  }
}

function viewOf(cluster: ClusterView) {
  return { cluster, region: cluster.region, environment: cluster.environment }
}

/** What a cluster's copy of a workload is for: `passive` is the half that waits. */
function roleOf({ pattern, primary }: WorkloadView, { region }: ClusterView): string {
  return pattern === 'active-passive' && region.name !== primary ? 'passive' : 'active'
}
