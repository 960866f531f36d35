import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Deployment } from './deployment.ts'
import { deploy as deployFiles, here, url } from './testing/deploy.ts'

const map = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: facts }\n'
const files = {
  'app/kustomization.yaml': 'resources: [map.yaml]\n',
  'app/map.yaml': map,
  'broken/kustomization.yaml': 'resources: [gone.yaml]\n',
  'plain/map.yaml': map,
  'chart/Chart.yaml': 'name: own\n',
  'chart/values.yaml': 'a: { b: 1, c: [1] }\n',
  'chart/values.eu.yaml': 'a: { b: 2 }\n',
  'chart/broken.yaml': 'a: [\n',
  'values/more.yaml': 'a: { c: [2], d: ~ }\n',
  'values/shop/more.yaml': 'a: { c: [3] }\n',
  'both/Chart.yaml': 'name: own\n',
  'both/kustomization.yaml': 'resources: [map.yaml]\n',
  'both/map.yaml': map,
}

const deploy = (spec: string) => deployFiles(files, spec)

const redis = 'repoURL: https://charts.example.com, chart: redis, targetRevision: 1.0.0'

const kinds: readonly (readonly [source: string, kind: Deployment['kind'], why?: RegExp])[] = [
  [`${here}, path: app`, 'objects'],
  [`${here}, path: ./app/`, 'objects'],
  [`repoURL: https://EXAMPLE.com/fleet, path: app`, 'objects'],
  [`${here}, path: app, kustomize: { version: v5.6.0 }`, 'objects'],
  [`${here}, path: app, kustomize: { images: ['a:b'] }`, 'objects'],
  [`${here}, path: app, kustomize: { images: [a] }`, 'failed'],
  [`${here}, path: app, kustomize: {}, helm: {}`, 'objects'],
  [`${here}, path: app, kustomize: { namePrefix: a- }, helm: { releaseName: a }`, 'failed'],
  [`${here}, path: app, directory: { recurse: true }`, 'objects'],
  [`${here}, path: app, helm: { releaseName: a }`, 'failed'],
  [`${here}, path: app, plugin: { name: x }`, 'unknown', /plugin/],
  [`repoURL: ${url}, targetRevision: v1, path: app`, 'unknown', /fleet\.git at v1 is not/],
  [`repoURL: https://example.com/other, path: app`, 'unknown', /other at HEAD is not/],
  [`${here}, path: gone`, 'failed'],
  [`${here}, path: ../app`, 'failed'],
  [`${here}, path: /app`, 'failed'],
  [`${here}, path: plain`, 'objects'],
  [`${here}, path: plain, kustomize: { namePrefix: a- }`, 'failed'],
  [`${here}, path: both`, 'objects'],
  [`${here}, path: both, helm: { releaseName: a }`, 'chart'],
  [`${here}, path: broken`, 'failed'],
  [`${here}, path: chart`, 'chart'],
  [redis, 'chart'],
  [`${redis}, kustomize: { namePrefix: a- }`, 'unknown', /files of a chart as Kustomize/],
]

for (const [source, kind, why = /^$/] of kinds) {
  test(`${kind}: ${source}`, () => {
    const [deployment] = deploy(`source: { ${source} }`)
    assert.equal(deployment?.kind, kind)
    assert.match(deployment?.kind === 'unknown' ? deployment.why : '', why)
  })
}

test('a source that is only referred to deploys nothing, and one with a path does', () => {
  const sources = (path: string) => deploy(`sources: [{ ${here}, ref: values${path} }]`)
  assert.deepEqual(sources(''), [])
  assert.equal(sources(', path: app').length, 1)
})

test('values files are laid over each other, and what the Application says over them', () => {
  const [deployment] = deploy(`sources: [
    { ${here}, path: chart, helm: {
      releaseName: own,
      valueFiles: [values.yaml, $values/values/more.yaml, /values/gone.yaml, https://x/y.yaml],
      valuesObject: { a: { e: yes } } } },
    { ${here}, ref: values }]`)
  assert.ok(deployment?.kind === 'chart')
  const { values, valueFiles, releaseName, name } = deployment.chart
  assert.deepEqual({ name, releaseName }, { name: 'chart', releaseName: 'own' })
  assert.deepEqual(values, { a: { b: 1, c: [2], d: null, e: true } })
  assert.deepEqual(
    valueFiles.map(({ path, status }) => [path, status]),
    [
      ['chart/values.yaml', 'read'],
      ['values/more.yaml', 'read'],
      ['values/gone.yaml', 'missing'],
      [undefined, 'elsewhere'],
    ],
  )
})

test('values of a chart elsewhere are elsewhere, unless they are referred to', () => {
  const [deployment] = deploy(`source: {
    repoURL: https://charts.example.com, chart: redis, targetRevision: 1.0.0,
    helm: { valueFiles: [values-prod.yaml], values: 'a: 1' } }`)
  assert.ok(deployment?.kind === 'chart')
  assert.deepEqual(deployment.chart.valueFiles, [
    { name: 'values-prod.yaml', path: undefined, status: 'elsewhere' },
  ])
  assert.deepEqual(deployment.chart.values, { a: 1 })
})

/** The files of values of the chart, each with its status, and what they say of `a`. */
function valuesOf(helm: string): readonly [files: readonly string[], a: unknown] {
  const [deployment] = deploy(
    `sources: [{ ${here}, path: chart, helm: { ${helm} } }, { ${here}, ref: values }]`,
  )
  assert.ok(deployment?.kind === 'chart')
  const { valueFiles, values } = deployment.chart
  return [valueFiles.map(({ name, path, status }) => `${name} ${path} ${status}`), values['a']]
}

test('a file that may be missing is ignored, and one that cannot be read is not', () => {
  const [read] = valuesOf(
    'ignoreMissingValueFiles: true, valueFiles: [gone.yaml, broken.yaml, no*.yaml]',
  )
  assert.deepEqual(read, [
    'gone.yaml chart/gone.yaml ignored',
    'broken.yaml chart/broken.yaml unreadable',
    'no*.yaml chart/no*.yaml ignored',
  ])
})

test('a pattern is the files that it matches, without those that are named by themselves', () => {
  const [read, a] = valuesOf(`valueFiles: ['values*.yaml', 'no*.yaml', values.yaml]`)
  assert.deepEqual(read, [
    'values*.yaml chart/values.eu.yaml read',
    'no*.yaml chart/no*.yaml missing',
    'values.yaml chart/values.yaml read',
  ])
  assert.deepEqual(a, { b: 1, c: [1] })
})

test('two stars reach what is below, after what is beside it', () => {
  const [read] = valuesOf(`valueFiles: ['$values/values/**/*.yaml', '/values/more.yaml']`)
  assert.deepEqual(read, [
    '$values/values/**/*.yaml values/shop/more.yaml read',
    '/values/more.yaml values/more.yaml read',
  ])
})

test('the name of a file may be made of the build environment', () => {
  const names = "'$values/values/$ARGOCD_APP_PROJECT_NAME/more.yaml', 'values.$GONE.yaml'"
  assert.deepEqual(valuesOf(`valueFiles: [${names}]`)[0], [
    '$values/values/$ARGOCD_APP_PROJECT_NAME/more.yaml values/shop/more.yaml read',
    'values.$GONE.yaml chart/values..yaml missing',
  ])
  const [deployment] = deploy(
    `source: { ${here}, path: chart, helm: { valueFiles: ['$ARGOCD_APP_REVISION.yaml'] } }`,
  )
  assert.ok(deployment?.kind === 'unknown')
  assert.match(deployment.why, /ARGOCD_APP_REVISION is not known/)
})

test('an object of values wins over a text of them, even an empty one', () => {
  assert.deepEqual(valuesOf(`valuesObject: {}, values: 'a: 1'`)[1], undefined)
})

test('files whose text is a value are named', () => {
  const [deployment] = deploy(`source: { ${here}, path: chart, helm: { fileParameters: [
    { name: tls.cert, path: values.yaml }, { name: gone, path: /gone.pem },
    { name: elsewhere, path: https://x/y.pem }] } }`)
  assert.ok(deployment?.kind === 'chart')
  assert.deepEqual(
    deployment.chart.fileParameters.map(({ parameter, path, status }) => [parameter, path, status]),
    [
      ['tls.cert', 'chart/values.yaml', 'read'],
      ['gone', 'gone.pem', 'missing'],
      ['elsewhere', undefined, 'elsewhere'],
    ],
  )
})
