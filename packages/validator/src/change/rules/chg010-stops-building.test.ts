import assert from 'node:assert/strict'
import { test } from 'node:test'
import { observeChange } from '../../testing/changes.ts'
import { stopsBuilding as rule } from './chg010-stops-building.ts'

const base = 'apps/cart/base/kustomization.yaml'
const slip = { [base]: 'resources: [deploymnet.yaml]\n' }

test('a slip in a base is told once, with every overlay and cluster that waits for it', () => {
  assert.deepEqual(observeChange(rule, { after: slip }), [
    `${base}:1:13 error apps/cart/overlays/eu-west-1-production, apps/cart/overlays/us-east-1-production, apps/cart/overlays/us-east-1-staging do not build any more, and eu-west-1-production, us-east-1-production, us-east-1-staging stay as they are: there is no file or directory "deploymnet.yaml"`,
  ])
})

test('what did not build before is no news, and what builds again is none either', () => {
  const [kustomization] = [{ [base]: 'resources: [deploymnet.yaml]\nnamePrefix: a-\n' }]
  assert.deepEqual(observeChange(rule, { before: slip, after: kustomization }), [])
  const mended = { [base]: 'resources: [deployment.yaml]\n' }
  assert.deepEqual(observeChange(rule, { before: slip, after: mended }), [])
})

test('a root of Argo CD itself counts most of all', () => {
  const after = { 'gitops/applicationsets/kustomization.yaml': 'resources: [crat.yaml]\n' }
  assert.match(
    observeChange(rule, { after }).join('\n'),
    /^gitops\/applicationsets\/kustomization\.yaml:1:13 error gitops does not build any more, and Argo CD follows it no longer: /,
  )
})

test('of a fault that begins with what it quotes, the place is left to tell', () => {
  const generator = 'secretGenerator: [{ name: key, literals: [hunter2] }]\n'
  const after = { [base]: `resources: [deployment.yaml]\n${generator}` }
  assert.match(
    observeChange(rule, { after }).join(),
    /^apps\/cart\/base\/kustomization\.yaml:2:\d+ error .* stay as they are: what it says cannot be read$/,
  )
})

test('what a file that may hold a secret says is not quoted', () => {
  const after = {
    [base]: 'resources: [deployment.yaml, key.yaml]\n',
    'apps/cart/base/key.yaml': 'kind: Secret\nmetadata: { name: key }\nstringData: "hunter2\n',
  }
  const found = observeChange(rule, { after })
  assert.equal(found.length, 1)
  assert.doesNotMatch(found.join(), /hunter2/)
})
