import assert from 'node:assert/strict'
import { test } from 'node:test'
import { memoryFileSystem } from '@bulkhead/kustomize'
import { compileInstance, type Instance } from './compile.ts'

const url = 'https://example.com/fleet.git'

function compile(files: Readonly<Record<string, string>>): Instance {
  const fileSystem = memoryFileSystem(files)
  const paths = Object.keys(files).sort()
  return compileInstance({ paths, fileSystem, url, revision: 'main' }, 'hub')
}

const kustomization = (...resources: readonly string[]) =>
  `resources: [${resources.map(name => JSON.stringify(name)).join(', ')}]\n`

const metadata = (name: string, more = '') =>
  `metadata: { name: ${name}, namespace: argocd${more} }`

const project = (name: string) =>
  `apiVersion: argoproj.io/v1alpha1\nkind: AppProject\n${metadata(name)}\nspec: {}\n`

/** As an ExternalSecret that takes the server from elsewhere. */
const registration = (name: string, environment: string) => `apiVersion: external-secrets.io/v1
kind: ExternalSecret
${metadata(`cluster-${name}`)}
spec:
  target:
    template:
      metadata:
        labels: { argocd.argoproj.io/secret-type: cluster, environment: ${environment} }
      data: { name: ${name}, server: '{{ .server }}' }
`

const application = (name: string, path: string, more = '') => `apiVersion: argoproj.io/v1alpha1
kind: Application
${metadata(name, more)}
spec:
  project: default
  source: { repoURL: ${url}, targetRevision: main, path: ${path} }
  destination: { server: https://kubernetes.default.svc, namespace: argocd }
`

const set = (
  generators: string,
  { project = 'shop', destination = `name: '{{ .name }}'`, strategy = '' } = {},
) => `apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
${metadata('cart')}
spec:
  goTemplate: true
  goTemplateOptions: [missingkey=error]
  generators:
  - ${generators}
${strategy}  template:
    metadata:
      name: 'cart-{{ .name }}'
      labels: { environment: '{{ .metadata.labels.environment }}' }
    spec:
      project: ${project}
      source: { repoURL: ${url}, targetRevision: main, path: 'apps/cart/{{ .name }}' }
      destination: { ${destination}, namespace: shop }
`

const everyCluster =
  'clusters: { selector: { matchExpressions: [{ key: environment, operator: Exists }] } }'

/** A hub with one set, whose clusters come by an Application of its own. */
const fleet = {
  'hub/kustomization.yaml': kustomization('project.yaml', 'set.yaml', 'clusters.yaml'),
  'hub/project.yaml': project('shop'),
  'hub/set.yaml': set(everyCluster),
  'hub/clusters.yaml': application('clusters', 'clusters'),
  'clusters/kustomization.yaml': kustomization('eu.yaml', 'us.yaml'),
  'clusters/eu.yaml': registration('eu', 'production'),
  'clusters/us.yaml': registration('us', 'staging'),
  'apps/cart/eu/kustomization.yaml': kustomization('../base'),
  'apps/cart/us/kustomization.yaml': `${kustomization('../base')}namePrefix: us-\n`,
  'apps/cart/base/kustomization.yaml': kustomization('map.yaml'),
  'apps/cart/base/map.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: cart }\n',
}

const names = ({ applications }: Instance) => applications.map(({ name }) => name)
const messages = ({ problems }: Instance) =>
  problems.map(({ message, location: at }) => `${at?.file}:${at?.line} ${message}`)

test('each registered cluster gets the Applications of a set', () => {
  const instance = compile(fleet)
  assert.deepEqual(instance.problems, [])
  assert.deepEqual(
    instance.applications.map(({ name, cluster, applicationSet, project, destination, wave }) => {
      return { name, cluster, applicationSet, project, destination, wave }
    }),
    [
      {
        name: 'cart-eu',
        cluster: 'eu',
        applicationSet: 'cart',
        project: 'shop',
        destination: { name: 'eu', namespace: 'shop' },
        wave: 0,
      },
      {
        name: 'cart-us',
        cluster: 'us',
        applicationSet: 'cart',
        project: 'shop',
        destination: { name: 'us', namespace: 'shop' },
        wave: 0,
      },
      {
        name: 'clusters',
        cluster: 'in-cluster',
        applicationSet: undefined,
        project: 'default',
        destination: { server: 'https://kubernetes.default.svc', namespace: 'argocd' },
        wave: 0,
      },
    ],
  )
})

test('a set is read as it is built: an overlay may patch it', () => {
  const patch = `patches:
- target: { kind: ApplicationSet }
  patch: |-
    - op: replace
      path: /spec/generators/0/clusters/selector
      value: { matchLabels: { environment: staging } }
`
  const patched = compile({
    ...fleet,
    'hub/kustomization.yaml': fleet['hub/kustomization.yaml'] + patch,
  })
  assert.deepEqual(names(patched), ['cart-us', 'clusters'])
})

test('a Secret registers a cluster as well, and one of another namespace does not count', () => {
  const secret = (name: string, namespace: string) =>
    `apiVersion: v1\nkind: Secret\nmetadata:\n  name: ${name}\n  namespace: ${namespace}\n  labels: { argocd.argoproj.io/secret-type: cluster, environment: x }\nstringData: { name: ${name}, server: https://${name} }\n`
  const instance = compile({
    ...fleet,
    'clusters/kustomization.yaml': kustomization('ap.yaml', 'sa.yaml'),
    'clusters/ap.yaml': secret('ap', 'argocd'),
    'clusters/sa.yaml': secret('sa', 'elsewhere'),
  })
  assert.deepEqual(names(instance), ['cart-ap', 'clusters'])
})

test('Applications that lead to Applications are followed, also those that a set makes', () => {
  const instance = compile({
    ...fleet,
    'hub/kustomization.yaml': kustomization('parents.yaml'),
    'hub/parents.yaml': `apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
${metadata('parents')}
spec:
  goTemplate: true
  generators: [{ git: { repoURL: '${url}', revision: main, directories: [{ path: 'parents/*' }] } }]
  template:
    metadata: { name: '{{ .path.basename }}' }
    spec:
      project: default
      source: { repoURL: ${url}, targetRevision: HEAD, path: '{{ .path.path }}' }
      destination: { name: in-cluster, namespace: argocd }
`,
    'parents/one/kustomization.yaml': kustomization('child.yaml'),
    'parents/one/child.yaml': application('child', 'parents/one'),
  })
  assert.deepEqual(names(instance), ['child', 'one'])
})

test('a set that is frozen makes nothing, and its fault has a place and a hint', () => {
  const instance = compile({ ...fleet, 'hub/set.yaml': set('clusters: {}') })
  assert.deepEqual(names(instance), ['clusters'])
  assert.match(
    messages(instance).join('\n'),
    /^hub\/set\.yaml:\d+ the ApplicationSet cart is frozen, .*map has no entry for key "metadata"/,
  )
  assert.ok(instance.problems[0]?.hint)
})

test('what only the living world knows is said to be unknown', () => {
  const pulls = 'pullRequest: { github: { owner: acme, repo: cart } }'
  const instance = compile({ ...fleet, 'hub/set.yaml': set(pulls) })
  assert.deepEqual(
    instance.expansions.map(({ status }) => status),
    ['unknown'],
  )
  assert.match(messages(instance).join('\n'), /^hub\/set\.yaml:8 .* is unknown: .*pull requests/)
})

test('what Argo CD refuses is no Application of a cluster, and is said', () => {
  const instance = compile({ ...fleet, 'hub/set.yaml': set(everyCluster, { project: 'gone' }) })
  assert.deepEqual(names(instance), ['clusters'])
  assert.match(messages(instance)[0] ?? '', /^hub\/set\.yaml:\d+ .*cart-eu.*project gone/)
  assert.equal(instance.problems.length, 2)
})

test('a root that does not build is said at its place', () => {
  const instance = compile({ ...fleet, 'clusters/eu.yaml': 'a: [' })
  assert.match(messages(instance)[0] ?? '', /^clusters\/eu\.yaml:1 /)
})

test('paths in messages are those of the repository', () => {
  const instance = compile({
    ...fleet,
    'clusters/kustomization.yaml': kustomization('eu.yaml', 'empty'),
    'clusters/empty/readme': '',
  })
  const [problem, ...others] = instance.problems
  assert.match(problem?.message ?? '', /clusters\/empty/)
  assert.doesNotMatch(`${problem?.message} ${problem?.hint}`, / \/clusters/)
  assert.deepEqual(others, [])
})

test('a name that a set and a file give is said', () => {
  const instance = compile({
    ...fleet,
    'hub/kustomization.yaml': kustomization('project.yaml', 'set.yaml', 'clusters.yaml', 'eu.yaml'),
    'hub/eu.yaml': application('cart-eu', 'clusters'),
  })
  assert.deepEqual(messages(instance), [
    'hub/eu.yaml:1 two Applications have the name cart-eu: of the ApplicationSet cart and of a file',
  ])
})

test('a wave is the step of a rollout, or else the sync wave', () => {
  const strategy = `  strategy:
    type: RollingSync
    rollingSync:
      steps:
      - matchExpressions: [{ key: environment, operator: In, values: [staging] }]
      - matchExpressions: [{ key: environment, operator: In, values: [production] }]
`
  const instance = compile({
    ...fleet,
    'hub/set.yaml': set(everyCluster, { strategy }),
    'hub/clusters.yaml': application(
      'clusters',
      'clusters',
      `, annotations: { argocd.argoproj.io/sync-wave: '-5' }`,
    ),
  })
  assert.deepEqual(
    instance.applications.map(({ name, wave }) => `${name} ${wave}`),
    ['cart-eu 2', 'cart-us 1', 'clusters -5'],
  )
})

test('a cluster is known by its server, also where the server is still to come', () => {
  const destination = `server: '{{ .server }}'`
  const instance = compile({ ...fleet, 'hub/set.yaml': set(everyCluster, { destination }) })
  assert.deepEqual(
    instance.applications.map(({ name, cluster }) => `${name} ${cluster}`),
    ['cart-eu eu', 'cart-us us', 'clusters in-cluster'],
  )
})

test('what an Application deploys is built, and each object knows where it was written', () => {
  const instance = compile(fleet)
  const built = instance.applications.slice(0, 2).map(application => {
    const [deployment] = instance.deploymentsOf(application)
    assert.ok(deployment?.kind === 'objects')
    return deployment.root.resources.map(
      ({ name, provenance }) => `${name} ${provenance.location?.file}`,
    )
  })
  assert.deepEqual(built, [['cart /apps/cart/base/map.yaml'], ['us-cart /apps/cart/base/map.yaml']])
})

test('Applications in a directory of plain manifests are followed, recursively where that is asked for', () => {
  const apps = (recurse: boolean) =>
    compile({
      'hub/kustomization.yaml': kustomization('apps.yaml'),
      'hub/apps.yaml': application('apps', 'apps').replace(
        'path: apps',
        `path: apps, directory: { recurse: ${recurse} }`,
      ),
      'apps/one.yaml': application('one', 'gone').replace('kubernetes.default.svc', 'elsewhere'),
      'apps/more/two.yaml': application('two', 'more'),
      'more/values.yaml': 'replicas: 3\n',
    })
  assert.deepEqual(names(apps(false)), ['apps', 'one'])
  assert.deepEqual(names(apps(true)), ['apps', 'one', 'two'])
  assert.deepEqual(apps(true).problems, [])
})

test('Applications are followed as their source edits them, and its faults are told once', () => {
  const edited = (kustomize: string) =>
    compile({
      'hub/kustomization.yaml': kustomization('apps.yaml'),
      'hub/apps.yaml': application('apps', 'apps').replace(
        'path: apps',
        `path: apps, kustomize: { ${kustomize} }`,
      ),
      'apps/kustomization.yaml': kustomization('one.yaml'),
      'apps/one.yaml': application('one', 'apps'),
    })
  assert.deepEqual(names(edited('nameSuffix: -eu')), ['apps', 'one', 'one-eu'])
  assert.deepEqual(messages(edited('images: [web]')), [
    'hub/apps.yaml:1 "web" says nothing new of an image',
  ])
})

test('what never ends is not followed for ever', () => {
  const secret = (name: string) =>
    `apiVersion: v1\nkind: Secret\nmetadata: { name: ${name}, namespace: argocd, labels: { argocd.argoproj.io/secret-type: cluster, environment: x } }\nstringData: { name: ${name}, server: https://${name} }\n`
  const growing = `source: { repoURL: ${url}, targetRevision: main, path: grow, kustomize: {
          namePrefix: '{{ .name }}-', patches: [{ target: { kind: Secret }, patch: '[{"op": "replace", "path": "/stringData/name", "value": "{{ .name }}x"}]' }] } }`
  const { problems, applications } = compile({
    'hub/kustomization.yaml': kustomization('set.yaml', 'secret.yaml'),
    'hub/set.yaml': set(everyCluster, {
      project: 'default',
      destination: 'name: in-cluster',
    }).replace(/source: .*/, growing),
    'hub/secret.yaml': secret('a'),
    'grow/kustomization.yaml': kustomization('secret.yaml'),
    'grow/secret.yaml': secret('b'),
  })
  assert.deepEqual(
    problems.map(({ message }) => message),
    ['Applications lead to new Applications over more than 50 steps'],
  )
  assert.ok(applications.length > 50)
})
