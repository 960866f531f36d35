import type { Application } from '@bulkhead/argocd'
import { fleetProjects, type Fleet, type Instance } from '@bulkhead/fleet'
import { instancePaths } from '../instance-paths.ts'
import type { Options } from '../pack/resolve-options.ts'
import type { InstanceBuilder } from './builder.ts'
import { inCluster, ownLabels } from './labels.ts'
import { automatedSync } from './sync-policy.ts'

/**
 * What one applies by hand, once: the root that delivers the projects and sets, and with them the
 * Applications that deliver the clusters and Argo CD itself.
 */
export const buildRootApplications: InstanceBuilder = ({ fleet, options }, instance) => {
  const { directory, clusters } = instancePaths(instance)
  const nameOf = (part: string) => applicationName(fleet, part, instance)
  return [
    { name: 'root.yaml', object: rootApplication(fleet, nameOf('root'), directory) },
    {
      name: 'clusters.yaml',
      object: withoutPruning(rootApplication(fleet, nameOf('clusters'), clusters)),
    },
    ...(options['install'] === true
      ? [
          {
            name: 'argocd.yaml',
            object: argoCdApplication(fleet, nameOf('argocd'), directory, options),
          },
        ]
      : []),
  ]
}

/** No two instances have one of the same name: metrics and alerts tell Applications by it. */
function applicationName({ name: fleet }: Fleet, part: string, { name, runsIn }: Instance): string {
  return runsIn ? `${fleet}-${part}-${name}` : `${fleet}-${part}`
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

/** Where the values are that every instance has; those of one are in its directory. */
const sharedValues = 'infrastructure/argocd'

/**
 * Argo CD itself, by its chart. It has no finalizer and prunes nothing: what deletes the Application,
 * or a version of the chart that leaves something out, leaves Argo CD running.
 */
function argoCdApplication(
  fleet: Fleet,
  name: string,
  directory: string,
  options: Options,
): Application {
  const { repository, argocd } = fleet
  return withoutPruning({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: {
      name,
      namespace: argocd.namespace,
      labels: ownLabels(fleet),
      annotations: {
        'argocd.argoproj.io/manifest-generate-paths': valueDirectories(directory)
          .map(path => `/${path}`)
          .join(';'),
      },
    },
    spec: {
      project: fleetProjects.argocd,
      sources: [
        argoCdChart(directory, options),
        { repoURL: repository.url, targetRevision: repository.revision, ref: 'values' },
      ],
      destination: { server: inCluster, namespace: argocd.namespace },
      syncPolicy: automatedSync,
    },
  })
}

/** The source that an Argo CD has its own chart from. */
export function argoCdChart(directory: string, options: Options) {
  return {
    repoURL: options['chartRepository'] as string,
    chart: 'argo-cd',
    targetRevision: options['chartVersion'] as string,
    helm: {
      releaseName: 'argocd',
      // What people add comes last and wins. One that is missing stops the sync, which is better than
      // to lose the roles or controllers that it says.
      valueFiles: ['values.yaml', 'values-local.yaml'].flatMap(file =>
        valueDirectories(directory).map(path => `$values/${path}/${file}`),
      ),
    },
  }
}

function valueDirectories(directory: string): readonly string[] {
  return [sharedValues, `${directory}/argocd`]
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
