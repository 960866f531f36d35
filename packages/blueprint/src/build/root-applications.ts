import type { Application } from '@bulkhead/argocd'
import { fleetProjects, type Fleet } from '@bulkhead/fleet'
import { instancePaths } from '../instance-paths.ts'
import type { InstanceBuilder } from './builder.ts'
import { inCluster, ownLabels } from './labels.ts'
import { automatedSync } from './sync-policy.ts'

/**
 * What one applies by hand, once: the root that delivers the projects and sets, and with them the
 * Application that delivers the clusters.
 */
export const buildRootApplications: InstanceBuilder = ({ fleet }, instance) => {
  const { directory, clusters } = instancePaths(instance)
  return [
    { name: 'root.yaml', object: rootApplication(fleet, `${fleet.name}-root`, directory) },
    {
      name: 'clusters.yaml',
      object: withoutPruning(rootApplication(fleet, `${fleet.name}-clusters`, clusters)),
    },
  ]
}

function rootApplication(fleet: Fleet, name: string, path: string): Application {
  const { repository, argocd } = fleet
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name, namespace: argocd.namespace, labels: ownLabels(fleet) },
    spec: {
      project: fleetProjects.root,
      source: { repoURL: repository.url, targetRevision: repository.revision, path },
      destination: { server: inCluster, namespace: argocd.namespace },
      syncPolicy: automatedSync,
    },
  }
}

/** A cluster whose manifests vanish from Git must not be destroyed by a sync. */
function withoutPruning(application: Application): Application {
  const { spec } = application
  return {
    ...application,
    spec: {
      ...spec,
      syncPolicy: { ...spec.syncPolicy, automated: { prune: false, selfHeal: true } },
    },
  }
}
