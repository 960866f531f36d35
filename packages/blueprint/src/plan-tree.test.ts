import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FleetError } from '@bulkhead/diagnostics'
import { planTree } from './plan-tree.ts'
import { load, smallSpec } from './testing/fleet.ts'
import { kindPack, manifest } from './testing/packs.ts'

type Files = Readonly<Record<string, string>>

async function plan(
  packs: Files,
  { spec = smallSpec, own = {}, local = {} }: { spec?: string; own?: Files; local?: Files } = {},
) {
  const { tree } = await planTree(load(spec), new Map(Object.entries({ ...kindPack, ...packs })), {
    ownPacks: new Map(Object.entries(own)),
    localOverlays: new Map(Object.entries(local)) as Map<string, 'Component' | 'Kustomization'>,
    ownReferences: new Map(),
  })
  return tree
}

/** Path → text without the line that says whose it is. */
async function texts(...args: Parameters<typeof plan>): Promise<Files> {
  const { files } = await plan(...args)
  return Object.fromEntries(
    files.map(({ path, content }) => [path, content.replace(/^# .*\n/, '')]),
  )
}

async function faultsOf(...args: Parameters<typeof plan>): Promise<readonly string[]> {
  try {
    await plan(...args)
    return []
  } catch (error) {
    assert.ok(error instanceof FleetError, String(error))
    return error.problems.map(
      ({ code, message, location: at }) =>
        `${at ? `${at.file}:${at.line} ` : ''}${code} ${message}`,
    )
  }
}

const onePerCluster = manifest(
  'facts',
  `  role: core
  files:
    - scope: cluster
      from: files
      to: facts/{{cluster.name}}
      kustomization: { namespace: facts }`,
)
const configMap = `apiVersion: v1
kind: ConfigMap
metadata:
  name: {{yaml cluster.name}}
data:
  region: {{yaml region.name}}
`

test('a group writes its templates once for each thing in its scope, and wires them', async () => {
  const packs = { 'facts/pack.yaml': onePerCluster, 'facts/files/map.yaml.hbs': configMap }
  assert.deepEqual(await texts(packs), {
    'facts/one/kustomization.yaml':
      'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n- map.yaml\nnamespace: facts\n',
    'facts/one/map.yaml':
      'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: one\ndata:\n  region: local\n',
    'facts/two/kustomization.yaml':
      'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n- map.yaml\nnamespace: facts\n',
    'facts/two/map.yaml':
      'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: two\ndata:\n  region: local\n',
  })
})

test('several packs contribute to one kustomization', async () => {
  const add = (name: string, field: string) =>
    manifest(
      name,
      `  role: core\n  files:\n    - { scope: fleet, to: shared, kustomization: { ${field} } }`,
    )
  const files = await texts({
    'a/pack.yaml': add('a', 'resources: [x.yaml, y.yaml], namespace: same'),
    'b/pack.yaml': add('b', 'resources: [y.yaml, z.yaml], namespace: same'),
  })
  assert.match(
    files['shared/kustomization.yaml'] ?? '',
    /resources:\n- x.yaml\n- y.yaml\n- z.yaml\n/,
  )
})

test('what is in local/ of an overlay is brought in', async () => {
  const pack = manifest(
    'o',
    `  role: core\n  files:\n    - { scope: cluster, to: 'apps/x/overlays/{{cluster.name}}', kustomization: {} }`,
  )
  const files = await texts(
    { 'o/pack.yaml': pack },
    { local: { 'apps/x/overlays/one': 'Component', 'apps/x/overlays/two': 'Kustomization' } },
  )
  assert.match(files['apps/x/overlays/one/kustomization.yaml'] ?? '', /components:\n- local\n/)
  assert.match(files['apps/x/overlays/two/kustomization.yaml'] ?? '', /resources:\n- local\n/)
})

test('a condition decides per thing', async () => {
  const pack = manifest(
    'o',
    `  role: core\n  files:\n    - { scope: environment, when: environment.protected, from: f, to: 'e/{{environment.name}}', as: file }`,
  )
  const files = await texts({ 'o/pack.yaml': pack, 'o/f/note.txt.hbs': 'x' })
  assert.deepEqual(Object.keys(files), ['e/production/note.txt'])
})

test('options come from the fleet over the defaults of the pack', async () => {
  const pack = manifest(
    'o',
    `  role: core
  options: { properties: { size: { type: integer, default: 3 }, colour: { type: string, default: red } } }
  files:
    - { scope: fleet, from: f, to: o, as: file }`,
  )
  const packs = { 'o/pack.yaml': pack, 'o/f/n.txt.hbs': '{{options.size}} {{options.colour}}' }
  const spec = smallSpec.replace('options: {}', 'options: { o: { size: 5 } }')
  assert.match((await texts(packs, { spec }))['o/n.txt'] ?? '', /5 red/)
})

test('a fleet replaces one template of ours, and adds a pack, by a file of its own', async () => {
  const packs = { 'facts/pack.yaml': onePerCluster, 'facts/files/map.yaml.hbs': configMap }
  const own = {
    'fleet/packs/facts/files/map.yaml.hbs': configMap.replace(
      '\ndata:',
      '\nimmutable: true\ndata:',
    ),
    'fleet/packs/mine/pack.yaml': manifest(
      'mine',
      '  role: core\n  files:\n    - { scope: fleet, from: f, to: mine, as: file }',
    ),
    'fleet/packs/mine/f/note.txt.hbs': 'of {{fleet.name}}',
  }
  const files = await texts(packs, { own })
  assert.match(files['facts/one/map.yaml'] ?? '', /immutable: true/)
  assert.match(files['mine/note.txt'] ?? '', /of acme/)
})

test('the hash of the inputs follows what the spec says, not how it is written', async () => {
  const before = await plan({})
  const commented = await plan(
    {},
    { spec: `# A comment.\n${smallSpec.replace('{ team: shop }', '{team: shop}')}` },
  )
  const changed = await plan(
    {},
    { spec: smallSpec.replace('team: shop', 'team: shop, port: 9000') },
  )
  assert.equal(commented.inputs, before.inputs)
  assert.notEqual(changed.inputs, before.inputs)
})

const filesAt = (to: string, rest = '') =>
  manifest('o', `  role: core\n  files:\n    - { scope: fleet, from: f, to: '${to}'${rest} }`)

const faulty: readonly [name: string, packs: Files, spec: string, faults: readonly string[]][] = [
  [
    'a name that no view has',
    { 'o/pack.yaml': filesAt('o'), 'o/f/a.yaml.hbs': 'a: 1\nb: {{yaml fleet.colour}}\n' },
    smallSpec,
    ['templates/o/f/a.yaml.hbs:2 TEMPLATE_NAME a name in {{yaml fleet.colour}} is not defined'],
  ],
  [
    'a template that renders no YAML',
    { 'o/pack.yaml': filesAt('o'), 'o/f/a.yaml.hbs': 'a: [1\n' },
    smallSpec,
    ['templates/o/f/a.yaml.hbs:2 TEMPLATE_YAML rendered, this is not YAML (deficient indentation)'],
  ],
  [
    'a resource without an identity',
    { 'o/pack.yaml': filesAt('o', ', kustomization: {}'), 'o/f/a.yaml.hbs': 'kind: ConfigMap\n' },
    smallSpec,
    [
      'templates/o/f/a.yaml.hbs:1 TEMPLATE_OBJECT rendered, this is not a Kubernetes object: apiVersion and metadata.name missing',
    ],
  ],
  [
    'a path out of the repository',
    { 'o/pack.yaml': filesAt('../o', ', as: file'), 'o/f/a.txt.hbs': '' },
    smallSpec,
    ['templates/o/pack.yaml:9 PATH_OUTSIDE the path "../o/a.txt" leads out of the repository'],
  ],
  [
    'a path into .git',
    { 'o/pack.yaml': filesAt('.git/hooks', ', as: file'), 'o/f/pre-commit.hbs': '' },
    smallSpec,
    ['templates/o/pack.yaml:9 PATH_OUTSIDE the path ".git/hooks/pre-commit" is git\'s own'],
  ],
  [
    'two packs that write one file',
    {
      'o/pack.yaml': filesAt('x', ', as: file'),
      'o/f/a.txt.hbs': '',
      'p/pack.yaml': filesAt('x', ', as: file').replace('name: o', 'name: p'),
      'p/f/a.txt.hbs': '',
    },
    smallSpec,
    ['templates/p/pack.yaml:9 PACK_CLASH the packs "o" and "p" both write x/a.txt'],
  ],
  [
    'a pack.yaml with an unknown field',
    { 'o/pack.yaml': manifest('o', '  role: core\n  flies: []\n  files: []') },
    smallSpec,
    ['templates/o/pack.yaml:8 SPEC_UNKNOWN_FIELD unknown field "flies"; did you mean "files"?'],
  ],
  [
    'a folder without templates',
    { 'o/pack.yaml': filesAt('x') },
    smallSpec,
    ['templates/o/pack.yaml:9 PACK_FOLDER the pack "o" has no templates in "f"'],
  ],
  [
    'a system that no pack is',
    { 'velero/pack.yaml': manifest('velero', '  role: system\n  files: []') },
    smallSpec.replace('systems: []', 'systems: [valero]'),
    [
      'fleet/fleet.yaml:9 SPEC_UNKNOWN_SYSTEM no pack is a system named "valero"; did you mean "velero"?',
    ],
  ],
  [
    'a system without what it needs',
    { 'mesh/pack.yaml': manifest('mesh', '  role: system\n  needs: [cni]\n  files: []') },
    smallSpec.replace('systems: []', 'systems: [mesh]'),
    ['fleet/fleet.yaml:9 PACK_NEEDS "mesh" needs "cni", which the fleet does not have'],
  ],
  [
    'a cluster that no pack can bootstrap',
    {},
    smallSpec.replace(
      '{ name: one, environment: staging }',
      '{ name: one, environment: staging, bootstrap: magic }',
    ),
    ['fleet/fleet.yaml:18 SPEC_BOOTSTRAP no pack bootstraps "one" by magic on the provider "kind"'],
  ],
  [
    'an option that the pack does not have',
    {
      'o/pack.yaml': manifest(
        'o',
        '  role: core\n  options: { properties: { size: { type: integer } } }\n  files: []',
      ),
    },
    smallSpec.replace('options: {}', 'options: { o: { sice: 1, size: big } }'),
    [
      'fleet/fleet.yaml:10 SPEC_OPTION the pack "o" has no option "sice"; did you mean "size"?',
      'fleet/fleet.yaml:10 SPEC_OPTION the option o.size must be integer',
    ],
  ],
]

for (const [name, packs, spec, faults] of faulty) {
  test(`${name} is refused`, async () => assert.deepEqual(await faultsOf(packs, { spec }), faults))
}
