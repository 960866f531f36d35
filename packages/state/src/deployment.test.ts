import assert from 'node:assert/strict'
import { test } from 'node:test'
import { memoryFileSystem } from '@bulkhead/kustomize'
import { readKubernetesYaml } from '@bulkhead/kustomize/kubernetes-yaml'
import type { JsonObject } from '@bulkhead/argocd'
import { readApplication } from './application.ts'
import { deploymentsOf, type Deployment } from './deployment.ts'
import { RootBuilder } from './root-builder.ts'

const url = 'https://example.com/fleet.git'
const map = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: facts }\n'
const files = {
  'app/kustomization.yaml': 'resources: [map.yaml]\n',
  'app/map.yaml': map,
  'broken/kustomization.yaml': 'resources: [gone.yaml]\n',
  'plain/map.yaml': map,
  'chart/Chart.yaml': 'name: own\n',
  'chart/values.yaml': 'a: { b: 1, c: [1] }\n',
  'values/more.yaml': 'a: { c: [2], d: ~ }\n',
}

/** What the sources of an Application deploy, given as YAML. */
function deploy(spec: string): readonly Deployment[] {
  const application = readApplication(
    readKubernetesYaml(
      `metadata: { name: x }\nspec: { ${spec}, destination: { name: eu } }`,
    ) as JsonObject,
    [],
    { instance: 'hub', location: undefined },
  )
  const fileSystem = memoryFileSystem(files)
  const builder = new RootBuilder(fileSystem)
  const repository = { paths: Object.keys(files), fileSystem, url, revision: 'main' }
  return deploymentsOf(application, { repository, build: path => builder.build(path) })
}

const here = `repoURL: ${url}, targetRevision: main`

const kinds: readonly (readonly [source: string, kind: Deployment['kind'], why?: RegExp])[] = [
  [`${here}, path: app`, 'objects'],
  [`${here}, path: ./app/`, 'objects'],
  [`repoURL: https://EXAMPLE.com/fleet, path: app`, 'objects'],
  [`${here}, path: app, kustomize: { version: v5.6.0 }`, 'objects'],
  [`${here}, path: app, kustomize: { images: ['a:b'] }`, 'unknown', /kustomization first: images/],
  [`${here}, path: app, plugin: { name: x }`, 'unknown', /plugin/],
  [`repoURL: ${url}, targetRevision: v1, path: app`, 'unknown', /fleet\.git at v1 is not/],
  [`repoURL: https://example.com/other, path: app`, 'unknown', /other at HEAD is not/],
  [`${here}, path: gone`, 'unknown', /no directory gone/],
  [`${here}, path: plain`, 'unknown', /plain manifests/],
  [`${here}, path: broken`, 'failed'],
  [`${here}, path: chart`, 'chart'],
  [`repoURL: https://charts.example.com, chart: redis, targetRevision: 1.0.0`, 'chart'],
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
