import assert from 'node:assert/strict'
import { test } from 'node:test'
import { load } from '../testing/fleet.ts'
import { generatePaths } from './generate-paths.ts'

const { clusters } = load().fleet

test('what differs by cluster or environment is a template, and what is within another is left out', () => {
  const references = new Map([
    ['apps/cart/overlays/one', ['apps/cart/overlays/staging', 'apps/cart/overlays/one/local']],
    ['apps/cart/overlays/two', ['apps/cart/overlays/production', 'apps/only-two']],
    ['apps/cart/overlays/staging', ['apps/cart/base']],
    ['apps/cart/overlays/production', ['apps/cart/base']],
    ['apps/cart/base', ['apps/cart/overlays/production']],
  ])
  assert.deepEqual(generatePaths('apps/cart', [], clusters, references).split(';'), [
    '/apps/cart/base',
    // The base takes it in for every cluster; for its own environment it is the template as well.
    '/apps/cart/overlays/production',
    '/apps/cart/overlays/{{ .metadata.labels.environment }}',
    '/apps/cart/overlays/{{ .name }}',
    '/apps/only-two',
  ])
})

test('an environment may be named like a directory', () => {
  const { clusters: named } = load(
    `
apiVersion: bulkhead.dev/v1alpha1
kind: Fleet
metadata: { name: acme }
spec:
  repository: { url: https://github.com/acme/fleet.git }
  environments: [{ name: base }, { name: production }]
  network: { pools: { region: { cidr: 10.0.0.0/8 } } }
---
apiVersion: bulkhead.dev/v1alpha1
kind: Region
metadata: { name: local }
spec:
  provider: kind
  clusters: [{ name: one, environment: base }, { name: two, environment: production }]
`,
  ).fleet
  const references = new Map(
    ['one', 'two'].map(name => [`apps/cart/overlays/${name}`, ['apps/cart/base']]),
  )
  assert.deepEqual(generatePaths('apps/cart', [], named, references).split(';'), [
    '/apps/cart/base',
    '/apps/cart/overlays/{{ .name }}',
    '/apps/cart/{{ .metadata.labels.environment }}',
  ])
})

test('where nothing runs yet, all of the directory counts', () => {
  assert.equal(generatePaths('apps/cart', [], [], new Map()), '/apps/cart')
})
