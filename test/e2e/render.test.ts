import assert from 'node:assert/strict'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { acmeRepository, tinyRepository } from '../support/fleets.ts'
import { startGit } from '../support/git.ts'
import { runCli } from '../support/run-cli.ts'
import { readTree, writeTree } from '../support/tree.ts'

test('a cluster is rendered: what its overlays build to, each object with where it comes from', async t => {
  const dir = await tinyRepository(t)
  const { code, out, err } = await runCli(dir, 'render', 'local-dev')
  assert.deepEqual({ code, err }, { code: 0, err: '' })
  const built = (await runCli(dir, 'build', 'apps/cart/overlays/local-dev')).out
  assert.equal(out.replaceAll(/^# .*\n/gm, ''), built)
  const comments = out.match(/^# .*$/gm) ?? []
  assert.equal(comments.length, built.split('\n---\n').length)
  for (const comment of comments) {
    const [, file = '', line] =
      /^# cart-local-dev: apps\/cart\/overlays\/local-dev, written in (\S+):(\d+)/.exec(comment) ??
      []
    assert.ok(existsSync(join(dir, file)), comment)
    assert.ok(Number(line) > 0)
  }
})

test('the cluster that Argo CD runs in is one as well', async t => {
  const { code, out } = await runCli(await tinyRepository(t), 'render', 'in-cluster')
  assert.equal(code, 0)
  assert.match(out, /^# tiny-clusters: clusters, written in clusters\//m)
  assert.match(out, /^# tiny-root: gitops\/hub, written in gitops\//m)
})

test('a chart is named, with its release and where its values are', async t => {
  const dir = await acmeRepository(t)
  const { code, out, err } = await runCli(dir, 'render', 'local-one')
  assert.equal(code, 0)
  assert.equal(err, '1 source not rendered: see the comments\n')
  assert.ok(
    out.includes(`---
# cilium-clustermesh-local-one: Helm chart cilium 1.18.5 from https://helm.cilium.io, not rendered
#   release cilium in kube-system
#   values infrastructure/cilium-clustermesh/base/values.yaml
#   values infrastructure/cilium-clustermesh/environments/development/mesh.yaml
#   values infrastructure/cilium-clustermesh/overlays/local-one/values.yaml
---
`),
  )
})

test('what people bring themselves is rendered: directories, and roots that an Application changes', async t => {
  const dir = await tinyRepository(t)
  const hub = (file: string) => readFileSync(join(dir, 'gitops/hub', file), 'utf8')
  const repoURL = /(?<=repoURL: ).*/.exec(hub('root.yaml'))?.[0] ?? ''
  const application = (name: string, source: string) => `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: ${name}, namespace: argocd }
spec:
  project: default
  source: { repoURL: '${repoURL}', targetRevision: HEAD, ${source} }
  destination: { name: local-dev, namespace: people }
`
  writeTree(dir, {
    'gitops/hub/kustomization.yaml': `${hub('kustomization.yaml')}- people.yaml\n`,
    'gitops/hub/people.yaml': [
      application('notes', 'path: people/notes, directory: { exclude: "*.json" }'),
      application('shop', 'path: people/shop, kustomize: { namePrefix: eu- }'),
      application('torn', 'path: people/shop, kustomize: { images: [web] }'),
    ].join('---\n'),
    'people/notes/job.yaml': 'apiVersion: batch/v1\nkind: Job\nmetadata: { generateName: note- }\n',
    'people/notes/package.json': '{}',
    'people/shop/kustomization.yaml': 'resources: [map.yaml]\n',
    'people/shop/map.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: shop }\n',
  })
  const { code, out, err } = await runCli(dir, 'render', 'local-dev')
  assert.equal(code, 1)
  assert.ok(
    out.includes(`# notes: people/notes, written in people/notes/job.yaml:1, in people if it takes a namespace
apiVersion: batch/v1
kind: Job
metadata:
  generateName: note-
---
`),
  )
  assert.match(
    out,
    /^# shop: people\/shop, written in people\/shop\/map\.yaml:1,.*\n.*\n.*\nmetadata:\n {2}name: eu-shop\n/m,
  )
  assert.match(err, /^gitops\/hub\/people\.yaml:\d+:\d+: error: "web" says nothing new of an image/)
})

test('a directory gets a file per object, below that of its Application, and keeps what it has', async t => {
  const dir = await acmeRepository(t)
  mkdirSync(join(dir, 'out'))
  writeFileSync(join(dir, 'out/mine.txt'), 'mine')
  const { code, out, err } = await runCli(dir, 'render', 'local-one', '-o', 'out')
  assert.deepEqual({ code, out }, { code: 0, out: '' })
  assert.match(
    err,
    /^wrote \d+ files below out\nleft alone in out: 1 other file, such as mine\.txt\n/,
  )
  const files = Object.entries(readTree(join(dir, 'out')))
  const texts = files.filter(([file]) => file !== 'mine.txt').map(([, text]) => text)
  const stream = (await runCli(dir, 'render', 'local-one')).out
  assert.deepEqual(texts.sort(), stream.split(/^---\n/m).sort())
  assert.ok(existsSync(join(dir, 'out/cart-service-local-one/shop_v1_service_cart-service.yaml')))
  assert.ok(existsSync(join(dir, 'out/cilium-clustermesh-local-one/helm_cilium.yaml')))
  assert.equal(readFileSync(join(dir, 'out/mine.txt'), 'utf8'), 'mine')
})

test('what does not build is said, and the rest is rendered', async t => {
  const dir = await acmeRepository(t)
  writeTree(dir, { 'infrastructure/mcs/base/coredns.yaml': 'a: [' })
  const { code, out, err } = await runCli(dir, 'render', 'local-one')
  assert.equal(code, 1)
  assert.match(err, /^infrastructure\/mcs\/base\/coredns\.yaml:1:\d+: error: /)
  assert.doesNotMatch(out, /^# mcs/m)
  assert.match(out, /^# storefront-local-one: /m)
})

test('a commit is rendered without being checked out', async t => {
  const dir = await tinyRepository(t)
  const git = startGit(dir)
  git('add', '--all')
  git('commit', '--quiet', '--message=one')
  const { out } = await runCli(dir, 'render', 'local-dev')
  writeTree(dir, { 'apps/cart/base/kustomization.yaml': 'not: read' })
  assert.equal((await runCli(dir, 'render', 'local-dev', '--ref=HEAD')).out, out)
})

test('a cluster is shown: facts, addresses, Applications', async t => {
  const dir = await tinyRepository(t)
  const { code, out, err } = await runCli(dir, 'show', 'cluster', 'local-dev', '--json')
  assert.deepEqual({ code, err }, { code: 0, err: '' })
  const { addresses, applications, labels, ...facts } = JSON.parse(out) as {
    readonly addresses: { readonly blocks: readonly { readonly cluster: string }[] }
    readonly applications: readonly unknown[]
    readonly labels: Readonly<Record<string, string>>
  }
  assert.deepEqual(facts, {
    name: 'local-dev',
    region: 'local',
    provider: 'kind',
    environment: 'dev',
    bootstrap: 'kind',
    kubernetesVersion: '1.35.0',
    nodes: 3,
  })
  assert.equal(labels['environment'], 'dev')
  const listed = await runCli(dir, 'apps', '--cluster=local-dev', '--json')
  assert.deepEqual(applications, JSON.parse(listed.out))
  const shown = await runCli(dir, 'ipam', 'show', '--cluster=local-dev', '--json')
  assert.deepEqual(addresses, JSON.parse(shown.out))
  const text = await runCli(dir, 'show', 'cluster', 'local-dev')
  assert.match(text.out, /^name +local-dev\n[^]*\nRANGE [^]*\nNAME +CLUSTER[^]*\ncart-local-dev /)
})

test('a cluster that is not there is answered with the one that was meant', async t => {
  const dir = await tinyRepository(t)
  for (const args of [
    ['render', 'local-def'],
    ['show', 'cluster', 'local-def'],
  ]) {
    const { code, err } = await runCli(dir, ...args)
    assert.equal(code, 2)
    assert.match(err, /cluster "local-def".*; did you mean "local-dev"\?/)
  }
})
