import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import type { AppProject } from '@bulkhead/argocd'
import {
  acmeRepository,
  acmeSpec,
  fleetOf,
  generatedFromAcme,
  tinyRepository,
} from '../support/fleets.ts'
import { everywhere, placed } from '../support/acme-placement.ts'
import { startGit } from '../support/git.ts'
import { objectsIn } from '../support/kubernetes-objects.ts'
import { runCli } from '../support/run-cli.ts'
import { writeTree } from '../support/tree.ts'

interface App {
  readonly applicationSet: string | null
  readonly name: string
  readonly namespace: string
  readonly project: string
  readonly cluster: string | null
  readonly destination: {
    readonly server?: string
    readonly name?: string
    readonly namespace: string
  }
  readonly sources: readonly {
    readonly repoURL: string
    readonly path?: string
    readonly chart?: string
    readonly targetRevision: string
  }[]
  readonly wave: number
}

async function appsOf(dir: string, ...args: readonly string[]): Promise<readonly App[]> {
  const { code, out, err } = await runCli(dir, 'apps', '--json', ...args)
  assert.equal(code, 0, err)
  return JSON.parse(out) as readonly App[]
}

/** The instances that each topology comes to. */
const instances: Readonly<Record<string, readonly string[]>> = {
  hub: [],
  regional: ['ap-south-1', 'eu-west-1', 'local', 'us-east-1'],
  cluster: everywhere,
}

for (const [topology, names] of Object.entries(instances)) {
  test(`${topology}: every placed workload and system has one Application in each of its clusters`, async t => {
    const tree = await generatedFromAcme(text =>
      text.replace('topology: hub', `topology: ${topology}`),
    )
    const all = await appsOf(fleetOf(t, tree))
    const own = names.length === 0 ? [''] : names.map(name => `-${name}`)
    assert.deepEqual(
      all.filter(({ applicationSet }) => applicationSet === null).map(({ name }) => name),
      ['argocd', 'clusters', 'root'].flatMap(part => own.map(name => `acme-${part}${name}`)),
    )
    const made = all.flatMap(({ applicationSet, name, cluster }) =>
      applicationSet === null ? [] : `${name} in ${cluster}`,
    )
    const expected = Object.entries(placed).flatMap(([set, clusters]) =>
      clusters.map(cluster => `${set}-${cluster} in ${cluster}`),
    )
    assert.deepEqual(made, expected.sort())
    assert.equal(new Set(all.map(({ name }) => name)).size, all.length, 'no name is there twice')
  })
}

for (const topology of ['hub', 'regional', 'cluster']) {
  test(`${topology}: every path is there, and every destination is one that the project permits`, async t => {
    const tree = await generatedFromAcme(text =>
      text.replace('topology: hub', `topology: ${topology}`),
    )
    const projects = objectsIn(tree, path => path.startsWith('gitops/'))
      .filter(({ object }) => object.kind === 'AppProject')
      .map(({ object }) => object as unknown as AppProject)
    for (const { name, project, destination, sources } of await appsOf(fleetOf(t, tree))) {
      // Instances have projects of one name, each for its own clusters.
      const specs = projects.filter(({ metadata }) => metadata.name === project).map(p => p.spec)
      for (const { path, repoURL } of sources) {
        if (path !== undefined) assert.ok(`${path}/kustomization.yaml` in tree, `${name}: ${path}`)
        assert.ok(specs[0]?.sourceRepos.includes(repoURL), `${name}: ${repoURL}`)
      }
      const permitted = specs.flatMap(spec => spec.destinations.map(each => JSON.stringify(each)))
      assert.ok(permitted.includes(JSON.stringify(destination)), `${name} in ${project}`)
    }
  })
}

test('an Application is printed with what it is made of', async t => {
  const [application] = await appsOf(
    await acmeRepository(t),
    '--set=cilium-clustermesh',
    '--cluster=local-one',
  )
  assert.deepEqual(application, {
    applicationSet: 'cilium-clustermesh',
    name: 'cilium-clustermesh-local-one',
    namespace: 'argocd',
    project: 'fleet-systems',
    cluster: 'local-one',
    destination: { name: 'local-one', namespace: 'kube-system' },
    sources: [
      { repoURL: 'https://helm.cilium.io', chart: 'cilium', targetRevision: '1.18.5' },
      {
        repoURL: 'https://github.com/acme/fleet.git',
        path: 'infrastructure/cilium-clustermesh/overlays/local-one',
        targetRevision: 'main',
      },
    ],
    wave: application?.wave,
  })
})

test('people are given a table', async t => {
  const { code, out, err } = await runCli(await tinyRepository(t), 'apps')
  assert.deepEqual(
    { code, err },
    {
      code: 0,
      err: 'not in the list is what these bring: the Helm chart argo-cd, which is not rendered\n',
    },
  )
  assert.deepEqual(
    out.split('\n').map(line => line.split(/ +/).filter((_, column) => column !== 4)),
    [
      ['NAME', 'CLUSTER', 'PROJECT', 'NAMESPACE', 'SOURCES'],
      ['cart-local-dev', 'local-dev', 'shop-dev', 'cart', 'apps/cart/overlays/local-dev'],
      ['tiny-argocd', 'in-cluster', 'fleet-argocd', 'argocd', 'argo-cd@10.1.1'],
      ['tiny-clusters', 'in-cluster', 'fleet-root', 'argocd', 'clusters'],
      ['tiny-root', 'in-cluster', 'fleet-root', 'argocd', 'gitops/hub'],
      [''],
    ],
  )
})

test('a frozen set is said beside the rest, and the answer is no', async t => {
  const dir = await tinyRepository(t)
  const set = 'gitops/applicationsets/cart.yaml'
  const text = (await runCli(dir, 'build', 'gitops/applicationsets')).out
  writeTree(dir, { [set]: text.replaceAll('.metadata.labels.region', '.metadata.labels.zone') })
  const { code, out, err } = await runCli(dir, 'apps')
  assert.equal(code, 1)
  assert.doesNotMatch(out, /cart-local-dev/)
  assert.match(out, /tiny-root/)
  assert.match(
    err,
    /gitops\/applicationsets\/cart\.yaml:\d+:\d+: error: the ApplicationSet cart is frozen, .*"zone"/,
  )
})

test('the index and a commit are read without being checked out', async t => {
  const dir = await tinyRepository(t)
  const git = startGit(dir)
  git('add', '--all')
  git('commit', '--quiet', '--message=one')
  const before = await appsOf(dir)
  writeTree(dir, { 'gitops/hub/root.yaml': 'not: read' })
  assert.deepEqual(await appsOf(dir, '--ref=HEAD'), before)
  assert.deepEqual(await appsOf(dir, '--staged'), before)
  assert.equal((await runCli(dir, 'apps')).code, 1)
})

test('a name that is not there is answered with the one that was meant', async t => {
  const dir = await tinyRepository(t)
  const cluster = await runCli(dir, 'apps', '--cluster=local-def')
  assert.equal(cluster.code, 2)
  assert.match(cluster.err, /no cluster "local-def" .*did you mean "local-dev"/)
  const set = await runCli(dir, 'apps', '--set=card')
  assert.equal(set.code, 2)
  assert.match(set.err, /no ApplicationSet "card"; did you mean "cart"/)
})

test('without a tree there is nothing to expand, and the hint leads out', async t => {
  const { code, err } = await runCli(acmeSpec(t), 'apps')
  assert.equal(code, 2)
  assert.match(err, /there is no gitops\/hub[^]*Run `bulkhead generate`/)
})

for (const topology of ['regional', 'cluster']) {
  test(`of a ${topology} topology every instance is asked, and each cluster has what the hub gave it`, async t => {
    const dir = acmeSpec(t)
    const hub = await workloadsOf(dir, 'hub')
    assert.deepEqual(await workloadsOf(dir, topology), hub)
  })
}

/** Every Application of a workload or system, as `name cluster`, in a topology. */
async function workloadsOf(dir: string, topology: string): Promise<readonly string[]> {
  const path = join(dir, 'fleet/fleet.yaml')
  const spec = readFileSync(path, 'utf8')
  writeFileSync(path, spec.replace(/topology: \w+/, `topology: ${topology}`))
  assert.equal((await runCli(dir, 'generate', '--quiet')).code, 0)
  const { out, code } = await runCli(dir, 'apps', '--json')
  assert.equal(code, 0)
  const applications = JSON.parse(out) as readonly {
    readonly applicationSet: string | null
    readonly name: string
    readonly cluster: string
  }[]
  return applications
    .filter(({ applicationSet }) => applicationSet !== null)
    .map(({ name, cluster }) => `${name} ${cluster}`)
    .sort()
}
