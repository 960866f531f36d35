import type { AppProject, NamedGroupKind } from '@bulkhead/argocd'
import {
  fleetProjects,
  projectOf,
  type Environment,
  type Instance,
  type Team,
} from '@bulkhead/fleet'
import type { BuildContext, InstanceBuilder } from './builder.ts'
import { environmentsOf } from './environments-of.ts'
import { inCluster, ownLabels } from './labels.ts'

/**
 * One project per team and environment, one for the systems, one for the fleet itself and one for
 * Argo CD.
 * Destinations are named, never `*`: an Application reaches the clusters of its own environment and
 * the namespaces of its own team. Placement plays no part, so that a workload that leaves a cluster
 * can still be cleaned up there: Argo CD deletes nothing that the project does not permit.
 */
export const buildAppProjects: InstanceBuilder = (context, instance) =>
  [
    ...context.fleet.teams.flatMap(team =>
      environmentsOf(instance, context.fleet).map(environment =>
        teamProject(team, environment, context, instance),
      ),
    ),
    systemsProject(context, instance),
    rootProject(context),
    ...(context.options['install'] === true ? [argoCdProject(context)] : []),
  ].map(object => ({ name: `${object.metadata.name}.yaml`, object }))

function teamProject(
  team: Team,
  environment: Environment,
  context: BuildContext,
  { clusters }: Instance,
): AppProject {
  const namespaces = distinct(
    context.fleet.workloads
      .filter(workload => workload.team === team.name)
      .map(({ namespace }) => namespace),
  )
  const own = clusters.filter(cluster => cluster.environment === environment)
  return project(context, projectOf(team.name, environment.name), {
    description: `${team.description ?? `Workloads of ${team.name}`}, in ${environment.name}`,
    sourceRepos: [context.fleet.repository.url],
    destinations: own.flatMap(({ name }) => namespaces.map(namespace => ({ name, namespace }))),
    clusterResourceWhitelist: namespaces.map(namespaceNamed),
  })
}

function systemsProject(context: BuildContext, { clusters }: Instance): AppProject {
  const { fleet, packs } = context
  const applications = packs.systems.flatMap(({ spec }) => spec.application ?? [])
  const namespaces = distinct(
    applications.flatMap(({ namespace, otherNamespaces = [] }) => [namespace, ...otherNamespaces]),
  )
  const charts = applications.flatMap(({ helm }) => helm?.repository ?? [])
  return project(context, fleetProjects.systems, {
    description: `Systems that every cluster of ${fleet.name} runs`,
    sourceRepos: [fleet.repository.url, ...new Set(charts)],
    destinations: clusters.flatMap(({ name }) =>
      namespaces.map(namespace => ({ name, namespace })),
    ),
    clusterResourceWhitelist: [{ group: '*', kind: '*' }],
  })
}

function rootProject(context: BuildContext): AppProject {
  const { fleet } = context
  const namespaces = [fleet.argocd.namespace, 'clusters']
  return project(context, fleetProjects.root, {
    description: `The delivery and the clusters of ${fleet.name}, managed where Argo CD runs`,
    sourceRepos: [fleet.repository.url],
    destinations: namespaces.map(namespace => ({ server: inCluster, namespace })),
    clusterResourceWhitelist: namespaces.map(namespaceNamed),
  })
}

/** The kinds that the chart argo-cd has, by the names that it gives them as the release `argocd`. */
function argoCdProject(context: BuildContext): AppProject {
  const { fleet, options } = context
  const { namespace } = fleet.argocd
  return project(context, fleetProjects.argocd, {
    description: 'Argo CD itself',
    sourceRepos: [options['chartRepository'] as string, fleet.repository.url],
    destinations: [{ server: inCluster, namespace }],
    clusterResourceWhitelist: [
      namespaceNamed(namespace),
      ...['applications', 'applicationsets', 'appprojects'].map(name => ({
        group: 'apiextensions.k8s.io',
        kind: 'CustomResourceDefinition',
        name: `${name}.argoproj.io`,
      })),
      ...['ClusterRole', 'ClusterRoleBinding'].map(kind => ({
        group: 'rbac.authorization.k8s.io',
        kind,
        name: 'argocd-*',
      })),
    ],
  })
}

/** Argo CD creates the namespace of an Application with its first sync. */
function namespaceNamed(name: string): NamedGroupKind {
  return { group: '', kind: 'Namespace', name }
}

function project(context: BuildContext, name: string, spec: AppProject['spec']): AppProject {
  const { fleet } = context
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AppProject',
    metadata: {
      name,
      namespace: fleet.argocd.namespace,
      labels: ownLabels(fleet),
      // An Application whose project is not there yet is refused, so projects come before the sets
      // that make them, and go after.
      annotations: { 'argocd.argoproj.io/sync-wave': '-1' },
      // One that is deleted stays until no Application names it: without its project an Application
      // can neither be synced nor deleted. (argo-cd controller/appcontroller.go, finalizeProjectDeletion)
      finalizers: ['resources-finalizer.argocd.argoproj.io'],
    },
    spec,
  }
}

function distinct(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort()
}
