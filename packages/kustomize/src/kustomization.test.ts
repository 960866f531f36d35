import assert from 'node:assert/strict'
import { test } from 'node:test'
import { stringifyKustomization } from './kustomization.ts'

test('fields come in the order in which kustomize edit writes them', () => {
  assert.equal(
    stringifyKustomization({
      images: [{ newTag: '1.0', name: 'nginx' }],
      namespace: 'shop',
      resources: ['../../base', 'quota.yaml'],
      labels: [{ pairs: { 'app.kubernetes.io/part-of': 'acme' }, includeTemplates: true }],
      patches: [{ path: 'patch.yaml', target: { kind: 'Deployment' } }],
      components: [],
    }),
    `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources:
- ../../base
- quota.yaml
namespace: shop
labels:
- includeTemplates: true
  pairs:
    app.kubernetes.io/part-of: acme
patches:
- path: patch.yaml
  target:
    kind: Deployment
images:
- name: nginx
  newTag: "1.0"
`,
  )
})

test('a component has a version of its own', () => {
  assert.match(
    stringifyKustomization({ kind: 'Component', namePrefix: 'x-' }),
    /^apiVersion: kustomize.config.k8s.io\/v1alpha1\nkind: Component\nnamePrefix: x-\n$/,
  )
})
