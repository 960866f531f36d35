import type { AppProject } from '@bulkhead/argocd'
import type { Team, Workload } from '@bulkhead/fleet'
import type { BuildContext, Builder } from './builder.ts'
import { inCluster, ownLabels, projects } from './labels.ts'

/**
 * One project per team, one for the systems and one for the fleet itself. Destinations are named,
 * never `*`: an Application can reach the clusters and namespaces of its own team and no others.
 */
export const buildAppProjects: Builder = context => {
  const { fleet } = context
  return [
    ...fleet.teams.map(team => teamProject(team, context)),
    systemsProject(context),
    rootProject(context),
  ].map(object => ({ name: `${object.metadata.name}.yaml`, object }))
}

function teamProject(team: Team, context: BuildContext): AppProject {
  const workloads = context.fleet.workloads.filter(workload => workload.team === team.name)
  return project(context, team.name, {
    description: team.description ?? `Workloads of ${team.name}`,
    sourceRepos: [context.fleet.repository.url],
    destinations: workloads.flatMap(placesOf),
    // Argo CD creates the namespace of a workload with its first sync.
    clusterResourceWhitelist: [{ group: '', kind: 'Namespace' }],
  })
}

function placesOf({ clusters, namespace }: Workload) {
  return clusters.map(({ name }) => ({ name, namespace }))
}

function systemsProject(context: BuildContext): AppProject {
  const { fleet, packs } = context
  const applications = packs.systems.flatMap(({ spec }) => spec.application ?? [])
  const namespaces = [
    ...new Set(
      applications.flatMap(({ namespace, otherNamespaces = [] }) => [
        namespace,
        ...otherNamespaces,
      ]),
    ),
  ].sort()
  const charts = applications.flatMap(({ helm }) => helm?.repository ?? [])
  return project(context, projects.systems, {
    description: `Systems that every cluster of ${fleet.name} runs`,
    sourceRepos: [fleet.repository.url, ...new Set(charts)],
    destinations: fleet.clusters.flatMap(({ name }) =>
      namespaces.map(namespace => ({ name, namespace })),
    ),
    clusterResourceWhitelist: [{ group: '*', kind: '*' }],
  })
}

function rootProject(context: BuildContext): AppProject {
  const { fleet } = context
  return project(context, projects.root, {
    description: `The delivery and the clusters of ${fleet.name}, managed where Argo CD runs`,
    sourceRepos: [fleet.repository.url],
    destinations: [fleet.argocd.namespace, 'clusters'].map(namespace => ({
      server: inCluster,
      namespace,
    })),
    clusterResourceWhitelist: [{ group: '', kind: 'Namespace' }],
  })
}

function project(
  { fleet }: BuildContext,
  name: string,
  { destinations, ...spec }: AppProject['spec'],
): AppProject {
  const distinct = new Map(destinations.map(place => [JSON.stringify(place), place]))
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AppProject',
    metadata: { name, namespace: fleet.argocd.namespace, labels: ownLabels(fleet) },
    spec: { ...spec, destinations: [...distinct.values()] },
  }
}
