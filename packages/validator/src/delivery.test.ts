import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Snapshot } from './snapshot.ts'
import { acmeRepository } from './testing/acme.ts'
import { edited, setPath } from './testing/edited.ts'
import type { Files } from './testing/memory-repository.ts'
import { validate } from './validate.ts'

const deliver = (edits: Files, scope?: readonly string[]) =>
  new Snapshot(acmeRepository({}, edits), { scope: scope && new Set(scope) }).delivery

test('each Application knows the cluster of the fleet that it goes to', () => {
  assert.deepEqual(
    deliver({}).applications.map(({ name, target, place }) => [name, target?.name, place]),
    [
      ['acme-clusters', undefined, 'in-cluster of hub'],
      ['web-eu-west-1-production', 'eu-west-1-production', 'eu-west-1-production'],
      ['web-us-east-1-production', 'us-east-1-production', 'us-east-1-production'],
      ['web-us-east-1-staging', 'us-east-1-staging', 'us-east-1-staging'],
    ],
  )
})

test('of a commit, only clusters are looked at for which it changes something', () => {
  const built = (path: string) => deliver({}, [path]).built.map(({ name }) => name)
  assert.deepEqual(built('apps/web/overlays/us-east-1-staging/kustomization.yaml'), [
    'web-us-east-1-staging',
  ])
  assert.equal(built('apps/web/base/config.yaml').length, 3)
  assert.equal(built(setPath).length, 4)
  assert.equal(built('fleet/fleet.yaml').length, 4)
  assert.deepEqual(built('README.md'), [])
})

test('charts that are asked for are not rendered, and said not to be', () => {
  const chart = edited(setPath, [
    `        path: 'apps/web/overlays/{{ .name }}'\n`,
    '        chart: web\n',
  ])
  assert.deepEqual(
    [...deliver(chart).unknown(() => true)],
    [{ what: 'Helm charts', why: 'not rendered: web' }],
  )
})

test('a root that does not build is skipped, and said to be', () => {
  const broken = { 'gitops/projects/shop.yaml': 'a: [' }
  assert.deepEqual(
    [...deliver(broken).unknown(() => true)],
    [
      {
        what: 'gitops/projects/shop.yaml',
        why: 'does not build, so that what it brings to Argo CD is unknown',
      },
    ],
  )
})

/* As they are written in articles, and put beside the rest. */
const set = `apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata:
  name: global-frontend
  namespace: argocd
spec:
  generators:
  - clusters:
      selector:
        matchLabels: { environment: production }
  template:
    metadata:
      name: '{{name}}-frontend'
    spec:
      project: default
      source: { repoURL: https://github.com/example/frontend.git, targetRevision: HEAD, path: manifests/base }
      destination: { server: '{{server}}', namespace: frontend }
      syncPolicy:
        automated: { prune: true, selfHeal: true }
`
const project = `apiVersion: argoproj.io/v1alpha1
kind: AppProject
metadata: { name: production, namespace: argocd }
spec:
  clusters:
  - { name: cluster-us-east-1, server: https://us-east-1.example.com }
  namespaces: [production]
`

test('what people apply by hand below gitops/ is looked at too', () => {
  const found = (edits: Files) =>
    validate(acmeRepository({}, edits)).findings.map(
      ({ rule, location: { file, line } }) => `${rule} ${file}:${line}`,
    )
  const listed = {
    'gitops/applicationsets/kustomization.yaml': 'resources: [web.yaml, more.yaml]\n',
  }
  const expected = [
    'ARG008 gitops/applicationsets/more.yaml:7',
    'ARG004 gitops/applicationsets/more.yaml:12',
    'ARG009 gitops/applicationsets/more.yaml:15',
    'ARG005 gitops/applicationsets/more.yaml:16',
    'ARG010 gitops/applicationsets/more.yaml:15',
    // It has its manifests in another repository.
    'KUS010 gitops/applicationsets/more.yaml:16',
  ].sort()
  const path = 'gitops/applicationsets/more.yaml'
  assert.deepEqual(
    found({ ...listed, [path]: set })
      .filter(one => /ARG|KUS010/.test(one))
      .sort(),
    expected,
  )
  assert.deepEqual(found({ [path]: set }).sort(), expected)
  assert.deepEqual(found({ 'gitops/projects/more.yaml': project }), [
    'ARG009 gitops/projects/more.yaml:6',
    'ARG009 gitops/projects/more.yaml:7',
  ])
})

test('what an Argo CD of a region has in its directory is its own', () => {
  const regional = {
    ...edited('fleet/fleet.yaml', [
      '  network:',
      '  gitops: { argocd: { topology: regional } }\n  network:',
    ]),
    'gitops/eu-west-1/kustomization.yaml': 'resources: [../hub]\n',
    'gitops/us-east-1/kustomization.yaml': 'resources: [../hub]\n',
    'gitops/eu-west-1/more.yaml': set,
  }
  assert.deepEqual(
    deliver(regional).argocds.map(({ compiled }) => compiled.sets.map(({ name }) => name)),
    [['global-frontend', 'web'], ['web']],
  )
})
