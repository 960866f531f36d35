import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  application,
  cartSet,
  changeOf,
  here,
  linesOf,
  map,
  momentOf,
  pruning,
  resources,
  twoClusters,
  url,
  type Files,
} from '../testing/moments.ts'
import { compareInstances } from './compare-instances.ts'

const staging = 'matchLabels: { environment: staging }'

/** What edits do, told in lines; what Argo CD itself is brought is left out. */
const tell = (edits: Files, before?: Files) =>
  linesOf(changeOf(edits, before)).filter(line => !line.includes(' own-root: '))

test('comments and another order of keys reach nothing, and the files are told all the same', () => {
  const edits = {
    'cart/base/map.yaml': `# a comment\n${map('cart', '1')}`,
    'hub/cart.yaml': `${cartSet()}# the end\n`,
  }
  const change = changeOf(edits)
  assert.deepEqual(linesOf(change), [])
  assert.deepEqual(change.sets, [])
  assert.deepEqual(change.paths, Object.keys(edits).sort())
})

test('a shared base reaches every overlay, and an overlay itself alone', () => {
  assert.deepEqual(tell({ 'cart/base/map.yaml': map('cart', '2') }), [
    'changed cart-eu: changed ConfigMap/cart',
    'changed cart-us: changed ConfigMap/cart',
  ])
  assert.deepEqual(
    tell({ 'cart/us/kustomization.yaml': `${resources('../base')}nameSuffix: -x\n` }),
    ['changed cart-us: removed ConfigMap/cart (deleted) added ConfigMap/cart-x'],
  )
})

test('what brings a set has it among its objects', () => {
  const { applications } = changeOf({ 'hub/cart.yaml': cartSet({ selector: staging }) })
  assert.deepEqual(linesOf({ applications }), [
    'removed cart-eu (deleted): removed ConfigMap/cart (deleted)',
    'changed own-root: changed ApplicationSet/cart',
  ])
})

test('where all is new, all is added, and the other way round all is removed', () => {
  const [nothing, all] = [{}, twoClusters].map(momentOf) as [
    ReturnType<typeof momentOf>,
    ReturnType<typeof momentOf>,
  ]
  assert.deepEqual(
    compareInstances(nothing, all).applications.map(
      one => `${one.verdict} ${one.application.name}`,
    ),
    ['added cart-eu', 'added cart-us', 'added own-clusters', 'added own-root'],
  )
  assert.equal(compareInstances(all, nothing).applications.length, 0, 'the root does not build')
  assert.deepEqual(compareInstances(all, all).applications, [])
})

test('a field of the Application is told, and what Argo CD keeps for itself is not', () => {
  const owned = 'annotations: { argocd.argoproj.io/manifest-generate-paths: /cart }'
  const edit = (from: string, to: string) => tell({ 'hub/cart.yaml': cartSet().replace(from, to) })
  assert.deepEqual(edit('labels: {', `${owned}, labels: {`), [])
  assert.deepEqual(edit('labels: {', `labels: { team: shop,`), [
    'changed cart-eu: metadata.labels.team',
    'changed cart-us: metadata.labels.team',
  ])
})

/* What becomes of objects that are no longer deployed. */

const noBase = { 'cart/base/kustomization.yaml': resources() }
const withOption = (option: string): Files => ({
  'cart/base/map.yaml': map('cart', '1', `argocd.argoproj.io/sync-options: '${option}'`),
})

const prunes: readonly (readonly [what: string, before: Files, fate: string])[] = [
  ['a sync prunes', {}, 'deleted'],
  ['an object says Prune=false', withOption('Prune=false'), 'left'],
  ['an object says Prune=confirm among others', withOption('A=b, Prune=confirm'), 'confirmed'],
  ['Delete=false is about deletion', withOption('Delete=false'), 'deleted'],
  ['nothing is automated', { 'hub/cart.yaml': cartSet({ sync: '{}' }) }, 'left'],
  [
    'automation does not prune',
    { 'hub/cart.yaml': cartSet({ sync: '{ automated: { prune: false } }' }) },
    'left',
  ],
  [
    'the Application says Prune=false',
    {
      'hub/cart.yaml': cartSet({
        sync: '{ automated: { prune: true }, syncOptions: [Prune=false] }',
      }),
    },
    'left',
  ],
]

for (const [what, before, fate] of prunes) {
  test(`what is no longer deployed is ${fate} where ${what}`, () => {
    assert.equal(tell(noBase, before)[0], `changed cart-eu: removed ConfigMap/cart (${fate})`)
  })
}

/* What becomes of Applications, and of what they deployed. */

const policy = (text: string) => `  syncPolicy: { ${text} }\n`
const shrunk = (more = '') => ({ 'hub/cart.yaml': cartSet({ more, selector: staging }) })

const shrinks: readonly (readonly [what: string, more: string, told: string])[] = [
  ['by default', '', '(deleted): removed ConfigMap/cart (deleted)'],
  [
    'preserving',
    policy('preserveResourcesOnDeletion: true'),
    '(deleted): removed ConfigMap/cart (left)',
  ],
  [
    'that never deletes',
    policy('applicationsSync: create-update'),
    '(left): removed ConfigMap/cart (left)',
  ],
]

for (const [what, more, told] of shrinks) {
  test(`what a set ${what} no longer makes`, () => {
    assert.deepEqual(tell(shrunk(more), { 'hub/cart.yaml': cartSet({ more }) }), [
      `removed cart-eu ${told}`,
    ])
  })
}

test('what goes with its Application can say that it stays', () => {
  assert.deepEqual(tell(shrunk(), withOption('Delete=false')), [
    'removed cart-eu (deleted): removed ConfigMap/cart (left)',
  ])
})

const noSet = {
  'hub/kustomization.yaml': resources('root.yaml', 'clusters.yaml', 'project.yaml'),
  'hub/cart.yaml': undefined,
}
const annotated = (option: string) =>
  cartSet().replace(
    'namespace: argocd }',
    `namespace: argocd, annotations: { argocd.argoproj.io/sync-options: ${option} } }`,
  )
const finalized = cartSet({ more: policy('applicationsSync: create-update') }).replace(
  'namespace: argocd }',
  'namespace: argocd, finalizers: [resources-finalizer.argocd.argoproj.io] }',
)

const gone: readonly (readonly [what: string, before: Files, told: string])[] = [
  ['a set', {}, '(deleted): removed ConfigMap/cart (deleted)'],
  [
    'a set with preserveResourcesOnDeletion',
    { 'hub/cart.yaml': cartSet({ more: policy('preserveResourcesOnDeletion: true') }) },
    '(deleted): removed ConfigMap/cart (left)',
  ],
  [
    'a set that is to be confirmed',
    { 'hub/cart.yaml': annotated('Prune=confirm') },
    '(confirmed): removed ConfigMap/cart (confirmed)',
  ],
  [
    'a set that is not pruned',
    { 'hub/cart.yaml': annotated('Prune=false') },
    '(left): removed ConfigMap/cart (left)',
  ],
  [
    'a set that never deletes: its Applications go with their owner',
    { 'hub/cart.yaml': cartSet({ more: policy('applicationsSync: create-update') }) },
    '(deleted): removed ConfigMap/cart (deleted)',
  ],
  [
    'a set that never deletes and has a finalizer: it lets go of them first',
    { 'hub/cart.yaml': finalized },
    '(left): removed ConfigMap/cart (left)',
  ],
  [
    'a set whose Application does not prune',
    { 'hub/root.yaml': application('own-root', here('hub')) },
    '(left): removed ConfigMap/cart (left)',
  ],
]

for (const [what, before, told] of gone) {
  test(`to take away ${what}`, () => {
    assert.deepEqual(tell(noSet, before), [`removed cart-eu ${told}`, `removed cart-us ${told}`])
  })
}

const keeping: Readonly<Record<string, Files>> = {
  'a set that freezes': { 'hub/cart.yaml': cartSet({ label: 'nothing' }) },
  'a set of which the living world knows': {
    'hub/cart.yaml': cartSet().replace(
      /clusters: .*\n/,
      'pullRequest: { github: { owner: a, repo: b } } }]\n',
    ),
  },
  'a set whose Applications are refused': { 'hub/cart.yaml': cartSet({ project: 'gone' }) },
  'a root that no longer builds': { 'hub/kustomization.yaml': resources('nothing.yaml') },
  'clusters that no longer build': { 'clusters/kustomization.yaml': resources('nothing.yaml') },
}

for (const [what, edits] of Object.entries(keeping)) {
  test(`${what} removes nothing`, () => {
    const { applications, sets } = changeOf(edits)
    assert.deepEqual(
      applications.filter(({ verdict }) => verdict === 'removed'),
      [],
    )
    assert.deepEqual(
      sets.flatMap(({ lost }) => lost),
      [],
    )
  })
}

test('a workload in the cluster of Argo CD that no longer builds hides no removal', () => {
  const files = {
    'hub/kustomization.yaml': resources(
      'root.yaml',
      'clusters.yaml',
      'project.yaml',
      'cart.yaml',
      'own.yaml',
    ),
    'hub/own.yaml': application('own-cart', here('cart/base')),
  }
  const edits = { 'cart/base/kustomization.yaml': resources('nothing.yaml'), ...shrunk() }
  assert.ok(tell(edits, files).some(line => line.startsWith('removed cart-eu')))
})

/* What is not rendered, or cannot be. */

const alone = (source: string): Files => ({
  'hub/kustomization.yaml': resources('root.yaml', 'clusters.yaml', 'one.yaml'),
  'hub/one.yaml': application('one', source),
})
const chart = (version: string, more = '') =>
  `sources: [{ repoURL: https://charts.example.com, chart: redis, targetRevision: ${version}, helm: { valueFiles: [$values/values/redis.yaml]${more} } }, { repoURL: ${url}, targetRevision: main, ref: values }]`
const values = { 'values/redis.yaml': 'replicas: 1\nport: 80\n' }

test('value files of a chart are compared where they lie', () => {
  const before = { ...alone(chart('1.0.0')), ...values }
  assert.deepEqual(tell({ 'values/redis.yaml': 'replicas: 2\nport: 80\n' }, before), [
    'changed one: changed redis from https://charts.example.com values.replicas',
  ])
  assert.deepEqual(tell({ 'values/redis.yaml': '# more\nport: 80\nreplicas: 1\n' }, before), [])
  assert.deepEqual(tell({ 'hub/one.yaml': application('one', chart('1.1.0')) }, before), [
    'changed one: spec.sources[0].targetRevision changed redis from https://charts.example.com version',
  ])
})

test('a chart of the repository is not rendered, and its templates are said to have changed', () => {
  const before = {
    ...alone(here('redis', ', helm: { valueFiles: [eu.yaml] }')),
    'redis/Chart.yaml': 'name: redis\n',
    'redis/eu.yaml': 'replicas: 1\n',
    'redis/templates/redis.yaml': 'kind: Service\n',
  }
  assert.deepEqual(tell({ 'redis/eu.yaml': 'replicas: 2\n' }, before), [
    `changed one: changed redis from ${url} values.replicas`,
  ])
  assert.deepEqual(tell({ 'redis/templates/redis.yaml': 'kind: Pod\n' }, before), [
    'changed one: ? the Helm chart redis has changed, and is not rendered here',
  ])
})

test('numbers that JavaScript cannot hold are told by their digits', () => {
  const source = (id: string) =>
    `source: { repoURL: https://charts.example.com, chart: redis, targetRevision: 1.0.0, helm: { valueFiles: [], valuesObject: { id: ${id} } } }`
  const before = alone(source('9007199254740993'))
  const { applications } = changeOf(
    { 'hub/one.yaml': application('one', source('9007199254740995')) },
    before,
  )
  const [one] = applications
  assert.deepEqual(one?.charts[0]?.fields, [
    { path: 'values.id', before: '9007199254740993', after: '9007199254740995' },
  ])
  assert.match(JSON.stringify(one), /9007199254740995/)
})

const broken = { 'one/kustomization.yaml': resources('nothing.yaml') }
const whole = { 'one/kustomization.yaml': resources('map.yaml'), 'one/map.yaml': map('one', '1') }

test('what no longer builds takes nothing away, and what builds again is not all new', () => {
  assert.deepEqual(tell(broken, { ...alone(here('one')), ...whole }), [
    'changed one: ? one does not build',
  ])
  assert.deepEqual(tell(whole, { ...alone(here('one')), ...broken }), [
    'changed one: ? before the change, one does not build',
  ])
})

test('what builds neither before nor after is said once, where its files change', () => {
  const before = { ...alone(here('one')), ...broken }
  const edits = { 'one/kustomization.yaml': resources('nowhere.yaml') }
  assert.deepEqual(tell(edits, before), ['changed one: ? one does not build'])
  assert.deepEqual(tell({ 'values/redis.yaml': 'a: 1\n' }, before), [])
})

test('what a plugin makes is said to have changed with its files, and not how', () => {
  const source = here('made', ', plugin: { name: cue }')
  const before = { ...alone(source), 'made/map.yaml': map('one', '1') }
  assert.deepEqual(tell({ 'made/map.yaml': map('one', '2') }, before), [
    'changed one: ? a plugin makes its manifests',
  ])
  assert.deepEqual(tell({ 'values/redis.yaml': 'a: 1\n' }, before), [])
})

test('what is known on both sides is compared, though another source has become another', () => {
  const sources = (tag: string) =>
    `sources: [{ repoURL: https://example.com/other.git, targetRevision: ${tag}, path: x }, { repoURL: ${url}, targetRevision: main, path: one }]`
  const before = {
    ...alone(sources('v1')),
    'one/kustomization.yaml': resources('map.yaml', 'more.yaml'),
    'one/map.yaml': map('one', '1'),
    'one/more.yaml': map('more', '1'),
  }
  const edits = {
    'hub/one.yaml': application('one', sources('v2')),
    'one/kustomization.yaml': resources('map.yaml'),
    'one/map.yaml': map('one', '2'),
  }
  const why = (tag: string) =>
    `https://example.com/other.git at ${tag} is not this repository as it is here`
  assert.deepEqual(tell(edits, before), [
    `changed one: spec.sources[0].targetRevision changed ConfigMap/one ? before the change, ${why('v1')} ? ${why('v2')}`,
  ])
})

test('a source that has not changed is as it was, whatever cannot be said of it', () => {
  const elsewhere = 'repoURL: https://example.com/other.git, targetRevision: main, path: one'
  const both = `sources: [{ ${elsewhere} }, { repoURL: ${url}, targetRevision: main, path: one }]`
  const before = { ...alone(both), ...whole }
  assert.deepEqual(tell({ 'one/map.yaml': `# comment\n${map('one', '1')}` }, before), [])
  assert.deepEqual(tell({ 'one/map.yaml': map('one', '2') }, before), [
    'changed one: changed ConfigMap/one',
  ])
})

test('a path of another repository, or of a tag, is none of ours', () => {
  for (const source of [
    'source: { repoURL: https://example.com/other.git, targetRevision: main, path: one }',
    `source: { repoURL: ${url}, targetRevision: v1, path: one }`,
  ]) {
    assert.deepEqual(tell({ 'one/map.yaml': map('one', '2') }, { ...alone(source), ...whole }), [])
  }
})

test('a directory of plain manifests is compared object by object', () => {
  const before = { ...alone(here('plain')), 'plain/map.yaml': map('one', '1') }
  assert.deepEqual(tell({ 'plain/map.yaml': map('one', '2') }, before), [
    'changed one: changed ConfigMap/one',
  ])
})

test('where only the namespace of an Application changes, that is told', () => {
  const before = { ...alone(here('one')), ...whole }
  const edits = {
    'hub/one.yaml': application('one', here('one'), pruning).replace(
      'namespace: shop',
      'namespace: mall',
    ),
  }
  assert.deepEqual(
    tell(edits, { ...before, 'hub/one.yaml': application('one', here('one'), pruning) }),
    ['changed one: spec.destination.namespace'],
  )
})

/* Several Argo CDs. */

test('Applications of one name in two Argo CDs are told apart', () => {
  const two = (edits: Files = {}) => {
    const tree = { ...twoClusters, ...edits }
    const [one, other] = [tree, { ...tree, 'hub/cart.yaml': cartSet({ selector: staging }) }].map(
      momentOf,
    ) as [ReturnType<typeof momentOf>, ReturnType<typeof momentOf>]
    return { one, other }
  }
  const { one, other } = two()
  const join = (first: ReturnType<typeof momentOf>, second: ReturnType<typeof momentOf>) => {
    const elsewhere = second.instance
    const renamed = {
      ...elsewhere,
      roots: elsewhere.roots.map(root => ({ ...root, instance: 'other' })),
      expansions: elsewhere.expansions.map(set => ({ ...set, instance: 'other' })),
      applications: elsewhere.applications.map(app => ({ ...app, instance: 'other' })),
    }
    return {
      repository: first.repository,
      instance: {
        ...first.instance,
        roots: [...first.instance.roots, ...renamed.roots],
        expansions: [...first.instance.expansions, ...renamed.expansions],
        applications: [...first.instance.applications, ...renamed.applications],
      },
    }
  }
  const { applications, sets } = compareInstances(join(one, one), join(one, other))
  assert.deepEqual(
    applications.map(({ verdict, application: { name, instance } }) => [verdict, name, instance]),
    [['removed', 'cart-eu', 'other']],
  )
  assert.deepEqual(
    sets.map(({ name, instance, lost }) => [name, instance, lost]),
    [['cart', 'other', ['eu']]],
  )
})
