import assert from 'node:assert/strict'
import { test } from 'node:test'
import { acmeRepository, observe, reportOf } from '../testing/acme.ts'
import { edited, withSecondSet } from '../testing/edited.ts'
import type { Files } from '../testing/memory-repository.ts'
import { validate } from '../validate.ts'
import { twoOwners as rule } from './arg007-two-owners.ts'

const config = (name: string, more = '') =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name}${more} }\n`

/** A second workload, which deploys one object to each cluster. */
const cart = (object: string, ...edits: readonly (readonly [string, string])[]): Files => ({
  ...withSecondSet(
    ['web-{{ .name }}', 'cart-{{ .name }}'],
    [`'apps/web/overlays/{{ .name }}'`, 'apps/cart'],
    ...edits,
  ),
  'apps/cart/kustomization.yaml': 'resources: [object.yaml]\n',
  'apps/cart/object.yaml': object,
})
const observeEdits = (edits: Files) => observe(rule, acmeRepository({}, edits))

test('each object has its owner: fine', () => {
  assert.deepEqual(observeEdits(cart(config('cart'))), [])
})

test('an object of two is reported in both files, once for all clusters', () => {
  const { findings } = reportOf(rule, acmeRepository({}, cart(config('web'))))
  assert.deepEqual(
    findings.map(({ location, message, related, object }) => [
      `${location.file}:${location.line}`,
      message,
      related.map(({ file }) => file),
      object,
    ]),
    [
      [
        'apps/cart/object.yaml:3',
        'ConfigMap/shop/web is deployed to eu-west-1-production and 2 more by two Applications, cart-eu-west-1-production and web-eu-west-1-production, which overwrite each other',
        ['apps/web/base/config.yaml'],
        'ConfigMap/shop/web',
      ],
      [
        'apps/web/base/config.yaml:4',
        'ConfigMap/shop/web is deployed to eu-west-1-production and 2 more by two Applications, web-eu-west-1-production and cart-eu-west-1-production, which overwrite each other',
        ['apps/cart/object.yaml'],
        'ConfigMap/shop/web',
      ],
    ],
  )
})

test('one cluster is named', () => {
  const patched = cart(config('web'), [
    'argocd.argoproj.io/secret-type: cluster',
    'environment: staging',
  ])
  const [finding] = reportOf(rule, acmeRepository({}, patched)).findings
  assert.equal(finding?.cluster, 'us-east-1-staging')
})

test('the namespace of an object is its own, or that of its Application', () => {
  assert.deepEqual(observeEdits(cart(config('web', ', namespace: cart'))), [])
  assert.equal(observeEdits(cart(config('web', ', namespace: shop'))).length, 2)
  assert.deepEqual(observeEdits(cart(config('web'), ['namespace: shop', 'namespace: cart'])), [])
})

test('versions of one API are one object, and groups are not', () => {
  const role = (version: string) =>
    `apiVersion: ${version}\nkind: ClusterRole\nmetadata: { name: reader }\n`
  const both = (other: string) => ({
    ...cart(role('rbac.authorization.k8s.io/v1'), ['namespace: shop', 'namespace: other']),
    ...edited('apps/web/base/kustomization.yaml', ['config.yaml', 'config.yaml\n- role.yaml']),
    'apps/web/base/role.yaml': role(other),
  })
  assert.equal(observeEdits(both('rbac.authorization.k8s.io/v1beta1')).length, 2)
  assert.deepEqual(observeEdits(both('example.com/v1')), [])
})

test('two that deploy one directory are reported once, where the object is', () => {
  const same = cart(config('cart'), ['path: apps/cart', 'path: apps/web/base'])
  assert.match(observeEdits(same).join('\n'), /^apps\/web\/base\/config\.yaml:4:9 [^\n]*$/)
})

test('two instances of Argo CD that deploy to one cluster are held against each other', () => {
  const regional = edited(
    'fleet/fleet.yaml',
    ['  network:', '  gitops: { argocd: { topology: regional } }\n  network:'],
    [' # bulkhead-ignore ARG006: one is enough for a test', ''],
  )
  const files = {
    ...regional,
    'gitops/eu-west-1/kustomization.yaml': 'resources: [../hub]\n',
    'gitops/us-east-1/kustomization.yaml': 'resources: [../hub]\n',
  }
  assert.match(
    observeEdits(files).join('\n'),
    /ConfigMap\/shop\/web is deployed to eu-west-1-production/,
  )
})

test('a commit hears of a clash that it makes, and of no other', () => {
  const repository = acmeRepository({}, cart(config('web')))
  const run = (path: string) => validate(repository, { rules: [rule], scope: new Set([path]) })
  assert.equal(run('apps/cart/kustomization.yaml').findings.length, 2)
  assert.equal(run('apps/web/overlays/us-east-1-staging/kustomization.yaml').findings.length, 2)
  assert.equal(run('gitops/applicationsets/cart.yaml').findings.length, 2)
  assert.equal(run('README.md').findings.length, 0)
  assert.equal(run('README.md').checked.objects, 0)
})
