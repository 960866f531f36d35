import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formatLocation, type Location } from '@bulkhead/diagnostics'
import { build, buildMany } from './build.ts'
import { BuildError } from './build-error.ts'
import { memoryFileSystem } from './file-system.ts'

const files = {
  '/base/kustomization.yaml': 'resources:\n- deployment.yaml\n',
  '/base/deployment.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 1
  template:
    spec:
      containers:
      - name: web
        image: nginx:1.0
        env:
        - {name: A, value: base}
`,
  '/over/kustomization.yaml': `resources:
- ../base
namespace: shop
images:
- name: nginx
  newTag: "2.0"
patches:
- path: patch.yaml
- patch: |
    apiVersion: apps/v1
    kind: Deployment
    metadata:
      name: web
    spec:
      paused: true
configMapGenerator:
- name: settings
  literals:
  - key=value
`,
  '/over/patch.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 3
`,
}

function show(location: Location | undefined): string | undefined {
  return location && formatLocation({ ...location, file: location.file })
}

test('every leaf leads to the place that a person must edit', () => {
  const { resources } = build('/over', { fileSystem: memoryFileSystem(files) })
  const web = resources.find(({ kind }) => kind === 'Deployment')
  const at = (...path: (string | number)[]) => show(web?.locate(path).location)
  assert.equal(at('spec', 'replicas'), '/over/patch.yaml:6:13')
  assert.equal(at('metadata', 'namespace'), '/over/kustomization.yaml:3:12')
  assert.equal(
    at('spec', 'template', 'spec', 'containers', 0, 'image'),
    '/over/kustomization.yaml:5:3',
  )
  assert.equal(
    at('spec', 'template', 'spec', 'containers', 0, 'env', 0, 'value'),
    '/base/deployment.yaml:13:28',
  )
  assert.equal(at('spec', 'paused'), '/over/kustomization.yaml:15:15')
  assert.equal(web?.locate(['spec', 'replicas']).by, 'patches[0]')
  assert.equal(web?.locate(['spec', 'replicas']).kustomization, '/over/kustomization.yaml')
})

test('every object leads to its file, its kustomization and what changed it', () => {
  const { resources } = build('/over', { fileSystem: memoryFileSystem(files) })
  const [settings, web] = resources
  assert.equal(show(web?.provenance.location), '/base/deployment.yaml:1:1')
  assert.equal(web?.provenance.kustomization, '/base/kustomization.yaml')
  assert.deepEqual(
    web?.provenance.changes.map(({ by }) => by),
    ['patches[0]', 'patches[1]'],
  )
  assert.equal(show(settings?.provenance.location), '/over/kustomization.yaml:17:3')
  assert.equal(show(settings?.locate(['data', 'key']).location), '/over/kustomization.yaml:19:5')
})

test('what one root changes, another does not see', () => {
  const fileSystem = memoryFileSystem({
    ...files,
    '/other/kustomization.yaml': 'resources: [../base]\nnamePrefix: other-\n',
  })
  const alone = new Map(
    ['/base', '/over', '/other'].map(root => [root, build(root, { fileSystem }).toYaml()]),
  )
  for (const outcome of buildMany(['/over', '/other', '/base', '/over'], { fileSystem })) {
    assert.ok('result' in outcome)
    assert.equal(outcome.result.toYaml(), alone.get(outcome.root))
  }
})

test('a root that fails does not keep others from being built', () => {
  const fileSystem = memoryFileSystem(files)
  const outcomes = [...buildMany(['/nowhere', '/base'], { fileSystem })]
  assert.deepEqual(
    outcomes.map(outcome => 'error' in outcome),
    [true, false],
  )
})

test('each file is read once, however many roots use it', () => {
  const memory = memoryFileSystem(files)
  const reads = new Map<string, number>()
  const fileSystem = {
    ...memory,
    readFile(path: string) {
      const bytes = memory.readFile(path)
      if (bytes) reads.set(path, (reads.get(path) ?? 0) + 1)
      return bytes
    },
  }
  for (const outcome of buildMany(['/over', '/base', '/over'], { fileSystem })) {
    assert.ok('result' in outcome)
  }
  assert.deepEqual(new Set(reads.values()), new Set([1]))
})

const faults: readonly [
  name: string,
  files: Record<string, string>,
  code: string,
  place: string | undefined,
][] = [
  [
    'a missing file',
    { '/kustomization.yaml': 'resources:\n- a.yaml\n' },
    'KUSTOMIZE_MISSING_FILE',
    '/kustomization.yaml:2:3',
  ],
  [
    'an unknown field',
    { '/kustomization.yaml': 'resources: []\nnamespac: x\n' },
    'KUSTOMIZE_FIELD',
    '/kustomization.yaml:2:11',
  ],
  [
    'broken YAML',
    { '/kustomization.yaml': 'resources: [r.yaml]\n', '/r.yaml': 'a: 1\n  b: 2\n' },
    'KUSTOMIZE_YAML',
    '/r.yaml:2:4',
  ],
  [
    'a remote base',
    { '/kustomization.yaml': 'resources:\n- https://github.com/a/b//c?ref=v1\n' },
    'KUSTOMIZE_REMOTE',
    '/kustomization.yaml:2:3',
  ],
  [
    'a Helm chart',
    { '/kustomization.yaml': 'helmCharts:\n- name: x\n' },
    'KUSTOMIZE_HELM',
    '/kustomization.yaml:2:3',
  ],
  [
    'a plugin',
    {
      '/kustomization.yaml': 'transformers: [t.yaml]\n',
      '/t.yaml': 'apiVersion: a/v1\nkind: T\nmetadata: {name: t}\n',
    },
    'KUSTOMIZE_PLUGIN',
    '/t.yaml:1:1',
  ],
  [
    'a patch without a match',
    {
      '/kustomization.yaml':
        'patches:\n- patch: |-\n    apiVersion: v1\n    kind: ConfigMap\n    metadata: {name: x}\n',
    },
    'KUSTOMIZE_PATCH',
    '/kustomization.yaml:3:5',
  ],
  [
    'a bad JSON patch inside the kustomization',
    {
      '/kustomization.yaml':
        'resources: [r.yaml]\npatches:\n- target: {kind: ConfigMap}\n  patch: |-\n    - op: remove\n      path: /data/none\n',
      '/r.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\ndata: {}\n',
    },
    'KUSTOMIZE_PATCH',
    '/kustomization.yaml:6:13',
  ],
]

for (const [name, input, code, place] of faults) {
  test(`${name} is an error at its place`, () => {
    assert.throws(
      () => build('/', { fileSystem: memoryFileSystem(input) }).toYaml(),
      (error: unknown) => {
        assert.ok(error instanceof BuildError)
        const [problem] = error.problems
        assert.equal(problem.code, code, problem.message)
        assert.equal(show(problem.location), place)
        return true
      },
    )
  })
}

test('a build that may leave out goes on without what it does not look at, and says so', () => {
  const config = (name: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name} }\n`
  const left = (fields: string, files: Record<string, string> = {}) => {
    const fileSystem = {
      ...memoryFileSystem({
        '/kustomization.yaml': `resources: [own.yaml]\n${fields}`,
        '/own.yaml': config('own'),
        ...files,
      }),
      whyUnread: (path: string) => (path === '/link' ? 'a symbolic link' : undefined),
    }
    const { resources, leftOut } = build('/', { fileSystem, leavesOut: true })
    assert.deepEqual(
      resources.map(({ name }) => name),
      ['own'],
    )
    // Without the option it fails, as ever.
    assert.throws(() => build('/', { fileSystem }), BuildError)
    return leftOut.map(({ message, location }) => `${formatLocation(location!)} ${message}`)
  }
  const remote = 'https://example.com/x.yaml'
  const fetched = `"${remote}" would be fetched from the network`
  const crds = `resources: [own.yaml, ${remote}]\n`
  assert.deepEqual(left('', { '/kustomization.yaml': crds }), [
    `/kustomization.yaml:1:23 ${fetched}`,
  ])
  // Bases leave out too, and a step that fails then is left out and told as well.
  const based = `resources: [own.yaml, base, link]\npatches: [{ patch: '{ apiVersion: v1, kind: ConfigMap, metadata: { name: gone } }' }]\n`
  assert.deepEqual(
    left('', {
      '/kustomization.yaml': based,
      '/base/kustomization.yaml': `resources: [${remote}]\n`,
    }),
    [
      `/base/kustomization.yaml:1:13 ${fetched}`,
      '/kustomization.yaml:1:29 "link" leads to a symbolic link',
      '/kustomization.yaml:2:20 a step fails, maybe for want of what was left out before: there is no ConfigMap.v1.[noGrp]/gone.[noNs] to patch',
    ],
  )
  assert.deepEqual(left('helmCharts: [{ name: a }, { name: b }]\n'), [
    '/kustomization.yaml:2:14 the Helm chart "a" is not inflated here',
    '/kustomization.yaml:2:27 the Helm chart "b" is not inflated here',
  ])
})

test('a plugin that changes objects leaves nothing that is known', () => {
  const fileSystem = memoryFileSystem({
    '/kustomization.yaml': 'resources: [own.yaml]\ntransformers: [t.yaml]\n',
    '/own.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: own }\n',
    '/t.yaml': 'apiVersion: a/v1\nkind: T\nmetadata: { name: t }\n',
  })
  assert.throws(() => build('/', { fileSystem, leavesOut: true }), /t.yaml|plugin/i)
})
