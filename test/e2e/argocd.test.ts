import assert from 'node:assert/strict'
import { posix } from 'node:path'
import { test } from 'node:test'
import type { AppProject, ApplicationSet, ApplicationSource, LabelSelector } from '@bulkhead/argocd'
import { placed } from '../support/acme-placement.ts'
import { generatedAcme } from '../support/fleets.ts'
import { objectsIn } from '../support/kubernetes-objects.ts'
import type { Tree } from '../support/tree.ts'

/*
 * What Argo CD will make of the example fleet, worked out here by hand: the registered clusters, the
 * sets that select among them, and for each Application whether it may and can be deployed.
 */

interface RegisteredCluster {
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
}

interface ExpandedApplication {
  readonly set: string
  readonly name: string
  readonly cluster: string
  readonly project: string
  readonly namespace: string
  readonly labels: Readonly<Record<string, string>>
  readonly sources: readonly ApplicationSource[]
}

test('every set is strict: Go templates, and no label that is missing goes unnoticed', async () => {
  for (const { metadata, spec } of applicationSets(await generatedAcme())) {
    assert.equal(spec.goTemplate, true, metadata.name)
    assert.deepEqual(spec.goTemplateOptions, ['missingkey=error'], metadata.name)
    assert.equal(spec.generators.length, 1)
    const [{ clusters: { selector } } = { clusters: { selector: {} } }] = spec.generators
    assert.deepEqual(
      (selector as LabelSelector).matchLabels,
      {
        'argocd.argoproj.io/secret-type': 'cluster',
        'app.kubernetes.io/part-of': 'acme',
      },
      'a selector that is never empty leaves out the cluster that Argo CD runs in',
    )
  }
})

test('every workload and system has one set, and every cluster that runs it one Application', async () => {
  const applications = expand(await generatedAcme())
  const expanded = Map.groupBy(applications, ({ set }) => set)
  assert.deepEqual(
    Object.fromEntries(
      [...expanded].map(([set, own]) => [set, own.map(({ cluster }) => cluster).sort()]),
    ),
    placed,
  )
  for (const { name, set, cluster } of applications) assert.equal(name, `${set}-${cluster}`)
  const names = applications.map(({ name }) => name)
  assert.equal(new Set(names).size, names.length, 'no two Applications have one name')
  for (const name of names) assert.ok(name.length <= 63, name)
})

test('every Application finds its path in the tree', async () => {
  const tree = await generatedAcme()
  for (const { name, sources, set, cluster } of expand(tree)) {
    const paths = sources.flatMap(({ path }) => path ?? [])
    const folder = set in placed && paths[0]?.startsWith('apps/') ? 'apps' : 'infrastructure'
    assert.deepEqual(paths, [`${folder}/${set}/overlays/${cluster}`], name)
    for (const path of paths) assert.ok(`${path}/kustomization.yaml` in tree, path)
    for (const file of sources.flatMap(({ helm }) => helm?.valueFiles ?? [])) {
      assert.ok(file.replace('$values/', '') in tree, file)
    }
  }
})

test('every Application is permitted by its project: cluster, namespace and source', async () => {
  const tree = await generatedAcme()
  const projects = new Map(
    objects<AppProject>(tree, 'AppProject').map(project => [project.metadata.name, project.spec]),
  )
  for (const { name, project, cluster, namespace, sources } of expand(tree)) {
    const permitted = projects.get(project)
    assert.ok(permitted, `${name}: there is a project ${project}`)
    assert.ok(
      permitted.destinations.some(
        destination =>
          'name' in destination &&
          destination.name === cluster &&
          destination.namespace === namespace,
      ),
      `${name} may go to ${namespace} in ${cluster}`,
    )
    for (const { repoURL } of sources) assert.ok(permitted.sourceRepos.includes(repoURL), name)
  }
})

test('a project of a team reaches one environment, and no namespace of another team', async () => {
  const tree = await generatedAcme()
  const environmentOf = new Map(
    registeredClusters(tree).map(({ name, labels }) => [name, labels['environment']]),
  )
  const reach = objects<AppProject>(tree, 'AppProject')
    .filter(({ metadata }) => !metadata.name.startsWith('fleet-'))
    .map(({ metadata, spec }) => [
      metadata.name,
      spec.destinations.map(destination => {
        assert.ok('name' in destination)
        const { name, namespace } = destination
        assert.ok(
          metadata.name.endsWith(`-${environmentOf.get(name)}`),
          `${metadata.name}: ${name}`,
        )
        return `${namespace} ${name}`
      }).length,
      ...(spec.clusterResourceWhitelist ?? []).map(({ kind, name }) => `${kind} ${name}`),
    ])
  assert.deepEqual(reach, [
    ['data-development', 2, 'Namespace data'],
    ['data-production', 3, 'Namespace data'],
    ['data-staging', 2, 'Namespace data'],
    ['payments-development', 2, 'Namespace payments'],
    ['payments-production', 3, 'Namespace payments'],
    ['payments-staging', 2, 'Namespace payments'],
    ['shop-development', 2, 'Namespace shop'],
    ['shop-production', 3, 'Namespace shop'],
    ['shop-staging', 2, 'Namespace shop'],
  ])
})

test('a project stays for as long as an Application names it', async () => {
  for (const { metadata } of objects<AppProject>(await generatedAcme(), 'AppProject')) {
    assert.deepEqual(metadata.finalizers, ['resources-finalizer.argocd.argoproj.io'])
  }
})

test('no project permits more than it must: nothing is a wildcard', async () => {
  for (const { metadata, spec } of objects<AppProject>(await generatedAcme(), 'AppProject')) {
    for (const repository of spec.sourceRepos) assert.ok(!repository.includes('*'), metadata.name)
    for (const destination of spec.destinations) {
      assert.ok(!JSON.stringify(destination).includes('*'), metadata.name)
    }
  }
})

test('projects come before the sets whose Applications need them', async () => {
  const tree = await generatedAcme()
  const waveOf = ({ metadata }: AppProject | ApplicationSet) =>
    Number(metadata.annotations?.['argocd.argoproj.io/sync-wave'] ?? 0)
  const lastProject = Math.max(...objects<AppProject>(tree, 'AppProject').map(waveOf))
  assert.ok(lastProject < Math.min(...applicationSets(tree).map(waveOf)))
})

test('Applications carry where they run, for whoever looks for them', async () => {
  const application = expand(await generatedAcme()).find(
    ({ name }) => name === 'payment-service-eu-west-1-production',
  )
  assert.deepEqual(application?.labels, {
    'app.kubernetes.io/managed-by': 'bulkhead',
    'app.kubernetes.io/part-of': 'acme',
    'bulkhead.dev/workload': 'payment-service',
    'bulkhead.dev/cluster': 'eu-west-1-production',
    environment: 'production',
    region: 'eu-west-1',
    'bulkhead.dev/wave': '2',
  })
})

test('sets heal, retry, and keep what runs in a protected environment', async () => {
  for (const { metadata, spec } of applicationSets(await generatedAcme())) {
    const { syncPolicy } = spec.template.spec
    assert.deepEqual(syncPolicy?.automated, { prune: true, selfHeal: true }, metadata.name)
    assert.ok((syncPolicy?.retry?.limit ?? 0) > 0)
    assert.ok(syncPolicy?.retry?.backoff)
    assert.equal(spec.syncPolicy?.applicationsSync, 'create-update')
    assert.equal(spec.syncPolicy?.preserveResourcesOnDeletion, true)
  }
})

test('the root delivers all projects and sets', async () => {
  const tree = await generatedAcme()
  const listed = (directory: string) =>
    [...(tree[`${directory}/kustomization.yaml`] ?? '').matchAll(/^- (\S+\.yaml)$/gm)].map(
      ([, file]) => `${directory}/${file}`,
    )
  const present = (directory: string) =>
    Object.keys(tree).filter(
      path => posix.dirname(path) === directory && !path.endsWith('/kustomization.yaml'),
    )
  for (const directory of ['gitops/projects', 'gitops/applicationsets', 'gitops/hub']) {
    assert.deepEqual(listed(directory).sort(), present(directory))
  }
})

function applicationSets(tree: Tree): readonly ApplicationSet[] {
  const sets = objects<ApplicationSet>(tree, 'ApplicationSet')
  assert.equal(sets.length, Object.keys(placed).length)
  return sets
}

function objects<T>(tree: Tree, kind: string): readonly T[] {
  return objectsIn(tree, path => path.startsWith('gitops/'))
    .filter(({ object }) => object.kind === kind)
    .map(({ object }) => object as unknown as T)
}

/** The clusters as their Secrets will say. */
function registeredClusters(tree: Tree): readonly RegisteredCluster[] {
  return objectsIn(tree, path => /^clusters\/[^/]+\/registration\.yaml$/.test(path)).map(
    ({ object }) => {
      const { template } = (
        object as unknown as {
          spec: {
            target: {
              template: {
                metadata: { labels: Record<string, string> }
                data: { name: string }
              }
            }
          }
        }
      ).spec.target
      return { name: template.data.name, labels: template.metadata.labels }
    },
  )
}

function expand(tree: Tree): readonly ExpandedApplication[] {
  const clusters = registeredClusters(tree)
  return applicationSets(tree).flatMap(({ metadata, spec }) =>
    spec.generators.flatMap(({ clusters: { selector } }) =>
      clusters
        .filter(({ labels }) => matches(selector, labels))
        .map(cluster => {
          const { template } = JSON.parse(
            render(JSON.stringify({ template: spec.template }), cluster),
          ) as { template: ApplicationSet['spec']['template'] }
          const { project, source, sources, destination } = template.spec
          assert.ok('name' in destination)
          assert.equal(destination.name, cluster.name)
          return {
            set: metadata.name,
            name: template.metadata.name,
            labels: template.metadata.labels ?? {},
            cluster: destination.name,
            namespace: destination.namespace ?? '',
            project,
            sources: sources ?? (source ? [source] : []),
          }
        }),
    ),
  )
}

function matches(
  { matchLabels = {}, matchExpressions = [] }: LabelSelector,
  labels: RegisteredCluster['labels'],
): boolean {
  return (
    Object.entries(matchLabels).every(([key, value]) => labels[key] === value) &&
    matchExpressions.every(({ key, operator, values = [] }) => {
      assert.equal(operator, 'In')
      return values.includes(labels[key] ?? '')
    })
  )
}

/** The few forms of Go templates that the sets use; any other is left standing, and found below. */
function render(text: string, { name, labels }: RegisteredCluster): string {
  const label = (key: string) => {
    const value = labels[key]
    assert.ok(value !== undefined, `${name} has the label ${key}`)
    return value
  }
  const rendered = text
    .replaceAll('{{ .name }}', name)
    .replaceAll(/\{\{ \.metadata\.labels\.(\w+) \}\}/g, (_, key: string) => label(key))
    .replaceAll(/\{\{ index \.metadata\.labels \\"([^"\\]+)\\" \}\}/g, (_, key: string) =>
      label(key),
    )
  assert.ok(!rendered.includes('{{'), rendered)
  return rendered
}
