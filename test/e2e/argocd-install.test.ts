import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Application, AppProject } from '@bulkhead/argocd'
import { readKubernetesYaml } from '@bulkhead/kustomize/kubernetes-yaml'
import { deliver } from '../support/argocd-instance.ts'
import { acmeRepository, generate, generatedAcme, generatedFromAcme } from '../support/fleets.ts'
import { runCli } from '../support/run-cli.ts'
import { readTree, writeTree, type Tree } from '../support/tree.ts'

/* How Argo CD itself is installed: the Application that keeps it, and what it is told. */

function withArgoCd(gitops: string, options = '{}'): Promise<Tree> {
  return generatedFromAcme(text =>
    text.replace(
      'gitops: { argocd: { topology: hub } }',
      `gitops: { argocd: ${gitops} }\n  options: { argocd: ${options} }`,
    ),
  )
}

interface Values {
  readonly configs: {
    readonly params?: Readonly<Record<string, boolean>>
    readonly rbac: { readonly 'policy.csv': string }
  }
}

function valuesOf(tree: Tree, instance: string): Values {
  const text = tree[`gitops/${instance}/argocd/values.yaml`] ?? ''
  return readKubernetesYaml(text) as unknown as Values
}

function named<T>(tree: Tree, instance: string, kind: string, name: string): T {
  const found = deliver(tree, `gitops/${instance}`).objects.find(
    object => object.kind === kind && object.metadata.name === name,
  )
  assert.ok(found, `${instance} delivers the ${kind} ${name}`)
  return found as unknown as T
}

const someInstance = { hub: 'hub', regional: 'eu-west-1', cluster: 'eu-west-1-staging' }

for (const [topology, instance] of Object.entries(someInstance)) {
  test(`${topology}: an instance keeps itself at one version, where it runs, and prunes nothing`, async () => {
    const tree = await withArgoCd(`{ topology: ${topology} }`)
    const name = topology === 'hub' ? 'acme-argocd' : `acme-argocd-${instance}`
    const { metadata, spec } = named<Application>(tree, instance, 'Application', name)
    assert.equal(metadata.finalizers, undefined)
    assert.equal(spec.syncPolicy?.automated?.prune, false)
    assert.deepEqual(spec.destination, {
      server: 'https://kubernetes.default.svc',
      namespace: 'argocd',
    })
    const [chart, values] = spec.sources ?? []
    assert.equal(chart?.chart, 'argo-cd')
    assert.match(chart.targetRevision, /^\d+\.\d+\.\d+$/)
    assert.deepEqual(values, {
      repoURL: 'https://github.com/acme/fleet.git',
      targetRevision: 'main',
      ref: 'values',
    })
    assert.equal(
      metadata.annotations?.['argocd.argoproj.io/manifest-generate-paths'],
      `/infrastructure/argocd;/gitops/${instance}/argocd`,
    )
  })

  test(`${topology}: an instance grants roles over the projects that it has, and over no others`, async () => {
    const tree = await withArgoCd(`{ topology: ${topology} }`)
    const projects = deliver(tree, `gitops/${instance}`)
      .objects.filter(({ kind }) => kind === 'AppProject')
      .map(({ metadata }) => metadata.name)
      .filter(name => !name.startsWith('fleet-'))
    const policy = valuesOf(tree, instance).configs.rbac['policy.csv']
    const grants = policy.split('\n').filter(line => line.startsWith('p, '))
    const granted = grants.map(line => /, ([\w-]+)(?:\/\*)?, allow$/.exec(line)?.[1])
    assert.deepEqual([...new Set(granted)].sort(), projects)
  })
}

test('its project permits the kinds of its chart and no others, each by name', async () => {
  const { spec } = named<AppProject>(await generatedAcme(), 'hub', 'AppProject', 'fleet-argocd')
  assert.deepEqual(
    spec.clusterResourceWhitelist?.map(({ kind, name }) => `${kind} ${name}`),
    [
      'Namespace argocd',
      'CustomResourceDefinition applications.argoproj.io',
      'CustomResourceDefinition applicationsets.argoproj.io',
      'CustomResourceDefinition appprojects.argoproj.io',
      'ClusterRole argocd-*',
      'ClusterRoleBinding argocd-*',
    ],
  )
})

test('a page says the commands that install each instance and give it its root', async () => {
  const page = (await withArgoCd('{ topology: regional }'))['docs/argocd.md'] ?? ''
  for (const region of ['ap-south-1', 'eu-west-1', 'local', 'us-east-1']) {
    assert.ok(page.includes(`--values gitops/${region}/argocd/values.yaml`), region)
    assert.ok(page.includes(`kubectl apply -k gitops/${region}\n`), region)
  }
})

test('only a fleet that rolls out step by step asks for progressive syncs', async () => {
  const flag = 'applicationsetcontroller.enable.progressive.syncs'
  const rolling = await withArgoCd('{ topology: hub }', '{ rollout: rolling }')
  assert.deepEqual(valuesOf(rolling, 'hub').configs.params, { [flag]: true })
  assert.equal(valuesOf(await generatedAcme(), 'hub').configs.params, undefined)
})

test('values of people are theirs', async t => {
  const dir = await acmeRepository(t)
  const own = 'infrastructure/argocd/values-local.yaml'
  writeTree(dir, { [own]: 'global: { domain: argocd.acme.example }\n' })
  const { code, out } = await runCli(dir, 'generate', '--check')
  assert.equal(code, 0, out)
  assert.equal((await runCli(dir, 'validate')).code, 0)
})

test('an Argo CD that is installed otherwise is left alone', async t => {
  const dir = await acmeRepository(t)
  changeSpec(dir, spec => `${spec}  options: { argocd: { install: false } }\n`)
  await generate(dir)
  const tree = readTree(dir)
  assert.deepEqual(
    Object.keys(tree).filter(path => path.includes('argocd')),
    [
      'docs/argocd.md',
      // What was given once is not taken back.
      'gitops/hub/argocd/values-local.yaml',
      'infrastructure/argocd/values-local.yaml',
    ],
  )
  assert.doesNotMatch(tree['docs/argocd.md'] ?? '', /helm/)
  assert.equal((await runCli(dir, 'validate')).code, 0)
})

function changeSpec(dir: string, change: (text: string) => string): void {
  const path = 'fleet/fleet.yaml'
  writeTree(dir, { [path]: change(readTree(dir)[path] ?? '') })
}
