import assert from 'node:assert/strict'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { isDeepStrictEqual } from 'node:util'
import type { AppProject, ApplicationSource, ApplicationSpec } from '@bulkhead/argocd'
import { deliver, type DeliveredInstance } from '../support/argocd-instance.ts'
import { buildRoots } from '../support/build-roots.ts'
import { fleetOf, generate, generatedFromAcme } from '../support/fleets.ts'
import { startGit } from '../support/git.ts'
import { runCli } from '../support/run-cli.ts'
import { readTree, writeTree, type Tree } from '../support/tree.ts'

/*
 * Where Argo CD runs, followed from the root of each instance: what it is given, which clusters it
 * knows, and what stops following Git when it is lost.
 */

const everywhere = [
  'ap-south-1-production',
  'eu-west-1-production',
  'eu-west-1-staging',
  'local-one',
  'local-two',
  'us-east-1-production',
  'us-east-1-staging',
]

interface Topology {
  /** Instance → the clusters that it manages; the first is the one that it runs in. */
  readonly instances: Readonly<Record<string, readonly string[]>>
}

const topologies: Readonly<Record<'hub' | 'regional' | 'cluster', Topology>> = {
  hub: { instances: { hub: everywhere } },
  regional: {
    instances: {
      'ap-south-1': ['ap-south-1-production'],
      'eu-west-1': ['eu-west-1-production', 'eu-west-1-staging'],
      local: ['local-one', 'local-two'],
      'us-east-1': ['us-east-1-production', 'us-east-1-staging'],
    },
  },
  cluster: { instances: Object.fromEntries(everywhere.map(name => [name, [name]])) },
}

const trees = new Map<string, Promise<Tree>>()

/** The example fleet with another topology. */
function treeOf(topology: string): Promise<Tree> {
  const made =
    trees.get(topology) ??
    generatedFromAcme(text => text.replace('topology: hub', `topology: ${topology}`))
  trees.set(topology, made)
  return made
}

for (const [topology, { instances }] of Object.entries(topologies)) {
  test(`${topology}: each cluster is managed by exactly one instance`, async () => {
    const tree = await treeOf(topology)
    for (const [name, clusters] of Object.entries(instances)) {
      const delivered = deliver(tree, `gitops/${name}`)
      assert.deepEqual(delivered.clusters.map(cluster => cluster.name).sort(), clusters, name)
    }
    const roots = Object.keys(tree).flatMap(
      path => /^gitops\/([^/]+)\/root\.yaml$/.exec(path)?.[1] ?? [],
    )
    assert.deepEqual(roots, Object.keys(instances))
  })

  test(`${topology}: together the instances run what one hub runs, and nothing twice`, async () => {
    const hub = applicationsOf(await treeOf('hub'), 'hub')
    const tree = await treeOf(topology)
    const all = Object.keys(instances).flatMap(name => applicationsOf(tree, name))
    assert.deepEqual(all.sort(), [...hub].sort())
  })

  test(`${topology}: an instance holds what it syncs and nothing else`, async () => {
    const tree = await treeOf(topology)
    for (const [name, clusters] of Object.entries(instances)) {
      const { objects, expansions } = deliver(tree, `gitops/${name}`)
      for (const { name: set, status, applications } of expansions) {
        assert.equal(status, 'generated', `${name}: ${set}`)
        assert.ok(applications.length > 0, `${name}: ${set} makes something`)
        for (const application of applications) {
          assert.equal(application.rejection, undefined, application.name)
        }
      }
      const named = objects
        .filter(({ kind }) => kind === 'AppProject')
        .flatMap(({ spec }) => (spec as { destinations: { name?: string }[] }).destinations)
        .flatMap(destination => destination.name ?? [])
      assert.deepEqual([...new Set(named)].sort(), clusters, name)
    }
  })

  test(`${topology}: every Application finds its files, and its project permits what it does`, async () => {
    const tree = await treeOf(topology)
    for (const name of Object.keys(instances)) {
      const delivered = deliver(tree, `gitops/${name}`)
      const projects = new Map(
        delivered.objects
          .filter(({ kind }) => kind === 'AppProject')
          .map(object => [object.metadata.name, object['spec'] as AppProject['spec']]),
      )
      for (const { name: application, spec } of applicationsIn(delivered)) {
        const project = projects.get(spec.project)
        const { destination } = spec
        assert.ok(project, `${name}: ${application} has the project ${spec.project}`)
        assert.ok(
          project.destinations.some(permitted => isDeepStrictEqual(permitted, destination)),
          `${name}: ${application} may go to ${JSON.stringify(destination)}`,
        )
        for (const { repoURL } of sourcesOf(spec)) {
          assert.ok(project.sourceRepos.includes(repoURL), `${name}: ${application}: ${repoURL}`)
        }
        for (const file of filesOf(spec)) assert.ok(file in tree, `${application}: ${file}`)
      }
    }
  })

  test(`${topology}: the loss of an instance orphans its own clusters and no others`, async () => {
    const tree = await treeOf(topology)
    const whole = Object.keys(instances).map(
      name => [name, deliver(tree, `gitops/${name}`)] as const,
    )
    for (const [lost, orphaned] of Object.entries(instances)) {
      const left = Object.fromEntries(
        Object.entries(tree).filter(([path]) => !path.startsWith(`gitops/${lost}/`)),
      )
      const managed = new Set<string>()
      for (const [name, before] of whole.filter(([name]) => name !== lost)) {
        const after = deliver(left, `gitops/${name}`)
        assert.deepEqual(after.objects, before.objects, `${name} without ${lost}`)
        assert.deepEqual(applicationsIn(after), applicationsIn(before), `${name} without ${lost}`)
        for (const { spec } of applicationsIn(after)) {
          for (const file of filesOf(spec)) assert.ok(file in left, `${name}: ${file}`)
        }
        for (const cluster of after.clusters) managed.add(cluster.name)
      }
      assert.deepEqual(
        everywhere.filter(name => !managed.has(name)),
        orphaned,
      )
    }
  })

  test(`${topology}: a validator finds nothing, and the real kustomize builds every root`, async t => {
    const dir = fleetOf(t, await treeOf(topology))
    const { code, out } = await runCli(dir, 'validate')
    assert.equal(code, 0, out)
    const builds = await buildRoots(dir, root => root.startsWith('gitops/'))
    if (!builds) return t.skip('neither kustomize nor kubectl is installed')
    assert.deepEqual(
      builds.filter(({ code: failed, err }) => failed !== 0 || err !== ''),
      [],
    )
  })
}

interface Plan {
  readonly applications: Readonly<
    Record<
      'added' | 'changed' | 'removed',
      readonly { readonly name: string; readonly fate?: string }[]
    >
  >
  readonly findings: readonly { readonly rule: string; readonly message: string }[]
}

/** What a plan says of what has changed since all of a tree was committed. */
async function planOf(dir: string): Promise<Plan> {
  return JSON.parse((await runCli(dir, 'plan', '--json')).out) as Plan
}

function committed(t: TestContext, tree: Tree): string {
  const dir = fleetOf(t, tree)
  const git = startGit(dir)
  git('add', '--all')
  git('commit', '-qm', 'Start the fleet')
  return dir
}

test('a plan tells the sets of each instance apart, though all have the same names', async t => {
  const dir = committed(t, await treeOf('regional'))
  const none = { added: [], changed: [], removed: [] }
  const nothing = await planOf(dir)
  assert.deepEqual([nothing.applications, nothing.findings], [none, []])
  const path = 'gitops/eu-west-1/applicationsets/cart-service.yaml'
  const text = readTree(dir)[path] ?? ''
  writeTree(dir, { [path]: text.replace('instance: eu-west-1', 'instance: eu') })
  const { applications, findings } = await planOf(dir)
  assert.deepEqual(
    applications.removed.map(({ name }) => name),
    ['cart-service-eu-west-1-production', 'cart-service-eu-west-1-staging'],
  )
  assert.deepEqual(
    findings.map(({ rule, message }) => `${rule} ${message}`),
    ['CHG004 the ApplicationSet cart-service made 2 Applications and will make none'],
  )
})

test('of an Argo CD that the fleet no longer tells of, nothing is said to be deleted', async t => {
  const dir = committed(t, await treeOf('regional'))
  writeTree(dir, await treeOf('hub'))
  for (const name of ['ap-south-1', 'eu-west-1', 'local', 'us-east-1']) {
    rmSync(join(dir, 'gitops', name), { recursive: true })
  }
  const { applications, findings } = await planOf(dir)
  assert.deepEqual([...new Set(applications.removed.map(({ fate }) => fate))], ['left'])
  const [moved] = findings.filter(({ rule }) => rule === 'CHG006')
  assert.match(moved?.message ?? '', /goes from the Argo CD of gitops\/\S+ to that of gitops\/hub/)
})

test('an instance reaches the cluster that it runs in without a credential, others by the store', async () => {
  const servers = (root: string, tree: Tree) =>
    Object.fromEntries(deliver(tree, root).clusters.map(({ name, server }) => [name, server]))
  assert.deepEqual(servers('gitops/eu-west-1', await treeOf('regional')), {
    'eu-west-1-production': 'https://kubernetes.default.svc',
    'eu-west-1-staging': 'https://eu-west-1-staging.test',
  })
  assert.deepEqual(servers('gitops/local-one', await treeOf('cluster')), {
    'local-one': 'https://kubernetes.default.svc',
  })
})

test('a region says in which of its clusters its Argo CD runs', async t => {
  const dir = fleetOf(t, await treeOf('regional'))
  const tree = readTree(dir)
  const region = Object.keys(tree).find(path => /^fleet\/.*eu-west-1.*\.yaml$/.test(path)) ?? ''
  writeTree(dir, {
    [region]: (tree[region] ?? '').replace('spec:\n', 'spec:\n  argocd: eu-west-1-staging\n'),
  })
  await generate(dir)
  const { clusters } = deliver(readTree(dir), 'gitops/eu-west-1')
  assert.deepEqual(
    clusters.filter(({ server }) => server === 'https://kubernetes.default.svc').map(c => c.name),
    ['eu-west-1-staging'],
  )
})

function applicationsOf(tree: Tree, instance: string): readonly string[] {
  return deliver(tree, `gitops/${instance}`).expansions.flatMap(({ applications }) =>
    applications.map(({ name }) => name),
  )
}

/** What its sets make, and what its root has besides. */
function applicationsIn({ objects, expansions }: DeliveredInstance) {
  const made = expansions.flatMap(({ applications }) =>
    applications.map(({ name, application }) => ({ name, spec: application['spec'] })),
  )
  const own = objects
    .filter(({ kind }) => kind === 'Application')
    .map(({ metadata, spec }) => ({ name: metadata.name, spec }))
  return [...made, ...own].map(({ name, spec }) => ({ name, spec: spec as ApplicationSpec }))
}

function sourcesOf({ source, sources }: ApplicationSpec): readonly ApplicationSource[] {
  return sources ?? (source ? [source] : [])
}

/** What must be in the tree for it. */
function filesOf(spec: ApplicationSpec): readonly string[] {
  return sourcesOf(spec).flatMap(({ path, helm }) => [
    ...(path === undefined ? [] : [`${path}/kustomization.yaml`]),
    ...(helm?.valueFiles ?? []).map(file => file.replace('$values/', '')),
  ])
}
