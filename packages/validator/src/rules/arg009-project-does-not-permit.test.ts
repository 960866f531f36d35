import assert from 'node:assert/strict'
import { test } from 'node:test'
import { acmeRepository, observe, reportOf } from '../testing/acme.ts'
import { edited, setPath } from '../testing/edited.ts'
import type { Files } from '../testing/memory-repository.ts'
import { validate } from '../validate.ts'
import { projectDoesNotPermit as rule } from './arg009-project-does-not-permit.ts'

const projectPath = 'gitops/projects/shop.yaml'
const observeEdits = (...edits: readonly Files[]) =>
  observe(rule, acmeRepository({}, Object.assign({}, ...edits) as Files))
const project = (...edits: readonly (readonly [string, string])[]) => edited(projectPath, ...edits)
const every = 'web-eu-west-1-production and 2 more'

test('a project that permits what its Applications do: fine', () => {
  assert.deepEqual(observeEdits(), [])
})

test('a project that is not there is reported where it is named, of a set or of a file', () => {
  assert.deepEqual(observeEdits(edited(setPath, ['project: shop', 'project: gone'])), [
    `${setPath}:20:16 there is no project gone, which the Application ${every} names`,
  ])
  assert.match(
    observeEdits(edited('gitops/hub/root.yaml', ['project: fleet-root', 'project: gone'])).join(),
    /^gitops\/hub\/root\.yaml:7:12 the project gone does not permit anything, for it does not exist/,
  )
})

test('a repository that it does not permit is reported, with the project', () => {
  const { findings } = reportOf(
    rule,
    acmeRepository({}, project(['acme/fleet.git', 'acme/other.git'])),
  )
  assert.deepEqual(
    findings.map(({ location, message, related }) => [
      `${location.file}:${location.line}`,
      message,
      related.map(({ file, line }) => `${file}:${line}`),
    ]),
    [
      [
        `${setPath}:22`,
        `the project shop does not permit the repository https://github.com/acme/fleet.git, and so Argo CD refuses the Application ${every}`,
        [`${projectPath}:4`],
      ],
    ],
  )
})

test('a cluster or namespace that it does not permit is reported, with the cluster', () => {
  const { findings } = reportOf(
    rule,
    acmeRepository({}, project(['    - { name: us-east-1-staging, namespace: shop }\n', ''])),
  )
  assert.deepEqual(
    findings.map(({ message, cluster }) => [message, cluster]),
    [
      [
        'the project shop does not permit the namespace "shop" of us-east-1-staging, and so Argo CD refuses the Application web-us-east-1-staging',
        'us-east-1-staging',
      ],
    ],
  )
  assert.equal(observeEdits(project(['namespace: shop', 'namespace: cart'])).length, 1)
})

test('a denial counts', () => {
  const denied = project([
    '  destinations:\n',
    `  destinations:\n    - { name: '!us-east-1-staging', namespace: '*' }\n`,
  ])
  assert.match(observeEdits(denied).join('\n'), /the namespace "shop" of us-east-1-staging/)
})

const object = (text: string): Files => ({
  ...edited('apps/web/base/kustomization.yaml', ['config.yaml', 'config.yaml\n- object.yaml']),
  'apps/web/base/object.yaml': text,
})
const clusterRole = object(
  'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: { name: reader }\n',
)
const whiteList = (kind: string) =>
  project(['spec:\n', `spec:\n  clusterResourceWhitelist: [{ group: '*', kind: ${kind} }]\n`])

test('a kind outside namespaces needs a place in the whitelist', () => {
  assert.deepEqual(observeEdits(clusterRole), [
    `apps/web/base/object.yaml:3:19 the project shop does not permit the kind ClusterRole, and so Argo CD refuses ClusterRole/reader of the Application ${every}`,
  ])
  assert.deepEqual(observeEdits(clusterRole, whiteList('ClusterRole*')), [])
  assert.equal(observeEdits(clusterRole, whiteList('Namespace')).length, 1)
})

test('a kind in namespaces is permitted, unless a list says otherwise', () => {
  const black = project([
    'spec:\n',
    `spec:\n  namespaceResourceBlacklist: [{ group: '', kind: ConfigMap }]\n`,
  ])
  assert.match(observeEdits(black).join(), /base\/config\.yaml:4:9 .* the kind ConfigMap/)
})

test('a kind that only the cluster knows passes if either list permits it', () => {
  const custom = object('apiVersion: example.com/v1\nkind: Thing\nmetadata: { name: x }\n')
  assert.deepEqual(observeEdits(custom), [])
  const none = project(['spec:\n', 'spec:\n  namespaceResourceWhitelist: []\n'])
  assert.match(observeEdits(custom, none).join('\n'), /the kind Thing/)
})

test('an object of another namespace than its Application needs a destination', () => {
  const elsewhere = object(
    'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: x, namespace: kube-system }\n',
  )
  assert.match(
    observeEdits(elsewhere).join(),
    /object\.yaml:3:19 the project shop does not permit the namespace "kube-system" of eu-west-1-production and 2 more/,
  )
})

test('a field that no project has is reported at its place', () => {
  const clusters = project(['  destinations:', '  clusters:'])
  assert.match(
    observeEdits(clusters).join('\n'),
    /shop\.yaml:10:5 an AppProject has no field "clusters"/,
  )
})

test('a project by a git generator is reported', () => {
  const git = edited(
    setPath,
    ['project: shop', `project: '{{ .path.basename }}'`],
    [
      '    - clusters:\n        selector:\n          matchLabels: { argocd.argoproj.io/secret-type: cluster }\n',
      `    - matrix:
        generators:
          - clusters: { selector: { matchLabels: { region: eu-west-1 } } }
          - git: { repoURL: https://github.com/acme/fleet.git, revision: main, directories: [{ path: projects/* }] }
`,
    ],
  )
  const found = observeEdits(git, { 'projects/shop/readme': '' })
  assert.deepEqual(found, [
    `${setPath}:21:16 the ApplicationSet web takes its project from what a git generator reads: whoever can write there chooses what is permitted`,
  ])
})

const severities = (...edits: readonly Files[]) =>
  reportOf(rule, acmeRepository({}, Object.assign({}, ...edits) as Files)).findings.map(
    ({ severity, message }) => `${severity} ${message}`,
  )

test('every cluster or repository, for what is protected, is a warning', () => {
  const open = project(
    ['    - https://github.com/acme/fleet.git', `    - '*'`],
    ['name: us-east-1-staging', `server: '*'`],
  )
  assert.deepEqual(severities(open), [
    'warning the project shop permits every repository, and deploys to eu-west-1-production and 1 more in a protected environment',
    'warning the project shop permits every cluster, and deploys to eu-west-1-production and 1 more in a protected environment',
  ])
  const staging = edited(setPath, [
    'argocd.argoproj.io/secret-type: cluster',
    'environment: staging',
  ])
  assert.deepEqual(severities(open, staging), [])
})

test('so is the project default, unless it is in Git', () => {
  const set = edited(setPath, ['project: shop', 'project: default'])
  assert.deepEqual(severities(set), [
    'warning the project default permits everything everywhere, and the Application web-eu-west-1-production and 1 more in a protected environment is in it',
  ])
  assert.deepEqual(severities(set, project(['  name: shop', '  name: default'])), [])
})

test('what depends on a server that is still to come is skipped, and said to be', () => {
  const { findings, skipped } = reportOf(
    rule,
    acmeRepository({}, project(['name: us-east-1-staging', 'server: https://us-east-1'])),
  )
  assert.deepEqual(findings, [])
  assert.deepEqual(skipped, [
    { what: 'shop', why: 'names servers, which registrations take from elsewhere' },
  ])
})

test('a commit hears of what it lets a project no longer permit', () => {
  const repository = acmeRepository({}, { ...clusterRole })
  const count = (path: string) =>
    validate(repository, { rules: [rule], scope: new Set([path]) }).findings.length
  assert.equal(count('apps/web/base/kustomization.yaml'), 1)
  assert.equal(count(projectPath), 1)
  assert.equal(count('README.md'), 0)
})
