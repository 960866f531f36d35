import assert from 'node:assert/strict'
import { test } from 'node:test'
import { acmeRepository, observe, reportOf } from '../testing/acme.ts'
import { edited } from '../testing/edited.ts'
import { singleHub as rule } from './arg006-single-hub.ts'

const spec = 'fleet/fleet.yaml'
const suppression = ' # bulkhead-ignore ARG006: one is enough for a test'
const topology = (name: string) =>
  edited(
    spec,
    [suppression, ''],
    ['  network:', `  gitops: { argocd: { topology: ${name} } }\n  network:`],
  )

test('one hub for two regions is a note, at the topology', () => {
  const { findings } = reportOf(rule, acmeRepository({}, topology('hub')))
  assert.deepEqual(
    findings.map(({ severity, location: { line, column }, message }) => [
      `${severity} ${line}:${column}`,
      message,
    ]),
    [
      [
        'info 9:33',
        'one Argo CD delivers to 2 regions: while it is down, none of them can be changed',
      ],
    ],
  )
})

test('so it is where the topology is left to its default', () => {
  const [found = ''] = observe(rule, acmeRepository({}, edited(spec, [suppression, ''])))
  assert.match(found, /^fleet\/fleet\.yaml:3:19 /)
})

test('an Argo CD for each region, or one region: fine', () => {
  const regional = {
    ...topology('regional'),
    'gitops/eu-west-1/kustomization.yaml': 'resources: [../hub]\n',
    'gitops/us-east-1/kustomization.yaml': 'resources: [../hub]\n',
  }
  assert.deepEqual(observe(rule, acmeRepository({}, regional)), [])
  const one = edited(
    spec,
    [suppression, ''],
    [
      `---
apiVersion: bulkhead.dev/v1alpha1
kind: Region
metadata: { name: eu-west-1 }
spec:
  provider: aws
  zones: [eu-west-1a, eu-west-1b]
  clusters:
    - { name: eu-west-1-production, environment: production }
`,
      '',
    ],
  )
  assert.deepEqual(observe(rule, acmeRepository({}, one)), [])
})

test('before there is a tree nothing is said', () => {
  const gone = acmeRepository()
    .paths.filter(path => !path.startsWith('fleet/'))
    .map(path => [path, undefined])
  const files = { ...topology('hub'), ...Object.fromEntries(gone) }
  assert.deepEqual(observe(rule, acmeRepository({}, files)), [])
})
