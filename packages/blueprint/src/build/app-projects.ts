import type { AppProject } from '@bulkhead/argocd'
import type { Instance, Team } from '@bulkhead/fleet'
import type { BuildContext, InstanceBuilder } from './builder.ts'
import { inCluster, ownLabels, projects } from './labels.ts'
import { placedIn } from './placed-in.ts'

/**
 * One project per team, one for the systems and one for the fleet itself. Destinations are named,
 * never `*`: an Application can reach the clusters and namespaces of its own team and no others.
 * An instance has the projects of the teams whose workloads it delivers; a hub has them all.
 */
export const buildAppProjects: InstanceBuilder = (context, instance) => {
  const { fleet } = context
  const teams = fleet.teams.flatMap(team => {
    const destinations = destinationsOf(team, context, instance)
    return destinations.length > 0 || !instance.runsIn
      ? teamProject(team, destinations, context)
      : []
  })
  return [...teams, systemsProject(context, instance), rootProject(context)].map(object => ({
    name: `${object.metadata.name}.yaml`,
    object,
  }))
}

type Destinations = AppProject['spec']['destinations']

function teamProject(team: Team, destinations: Destinations, context: BuildContext): AppProject {
  return project(context, team.name, {
    description: team.description ?? `Workloads of ${team.name}`,
    sourceRepos: [context.fleet.repository.url],
    destinations,
    // Argo CD creates the namespace of a workload with its first sync.
    clusterResourceWhitelist: [{ group: '', kind: 'Namespace' }],
  })
}

function destinationsOf(team: Team, { fleet }: BuildContext, instance: Instance): Destinations {
  return fleet.workloads
    .filter(workload => workload.team === team.name)
    .flatMap(workload =>
      placedIn(instance, workload).map(({ name }) => ({ name, namespace: workload.namespace })),
    )
}

function systemsProject(context: BuildContext, { clusters }: Instance): AppProject {
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
    destinations: clusters.flatMap(({ name }) =>
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
    metadata: {
      name,
      namespace: fleet.argocd.namespace,
      labels: ownLabels(fleet),
      // An Application whose project is not there yet is refused, so projects come before the sets
      // that make them, and go after.
      annotations: { 'argocd.argoproj.io/sync-wave': '-1' },
    },
    spec: { ...spec, destinations: [...distinct.values()] },
  }
}
