import assert from 'node:assert/strict'
import { test } from 'node:test'
import { acmeRepository, observe, reportOf } from '../testing/acme.ts'
import { edited, setPath } from '../testing/edited.ts'
import type { Files } from '../testing/memory-repository.ts'
import { validate } from '../validate.ts'
import { expandedPathMissing as rule } from './arg003-expanded-path-missing.ts'
import { rootNotChecked } from './kus010-root-not-checked.ts'

const observeEdits = (edits: Files) => observe(rule, acmeRepository({}, edits))
const overlay = 'apps/web/overlays/us-east-1-staging/kustomization.yaml'

test('a directory for each cluster: fine', () => assert.deepEqual(observeEdits({}), []))

test('one that is missing is reported where the path is written, with the cluster', () => {
  const { findings } = reportOf(rule, acmeRepository({}, { [overlay]: undefined }))
  assert.deepEqual(
    findings.map(({ location: { file, line, column }, message, cluster }) => [
      `${file}:${line}:${column} ${message}`,
      cluster,
    ]),
    [
      [
        `${setPath}:24:15 there is no directory apps/web/overlays/us-east-1-staging, which the Application web-us-east-1-staging names`,
        'us-east-1-staging',
      ],
    ],
  )
})

test('several that one template names are one finding', () => {
  assert.deepEqual(
    observeEdits(edited(setPath, ['apps/web/overlays/{{ .name }}', 'apps/{{ .name }}'])),
    [
      `${setPath}:24:15 there is no directory apps/eu-west-1-production and 2 more, which the Application web-eu-west-1-production and 2 more names`,
    ],
  )
})

test('another repository, or another revision of this one, is left to KUS010', () => {
  const gone = ['apps/web/overlays', 'gone'] as const
  for (const other of [
    ['acme/fleet.git', 'acme/other.git'],
    ['targetRevision: main', 'targetRevision: v1'],
  ] as const) {
    const elsewhere = acmeRepository({}, edited(setPath, other, gone))
    assert.deepEqual(observe(rule, elsewhere), [])
    assert.match(observe(rootNotChecked, elsewhere).join(), /is not this repository as it is here/)
  }
})

const chart = (helm: string): Files =>
  edited(setPath, [
    `        path: 'apps/web/overlays/{{ .name }}'\n`,
    `        path: apps/web/chart\n        helm: { ${helm} }\n`,
  ])
const values = 'valueFiles: [base.yaml, "{{ .name }}.yaml"]'

test('values files that are missing are reported at their place in the list', () => {
  const files = { 'apps/web/chart/Chart.yaml': 'name: web\n', 'apps/web/chart/base.yaml': 'a: 1\n' }
  assert.deepEqual(observeEdits({ ...files, ...chart(values) }), [
    `${setPath}:25:41 there is no values file apps/web/chart/eu-west-1-production.yaml and 2 more, which the Application web-eu-west-1-production and 2 more names`,
  ])
  assert.deepEqual(
    observeEdits({ ...files, ...chart(`ignoreMissingValueFiles: true, ${values}`) }),
    [],
  )
  assert.deepEqual(observeEdits({ ...files, ...chart('valueFiles: ["*.yaml"]') }), [])
})

test('values that are not YAML are left to SCH003 where that reads them', () => {
  const files = { 'apps/web/chart/Chart.yaml': 'name: web\n' }
  const broken = (name: string) =>
    observeEdits({
      ...files,
      ...chart(`valueFiles: [${name}]`),
      [`apps/web/chart/${name}`]: 'a: [',
    })
  assert.deepEqual(broken('values.yaml'), [])
  assert.match(
    broken('values.txt').join(),
    /the values file apps\/web\/chart\/values\.txt of .* is not YAML/,
  )
})

test('the commit that deletes what is named hears of it', () => {
  const repository = acmeRepository({}, { [overlay]: undefined })
  const count = (path: string) =>
    validate(repository, { rules: [rule], scope: new Set([path]) }).findings.length
  assert.equal(count(overlay), 1)
  assert.equal(count(setPath), 1)
  assert.equal(count('README.md'), 0)
})
