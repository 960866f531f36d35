import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Budget } from '@bulkhead/diagnostics'
import { acmeRepository, observe } from '../testing/acme.ts'
import { edited, setPath } from '../testing/edited.ts'
import type { Files } from '../testing/memory-repository.ts'
import { validate, type ValidateOptions } from '../validate.ts'
import { twoOwners } from './arg007-two-owners.ts'
import { allRules } from './index.ts'
import { rootNotChecked as rule } from './kus010-root-not-checked.ts'

const base = 'apps/web/base/kustomization.yaml'
const observeEdits = (edits: Files) => observe(rule, acmeRepository({}, edits))
const report = (edits: Files, options: ValidateOptions = {}) =>
  validate(acmeRepository({}, edits), { rules: [rule], ...options })

test('what can be looked at: fine', () => assert.deepEqual(observeEdits({}), []))

const hidden: readonly (readonly [what: string, edits: Files, found: RegExp])[] = [
  [
    'a remote resource',
    { [base]: 'resources:\n- config.yaml\n- https://example.com/x.yaml\n' },
    /^apps\/web\/base\/kustomization\.yaml:3:3 no rule looks at all of apps\/web\/base and 3 more: "https:\/\/example\.com\/x\.yaml" would be fetched from the network$/,
  ],
  [
    'a remote base, as Kustomize writes it for short',
    { [base]: "resources: [config.yaml, 'github.com/acme/base//web?ref=v1']\n" },
    /base\/kustomization\.yaml:1:26 .*would be fetched/,
  ],
  [
    'what looks remote to some and not to others',
    { [base]: 'resources: [config.yaml, "web?ref=main"]\n' },
    /base\/kustomization\.yaml:1:26 no rule looks at apps\/web\/base and 3 more: there is no file/,
  ],
  [
    'a chart',
    {
      [base]: 'resources: [config.yaml]\nhelmCharts: [{ name: dex, repo: https://example.com }]\n',
    },
    /base\/kustomization\.yaml:2:14 .*: the Helm chart "dex" is not inflated here$/,
  ],
  [
    'a generator that is a program',
    {
      [base]: 'resources: [config.yaml]\ngenerators: [make.yaml]\n',
      'apps/web/base/make.yaml': 'apiVersion: a/v1\nkind: Make\nmetadata: { name: m }\n',
    },
    /make\.yaml:1:1 no rule looks at all of .*: .*is not a builtin generator/,
  ],
  [
    'a transformer that is a program, which can change anything',
    {
      [base]: 'resources: [config.yaml]\ntransformers: [make.yaml]\n',
      'apps/web/base/make.yaml': 'apiVersion: a/v1\nkind: Make\nmetadata: { name: m }\n',
    },
    /make\.yaml:1:1 no rule looks at all of apps\/web\/base and 3 more: .*is not a builtin transformer/,
  ],
  [
    'manifests that are hydrated and synced from another branch',
    edited(setPath, [
      '      source:\n',
      "      sourceHydrator: { drySource: { repoURL: 'https://github.com/acme/fleet.git', path: apps, targetRevision: main }, syncSource: { targetBranch: env, path: web } }\n      source:\n",
    ]),
    /web\.yaml:\d+:\d+ no rule looks at all that the Application web-.* deploys: https:\/\/github\.com\/acme\/fleet\.git at env is not this repository/,
  ],
  [
    'a source in another repository',
    edited(setPath, ['https://github.com/acme/fleet.git', 'https://example.com/other.git']),
    /web\.yaml:\d+:\d+ no rule looks at all that the Application web-.* deploys: https:\/\/example\.com\/other\.git at main is not this repository/,
  ],
  [
    'a plugin of Argo CD',
    edited(setPath, [
      `path: 'apps/web/overlays/{{ .name }}'\n`,
      `path: 'apps/web/overlays/{{ .name }}'\n        plugin: { name: x }\n`,
    ]),
    /web\.yaml:\d+:\d+ .*a plugin makes its manifests$/,
  ],
  [
    'a chart that a person wants',
    edited(setPath, [`        path: 'apps/web/overlays/{{ .name }}'\n`, '        chart: web\n']),
    /web\.yaml:\d+:\d+ .*the Helm chart web from https:\/\/github\.com\/acme\/fleet\.git is not rendered$/,
  ],
  [
    'a component that an Application adds from elsewhere',
    edited(setPath, [
      `path: 'apps/web/overlays/{{ .name }}'\n`,
      `path: 'apps/web/overlays/{{ .name }}'\n        kustomize: { components: ['https://example.com/a//b?ref=v1'] }\n`,
    ]),
    /no rule looks at all that the Application web-.* deploys: "https:\/\/example\.com\/a\/\/b\?ref=v1" would be fetched/,
  ],
  [
    'a generator that asks a living system',
    edited(setPath, [
      '    - clusters:',
      '    - scmProvider: { github: { organization: acme } }\n    - clusters:',
    ]),
    /web\.yaml:\d+:\d+ what the ApplicationSet web makes of spec\.generators\[0\].* is unknown/,
  ],
]

for (const [what, edits, found] of hidden) {
  test(`${what} is found where it is written`, () => {
    const all = observeEdits(edits)
    assert.equal(all.length, 1, all.join('\n'))
    assert.match(all.join(), found)
  })
}

test('a link that a kustomization follows is found at the reference', () => {
  const { paths, read } = acmeRepository({}, { [base]: 'resources: [config.yaml, linked]\n' })
  const skipped = [{ what: 'apps/web/base/linked', why: 'a symbolic link' }]
  assert.deepEqual(observe(rule, { paths, read, skipped }), [
    `${base}:1:26 no rule looks at all of apps/web/base and 3 more: "linked" leads to a symbolic link`,
  ])
})

const accept = (entry: string): Files =>
  edited('fleet/fleet.yaml', ['  network:', `  unchecked: [${entry}]\n  network:`])
const remote = { [base]: 'resources: [config.yaml, https://example.com/x.yaml]\n' }

test('a broken step beside an accepted remote base is told, unless the whole file is accepted', () => {
  const broken = {
    [base]:
      "resources: [config.yaml, https://example.com/x.yaml]\npatches: [{ patch: '{ apiVersion: v1, kind: ConfigMap, metadata: { name: gone } }' }]\n",
  }
  const byName = `{ path: ${base}, name: 'https://example.com/x.yaml', reason: signed }`
  const told = report({ ...broken, ...accept(byName) }).findings
  assert.deepEqual(
    told.map(({ location: { file, line }, message }) => `${file}:${line} ${message}`),
    [
      `${base}:2 no rule looks at all of apps/web/base and 3 more: a step fails, maybe for want of what was left out before: there is no ConfigMap.v1.[noGrp]/gone.[noNs] to patch`,
    ],
  )
  assert.match(told[0]!.hint, /accept the path of this file in `spec\.unchecked`, without a name/)
  const byPath = `{ path: ${base}, reason: signed }`
  assert.deepEqual(report({ ...broken, ...accept(byPath) }).findings, [])
})

test('what the fleet accepts by name is counted, and nothing else with it', () => {
  const entry = `{ path: ${base}, name: 'https://example.com/x.yaml', reason: signed }`
  const { findings, suppressed } = report({ ...remote, ...accept(entry) })
  assert.deepEqual(findings, [])
  assert.deepEqual(
    suppressed.map(({ reason, isAccepted }) => [reason, isAccepted]),
    [['signed', true]],
  )
  const other = { [base]: 'resources: [https://example.com/x.yaml, https://example.com/y.yaml]\n' }
  assert.equal(report({ ...other, ...accept(entry) }).findings.length, 1)
})

test('beside what is accepted, the rest of the root is looked at', () => {
  const path = 'apps/web/base/kustomization.yaml'
  const twice: Files = {
    [path]: 'resources: [config.yaml, https://example.com/x.yaml]\n',
    'clusters/us-east-1-staging/kustomization.yaml': 'resources: [facts.yaml, registration.yaml]\n',
  }
  const { checked } = validate(acmeRepository({}, twice), { rules: [rule, twoOwners] })
  assert.equal(checked.objects, validate(acmeRepository(), { rules: [rule] }).checked.objects)
})

test('no comment answers for it', () => {
  const comment = {
    [base]: 'resources:\n# bulkhead-ignore KUS010: we know\n- https://example.com/x.yaml\n',
  }
  assert.equal(report(comment).findings.length, 1)
})

test('an acceptance that answers for nothing is reported', () => {
  const entry = `{ path: ${base}, reason: signed }`
  const { findings } = validate(acmeRepository({}, accept(entry)), { rules: allRules })
  assert.deepEqual(
    findings.filter(({ rule }) => rule === 'CFG002').map(({ message }) => message),
    [`this acceptance of ${base} answers for nothing: rules can look at all of it`],
  )
})

test('a commit hears of what it takes part in, and of nothing else', () => {
  const scoped = (path: string) => report(remote, { scope: new Set([path]) }).findings.length
  assert.equal(scoped('apps/web/base/config.yaml'), 1)
  assert.equal(scoped(base), 1)
  assert.equal(scoped('clusters/us-east-1-staging/facts.yaml'), 0)
})

test('charts that a named system brings are said, as long as they are told what it tells them', () => {
  const ourPacks = () =>
    new Map([
      [
        'mesh/pack.yaml',
        'spec: { application: { namespace: x, helm: { repository: https://helm.example.com, chart: mesh, version: 1.0.0, values: [base/values.yaml, overlays/$cluster/values.yaml] } } }',
      ],
    ])
  const system = (helm: string, repoURL = 'https://helm.example.com'): Files => ({
    ...edited('fleet/fleet.yaml', ['  network:', '  systems: [mesh]\n  network:']),
    ...edited(setPath, [
      '      source:\n',
      `      sources:\n      - { repoURL: '${repoURL}', chart: mesh, targetRevision: 1.1.0, helm: { ${helm} } }\n      - ref: values\n`,
    ]),
  })
  const files = [
    '$values/infrastructure/mesh/base/values.yaml',
    '$values/infrastructure/mesh/overlays/{{ .name }}/values.yaml',
  ]
  const values = `releaseName: mesh, valueFiles: [${files.map(file => `'${file}'`).join(', ')}]`
  const judge = (edits: Files) => report(edits, { ourPacks })
  const asked = judge(system(values))
  assert.deepEqual(asked.findings, [])
  assert.ok(asked.skipped.some(({ why }) => why === 'not rendered: mesh'))
  for (const [helm, url] of [
    [`${values}, values: 'extraObjects: []'`, undefined],
    [values, 'https://helm.example.org'],
    ['releaseName: mesh', undefined],
  ] as const) {
    assert.equal(judge(system(helm, url)).findings.length, 1, helm)
  }
})

test('a root that exceeds a limit is found, with the limit that raises it', () => {
  const objects = Array.from(
    { length: 11 },
    (_, i) => `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: c${i} }\n`,
  )
  const budget = new Budget([['root-objects', 10]])
  const { findings } = report({ 'apps/web/base/config.yaml': objects.join('---\n') }, { budget })
  assert.equal(findings.length, 1, findings.map(({ message }) => message).join('\n'))
  assert.match(
    findings[0]!.message,
    /^no rule looks at apps\/web\/base and 3 more: .*more than 10 objects/,
  )
  assert.match(findings[0]!.hint, /--limit root-objects=/)
})
