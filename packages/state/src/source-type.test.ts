import assert from 'node:assert/strict'
import { test } from 'node:test'
import { normalizeSource } from './source-type.ts'
import { told } from './testing/deploy.ts'

const map = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: facts }\n'
const objects = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: facts\n'
const prefixed = objects.replace('facts', 'eu-facts')
const app = { 'app/kustomization.yaml': 'resources: [map.yaml]\n', 'app/map.yaml': map }

test('files tell of a tool where the source does not', () => {
  const chart = { 'app/Chart.yaml': 'name: own\n', 'app/map.yaml': map }
  assert.equal(told(app, 'path: app'), objects)
  assert.equal(told({ ...chart, ...app }, 'path: app'), objects)
  assert.equal(told(chart, 'path: app'), 'chart app')
  assert.equal(told({ 'app/map.yaml': map, 'app/sub/Chart.yaml': '' }, 'path: app'), objects)
  // Argo CD looks at how the name ends, and Helm then finds no chart.
  const misnamed = { 'app/map.yaml': map, 'app/myChart.yaml': '' }
  assert.match(
    told(misnamed, 'path: app'),
    /^failed hub\/x\.yaml:7:1 there is no Chart\.yaml in app/,
  )
})

test('sections that say nothing name no tool', () => {
  const empty =
    'helm: { valueFiles: [] }, kustomize: {}, directory: { recurse: false, jsonnet: {} }'
  assert.equal(told(app, `path: app, ${empty}`), objects)
  assert.match(
    told(app, 'path: app, helm: { valuesObject: {} }, plugin: {}'),
    /^failed hub\/x\.yaml:7:1 a source names several tools.*: Helm, Plugin$/,
  )
  assert.equal(told(app, 'path: app, plugin: {}'), 'unknown a plugin makes its manifests')
})

test('files in the directory say more of the source', () => {
  const file = (text: string, name = '.argocd-source.yaml') => ({ ...app, [`app/${name}`]: text })
  assert.equal(told(file('kustomize: { namePrefix: eu- }'), 'path: app'), prefixed)
  assert.equal(
    told(file('kustomize: { namePrefix: eu- }', '.argocd-source-x.yaml'), 'path: app'),
    prefixed,
  )
  assert.equal(
    told(file('kustomize: { namePrefix: eu- }', '.argocd-source-y.yaml'), 'path: app'),
    objects,
  )
  assert.equal(
    told(file('kustomize: { namePrefix: eu- }'), 'path: app, kustomize: { namePrefix: us- }'),
    prefixed,
  )
  // What they take away is still there.
  assert.equal(told(file('kustomize: ~'), 'path: app, kustomize: { namePrefix: eu- }'), prefixed)
  assert.equal(told(file('path: other'), 'path: app'), objects)
  assert.match(
    told(file('helm: { releaseName: a }'), 'path: app, kustomize: { namePrefix: eu- }'),
    /several tools/,
  )
  for (const text of ['a: [', '', '- a']) {
    assert.match(told(file(text), 'path: app'), /^failed app\/\.argocd-source\.yaml:1:1 /)
  }
})

test('a field that every object of JavaScript has is a field like any other', () => {
  for (const field of ['constructor', 'toString', '__proto__']) {
    const source = JSON.parse(`{"path": "app", "${field}": {"a": 1}, "helm": {}}`)
    assert.deepEqual(Object.keys(normalizeSource(source)), ['path', field])
  }
})
