import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  cartSet,
  fleetSpec,
  judgeEdits,
  observeChange,
  ownApplication,
} from '../../testing/changes.ts'
import { becomesUnknown as rule } from './chg011-becomes-unknown.ts'

const base = 'apps/cart/base/kustomization.yaml'
const url = 'https://example.com/x.yaml'
const remote = { [base]: `resources: [deployment.yaml, '${url}']\n` }
const fetched = `"${url}" would be fetched from the network`

test('a remote resource that is new is told once, with all that deploy it', () => {
  assert.deepEqual(observeChange(rule, { after: remote }), [
    `${base}:1:30 error nobody can tell here any more what all cart-eu-west-1-production, cart-us-east-1-production, cart-us-east-1-staging deploy: ${fetched}`,
  ])
})

test('what was so before is no news', () => {
  const scaled = { [base]: `${remote[base]}namePrefix: a-\n` }
  assert.deepEqual(observeChange(rule, { before: remote, after: scaled }), [])
  assert.deepEqual(
    observeChange(rule, { before: remote, after: { [base]: 'resources: [deployment.yaml]\n' } }),
    [],
  )
})

test('another version of what is remote is news: nobody knows what it holds', () => {
  const after = { [base]: remote[base]!.replace('x.yaml', 'y.yaml') }
  assert.equal(observeChange(rule, { before: remote, after }).length, 1)
})

test('a new Application on a remote base, on a chart or in another repository is told', () => {
  const list = {
    'gitops/kustomization.yaml':
      'resources: [root.yaml, clusters.yaml, applicationsets, dex.yaml]\n',
  }
  const dex = ownApplication('dex', 'apps/dex')
  const root = (text: string) => ({
    ...list,
    'gitops/dex.yaml': dex,
    'apps/dex/kustomization.yaml': text,
  })
  const found = (after: Parameters<typeof judgeEdits>[0]['after']) =>
    observeChange(rule, { after }).join('\n')
  assert.match(
    found(root(`resources: ['${url}']\n`)),
    /^apps\/dex\/kustomization\.yaml:1:13 error .*would be fetched/,
  )
  assert.match(
    found(root('helmCharts: [{ name: x }]\n')),
    /^apps\/dex\/kustomization\.yaml:1:14 error .*"x" is not inflated/,
  )
  const chart = dex.replace('path: apps/dex', 'chart: dex')
  assert.match(
    found({ ...list, 'gitops/dex.yaml': chart }),
    /^gitops\/dex\.yaml:\d+:1 error .*dex deploys: the Helm chart dex .* is not rendered$/,
  )
  const elsewhere = dex.replace('acme/fleet.git', 'acme/other.git')
  assert.match(
    found({ ...list, 'gitops/dex.yaml': elsewhere }),
    /^gitops\/dex\.yaml:\d+:1 error .*other\.git at main is not this repository/,
  )
})

test('a set that asks a living system is told', () => {
  const set = cartSet().replace(
    '    - clusters:\n',
    '    - pullRequest: { github: { owner: acme, repo: web } }\n    - clusters:\n',
  )
  assert.match(
    observeChange(rule, { after: { 'gitops/applicationsets/cart.yaml': set } }).join('\n'),
    /^gitops\/applicationsets\/cart\.yaml:\d+:\d+ error nobody can tell here any more what all Argo CD will have: /,
  )
})

test('what hides in one place does not take away what was beside it', () => {
  const { change } = judgeEdits({ after: remote })
  assert.deepEqual(
    change.applications.flatMap(({ objects }) => objects),
    [],
  )
})

test('the fleet accepts it by name, in the same change', () => {
  const entry = `  unchecked: [{ path: apps/cart, name: '${url}', reason: signed }]\n`
  const { findings, suppressed } = judgeEdits({
    after: { ...remote, 'fleet/fleet.yaml': fleetSpec(entry) },
  })
  assert.deepEqual(
    findings.filter(one => one.rule === rule.id),
    [],
  )
  assert.deepEqual(
    suppressed.map(({ reason, isAccepted }) => [reason, isAccepted]),
    [['signed', true]],
  )
})

test('a link that appears where the fleet lies is told', () => {
  const unread = [
    { what: 'apps/cart/base/x.yaml', why: 'a symbolic link' },
    { what: 'docs/x.md', why: 'a symbolic link' },
  ]
  assert.deepEqual(observeChange(rule, { after: {}, unread }), [
    'apps/cart/base/x.yaml:1:1 error nobody can tell here what apps/cart/base/x.yaml leads to or holds: it is a symbolic link',
  ])
})
