import type { ApplicationSet, ApplicationSpec, LabelSelector, RollingSync } from '@bulkhead/argocd'
import {
  fleetProjects,
  projectOf,
  type Cluster,
  type Fleet,
  type Instance,
  type Workload,
} from '@bulkhead/fleet'
import type { Pack } from '../pack/pack.ts'
import type { Options } from '../pack/resolve-options.ts'
import type { BuildContext, InstanceBuilder } from './builder.ts'
import { generatePaths } from './generate-paths.ts'
import { instanceLabel, ownLabels } from './labels.ts'
import { placedIn } from './placed-in.ts'
import { planRollingSync } from './rolling-sync.ts'
import { automatedSync } from './sync-policy.ts'

/**
 * One set per workload and per system. Each makes one Application per cluster it selects, named
 * `<workload>-<cluster>`, so that names never meet. An instance has the sets of the workloads that
 * it delivers; a hub has them all.
 */
export const buildApplicationSets: InstanceBuilder = (context, instance) => [
  ...context.fleet.workloads
    .filter(workload => !instance.runsIn || placedIn(instance, workload).length > 0)
    .map(workload => ({
      name: `${workload.name}.yaml`,
      object: workloadSet(workload, context, instance),
    })),
  ...context.packs.systems
    .filter(({ spec }) => spec.application)
    .map(pack => ({ name: `${pack.name}.yaml`, object: systemSet(pack, context, instance) })),
]

function workloadSet(
  workload: Workload,
  { fleet, options, references }: BuildContext,
  instance: Instance,
): ApplicationSet {
  const { name, namespace, team, placement } = workload
  return applicationSet(fleet, {
    name,
    component: 'workload',
    paths: generatePaths(`apps/${name}`, [], placedIn(instance, workload), references),
    selector: selectorOf(fleet, instance, placement),
    strategy: strategyOf(placedIn(instance, workload), [workload], options),
    spec: {
      project: projectOf(team, '{{ .metadata.labels.environment }}'),
      source: source(fleet, `apps/${name}/overlays/{{ .name }}`),
      destination: { name: '{{ .name }}', namespace },
    },
  })
}

function systemSet(
  { name, spec }: Pack,
  { fleet, options, references }: BuildContext,
  instance: Instance,
): ApplicationSet {
  const { namespace, helm } = spec.application ?? { namespace: name }
  const manifests = source(fleet, `infrastructure/${name}/overlays/{{ .name }}`)
  return applicationSet(fleet, {
    name,
    component: 'system',
    paths: generatePaths(
      `infrastructure/${name}`,
      helm?.values ?? [],
      instance.clusters,
      references,
    ),
    selector: selectorOf(fleet, instance, { environments: undefined, regions: undefined }),
    // What every cluster runs can break every workload.
    strategy: strategyOf(instance.clusters, fleet.workloads, options),
    spec: {
      project: fleetProjects.systems,
      ...(helm
        ? { sources: [chartSource(name, helm), { ...manifests, ref: 'values' }] }
        : { source: manifests }),
      destination: { name: '{{ .name }}', namespace },
    },
  })
}

function strategyOf(
  clusters: readonly Cluster[],
  workloads: readonly Workload[],
  { rollout, maxUpdate }: Options,
): RollingSync | undefined {
  if (rollout !== 'rolling') return undefined
  return planRollingSync(clusters, workloads, maxUpdate as number | string)
}

/**
 * A selector that is never empty also leaves out the cluster that Argo CD itself runs in, unless it
 * is registered. The clusters of another instance are left out even where their Secrets are found.
 */
function selectorOf(
  fleet: Fleet,
  { name, runsIn }: Instance,
  { environments, regions }: Workload['placement'],
): LabelSelector {
  const expressions = [
    ...(environments
      ? [{ key: 'environment', operator: 'In', values: environments } as const]
      : []),
    ...(regions ? [{ key: 'region', operator: 'In', values: regions } as const] : []),
  ]
  return {
    matchLabels: {
      'argocd.argoproj.io/secret-type': 'cluster',
      'app.kubernetes.io/part-of': fleet.name,
      ...(runsIn && { [instanceLabel]: name }),
    },
    ...(expressions.length > 0 && { matchExpressions: expressions }),
  }
}

function source({ repository }: Fleet, path: string) {
  return { repoURL: repository.url, targetRevision: repository.revision, path }
}

/** The source that a system has its chart from, as the template of its set says it. */
export function chartSource(
  release: string,
  helm: NonNullable<NonNullable<Pack['spec']['application']>['helm']>,
) {
  return {
    repoURL: helm.repository,
    chart: helm.chart,
    targetRevision: helm.version,
    helm: {
      releaseName: helm.chart,
      valueFiles: helm.values.map(
        path =>
          `$values/infrastructure/${release}/${path.replace('$cluster', '{{ .name }}').replace('$environment', '{{ .metadata.labels.environment }}')}`,
      ),
    },
  }
}

function applicationSet(
  fleet: Fleet,
  set: {
    readonly name: string
    readonly component: 'workload' | 'system'
    /** The directories that its Applications are built of, with `;` between. */
    readonly paths: string
    readonly selector: LabelSelector
    readonly strategy: RollingSync | undefined
    readonly spec: ApplicationSpec
  },
): ApplicationSet {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'ApplicationSet',
    metadata: {
      name: set.name,
      namespace: fleet.argocd.namespace,
      labels: ownLabels(fleet),
      ...(isGuarded(fleet) && {
        annotations: { 'argocd.argoproj.io/sync-options': 'Prune=confirm,Delete=confirm' },
      }),
    },
    spec: {
      goTemplate: true,
      // A label that a cluster lacks freezes the set instead of rendering as "<no value>".
      goTemplateOptions: ['missingkey=error'],
      generators: [{ clusters: { selector: set.selector } }],
      ...(isGuarded(fleet) && {
        syncPolicy: { applicationsSync: 'create-update', preserveResourcesOnDeletion: true },
      }),
      ...(set.strategy && { strategy: set.strategy }),
      template: {
        metadata: {
          name: `${set.name}-{{ .name }}`,
          labels: {
            ...ownLabels(fleet),
            [`bulkhead.dev/${set.component}`]: set.name,
            'bulkhead.dev/cluster': '{{ .name }}',
            environment: '{{ .metadata.labels.environment }}',
            region: '{{ .metadata.labels.region }}',
            'bulkhead.dev/wave': '{{ index .metadata.labels "bulkhead.dev/wave" }}',
          },
          // Argo CD then refreshes an Application only when a commit touches what it is built of.
          annotations: { 'argocd.argoproj.io/manifest-generate-paths': set.paths },
        },
        spec: { ...set.spec, syncPolicy: automatedSync },
      },
    },
  }
}

/**
 * Whether the fleet has anything protected. Then every set is guarded, whatever it selects today: a
 * guard that went with the last protected cluster would be gone in the commit that needs it.
 */
function isGuarded(fleet: Fleet): boolean {
  return fleet.environments.some(environment => environment.protected)
}
