import assert from 'node:assert/strict'
import { test } from 'node:test'
import { acmeRepository, observe, reportOf } from '../testing/acme.ts'
import { edited, setPath, withSecondSet } from '../testing/edited.ts'
import type { Files } from '../testing/memory-repository.ts'
import { validate } from '../validate.ts'
import { duplicateApplicationName as rule } from './arg001-duplicate-application-name.ts'

const observeEdits = (edits: Files) => observe(rule, acmeRepository({}, edits))

test('an Application per cluster, each with its name: fine', () => {
  assert.deepEqual(observeEdits({}), [])
})

test('a set that gives several the same name is reported where the name is written', () => {
  assert.deepEqual(observeEdits(edited(setPath, [`'web-{{ .name }}'`, 'web'])), [
    `${setPath}:18:13 the ApplicationSet web makes more than one Application with the name web, and so Argo CD makes none of them`,
  ])
})

test('two sets that give the same names are reported once each, with the other', () => {
  const { findings } = reportOf(rule, acmeRepository({}, withSecondSet()))
  assert.deepEqual(
    findings.map(({ location, message, related }) => [
      location.file,
      message,
      related.map(({ file }) => file),
    ]),
    [
      [
        'gitops/applicationsets/cart.yaml',
        'the name web-eu-west-1-production and 2 more of the ApplicationSet cart is also that of an Application of the ApplicationSet web',
        [setPath],
      ],
      [
        setPath,
        'the name web-eu-west-1-production and 2 more of the ApplicationSet web is also that of an Application of the ApplicationSet cart',
        ['gitops/applicationsets/cart.yaml'],
      ],
    ],
  )
})

test('a file that has the name of one that a set makes says the cluster and the object', () => {
  const { findings } = reportOf(
    rule,
    acmeRepository({}, edited('gitops/hub/root.yaml', ['acme-clusters', 'web-us-east-1-staging'])),
  )
  assert.deepEqual(
    findings.map(({ cluster, object }) => [cluster, object]),
    [
      ['us-east-1-staging', 'Application/argocd/web-us-east-1-staging'],
      [undefined, 'Application/argocd/web-us-east-1-staging'],
    ],
  )
})

test('a commit hears of the name that it doubles, and others do not', () => {
  const count = (path: string) =>
    validate(acmeRepository({}, withSecondSet()), { rules: [rule], scope: new Set([path]) })
      .findings.length
  assert.equal(count('gitops/applicationsets/kustomization.yaml'), 2)
  assert.equal(count('clusters/us-east-1-staging/registration.yaml'), 2)
  assert.equal(count('apps/web/base/config.yaml'), 0)
})
