import assert from 'node:assert/strict'
import { test } from 'node:test'
import { acmeRepository, observe, reportOf } from '../testing/acme.ts'
import { edited, setPath } from '../testing/edited.ts'
import type { Files } from '../testing/memory-repository.ts'
import { appsetSelectsNothing as rule } from './arg002-appset-selects-nothing.ts'
import { rootNotChecked } from './kus010-root-not-checked.ts'

const selector = 'argocd.argoproj.io/secret-type: cluster'
const observeEdits = (...edits: readonly Files[]) =>
  observe(rule, acmeRepository({}, Object.assign({}, ...edits) as Files))
const observeSet = (...edits: readonly (readonly [string, string])[]) =>
  observeEdits(edited(setPath, ...edits))

test('a set that finds clusters: fine', () => assert.deepEqual(observeEdits(), []))

test('a set that finds none is reported at its generators', () => {
  assert.deepEqual(observeSet([selector, 'environment: prod']), [
    `${setPath}:10:5 the ApplicationSet web makes no Application`,
  ])
})

test('what such a set deletes is said', () => {
  const [found = ''] = observeSet(
    [selector, 'environment: prod'],
    ['    applicationsSync: create-update\n', ''],
  )
  assert.match(found, /makes no Application, and Argo CD deletes those that it made before$/)
})

test('a workload that is placed nowhere, or a fleet without clusters, has nothing to find', () => {
  const workload = `apiVersion: bulkhead.dev/v1alpha1
kind: Workload
metadata: { name: web }
spec: { tier: 3, team: shop, namespace: shop, image: web:1.0.0, port: 80, placement: { environments: [staging], regions: [eu-west-1] } }
---
apiVersion: bulkhead.dev/v1alpha1
kind: Team
metadata: { name: shop }
spec: { owners: ['@acme/shop'] }
`
  const nothing = edited(setPath, [selector, 'environment: prod'])
  assert.deepEqual(observeEdits(nothing, { 'fleet/web.yaml': workload }), [])
})

test('an overlay that patches the selector counts', () => {
  const patch = `resources: [web.yaml]
patches:
- target: { kind: ApplicationSet }
  patch: |-
    - op: replace
      path: /spec/generators/0/clusters/selector/matchLabels
      value: { environment: none }
`
  const found = observeEdits({ 'gitops/applicationsets/kustomization.yaml': patch })
  assert.match(found.join(), /makes no Application/)
})

test('a system that misses a cluster is reported, with the cluster', () => {
  const system = edited('fleet/fleet.yaml', ['  network:', '  systems: [web]\n  network:'])
  const { findings } = reportOf(
    rule,
    acmeRepository({}, { ...system, ...edited(setPath, [selector, 'environment: production']) }),
  )
  assert.deepEqual(
    findings.map(({ message, cluster }) => [message, cluster]),
    [
      [
        'every cluster runs web, and its ApplicationSet misses us-east-1-staging',
        'us-east-1-staging',
      ],
    ],
  )
})

test('a set that is frozen says at which template', () => {
  const [found = '', ...others] = observeSet([`path: 'apps/web`, `path: 'apps/{{ .nothing }}`])
  assert.match(found, /web\.yaml:\d+:\d+ the ApplicationSet web is frozen, .*"nothing"/)
  assert.deepEqual(others, [])
})

test('an entry that Argo CD knows no generator for is reported', () => {
  const found = observeSet(['    - clusters:', '    - cluster:'])
  assert.match(found.join('\n'), /Argo CD knows no generator "cluster"/)
})

test('an Application for a cluster that is not registered is refused, of a set or of a file', () => {
  const [ofSet = ''] = observeSet([
    `name: '{{ .name }}'\n        namespace`,
    `name: gone\n        namespace`,
  ])
  assert.match(
    ofSet,
    /web\.yaml:26:9 Argo CD refuses the Application web-eu-west-1-production and 2 more .*gone/,
  )
  const [ofFile = ''] = observeEdits(
    edited('gitops/hub/root.yaml', ['server: https://kubernetes.default.svc', 'name: gone']),
    edited('gitops/hub/kustomization.yaml', ['root.yaml', 'root.yaml\n- ../../clusters']),
  )
  assert.match(ofFile, /root\.yaml:13:5 the Application acme-clusters goes to gone, which is not/)
})

test('a source that Argo CD makes no manifests of is reported once for all Applications', () => {
  const source = `        path: 'apps/web/overlays/{{ .name }}'\n`
  const helm = observeSet([
    source,
    `        path: apps/web/base\n        helm: { releaseName: web }\n`,
  ])
  assert.match(
    helm.join('\n'),
    /^gitops[^\n]* Argo CD makes no manifests for the Application web-eu-west-1-production and 2 more: there is no Chart\.yaml in apps\/web\/base[^\n]*$/,
  )
})

test('what does not build, or is not there, is left to KUS009 and ARG003', () => {
  assert.deepEqual(observeEdits({ 'apps/web/base/kustomization.yaml': 'nonsense: 1\n' }), [])
  assert.deepEqual(observeSet(['apps/web/overlays', 'gone']), [])
})

test('without a selector the cluster of Argo CD is selected too: a warning', () => {
  const { findings } = reportOf(
    rule,
    acmeRepository(
      {},
      edited(setPath, [
        `    - clusters:\n        selector:\n          matchLabels: { ${selector} }\n`,
        '    - clusters: {}\n',
      ]),
    ),
  )
  assert.deepEqual(
    findings.map(({ severity, message }) => `${severity} ${message}`),
    [
      'warning without a selector, the ApplicationSet web also selects the cluster that Argo CD runs in, for the Application web-in-cluster',
    ],
  )
})

test('what only the living world knows is left to KUS010', () => {
  const pulls = edited(setPath, [
    `    - clusters:\n        selector:\n          matchLabels: { ${selector} }\n`,
    '    - pullRequest: { github: { owner: acme, repo: web } }\n',
  ])
  assert.deepEqual(observe(rule, acmeRepository({}, pulls)), [])
  assert.match(
    observe(rootNotChecked, acmeRepository({}, pulls)).join(),
    /what the ApplicationSet web makes of .*pull requests/,
  )
})
