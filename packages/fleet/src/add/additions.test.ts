import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readSpec } from '../read-spec.ts'
import type { Addition } from './addition.ts'
import { checkAnswers, completeAnswers } from './answers.ts'
import { additions, newFleet } from './index.ts'

const files = new Map([
  [
    'fleet/fleet.yaml',
    `# Ours.
apiVersion: bulkhead.dev/v1alpha1
kind: Fleet
metadata: { name: acme }
spec:
  repository: { url: https://github.com/acme/fleet.git }
  environments:   # in promotion order
    - { name: staging }   # first
  network: { pools: { region: { cidr: 10.0.0.0/8 } } }
---
apiVersion: bulkhead.dev/v1alpha1
kind: Region
metadata: { name: eu-west-1 }
spec:
  provider: aws
  zones: [eu-west-1a]
`,
  ],
])

function edit(addition: Addition | undefined, raw: Record<string, unknown>, given = files) {
  assert.ok(addition)
  const answers = completeAnswers(checkAnswers(raw, addition.questions), addition.questions)
  return addition.edit(answers, { files: given, spec: readSpec(given).spec })
}

test('a region is a new file, with a cluster for each environment', () => {
  const raw = { name: 'ca-central-1', zones: 'ca-central-1a,ca-central-1b', environment: 'staging' }
  assert.deepEqual(edit(additions['region'], raw), [
    {
      path: 'fleet/regions/ca-central-1.yaml',
      content: `# yaml-language-server: $schema=../../.bulkhead/schema.json
apiVersion: bulkhead.dev/v1alpha1
kind: Region
metadata:
  name: ca-central-1
spec:
  provider: aws
  zones:
  - ca-central-1a
  - ca-central-1b
  clusters:
  - name: ca-central-1-staging
    environment: staging
`,
    },
  ])
})

test('a cluster joins its region; a region without clusters gets its list', () => {
  const raw = { name: 'edge', region: 'eu-west-1', environment: 'staging' }
  const [{ path, content } = { path: '', content: '' }] = edit(additions['cluster'], raw)
  assert.equal(path, 'fleet/fleet.yaml')
  assert.match(
    content ?? '',
    /zones: \[eu-west-1a\]\n {2}clusters:\n {4}- name: edge\n {6}environment: staging\n$/,
  )
})

test('an environment is appended, and the rest of the file stays as its author wrote it', () => {
  const [{ content } = { content: '' }] = edit(additions['environment'], { name: 'production' })
  assert.equal(
    content,
    files.get('fleet/fleet.yaml')?.replace('# first\n', '# first\n    - name: production\n'),
  )
})

test('a new fleet is a fleet, a region and a team', () => {
  const raw = { name: 'acme', repository: 'https://github.com/acme/fleet.git' }
  const edits = edit(newFleet, raw, new Map())
  assert.deepEqual(
    edits.map(({ path }) => path),
    ['fleet/fleet.yaml', 'fleet/regions/local.yaml', 'fleet/teams/platform.yaml'],
  )
})

const refused: readonly [
  name: string,
  kind: string,
  raw: Record<string, unknown>,
  message: RegExp,
][] = [
  [
    'a name that leaves its directory',
    'region',
    { name: '../x', zones: 'a' },
    /"\.\.\/x" cannot name a region/,
  ],
  [
    'a name that is taken',
    'region',
    { name: 'eu-west-1', zones: 'a' },
    /eu-west-1" exists already/,
  ],
  [
    'a region that does not exist',
    'cluster',
    { name: 'c', region: 'eu-wset-1', environment: 'staging' },
    /no region is named "eu-wset-1"; did you mean "eu-west-1"\?/,
  ],
  ['no name', 'team', {}, /no answer to "name": Name of the team/],
  ['an answer nobody asked for', 'team', { name: 'a', colour: 'red' }, /nothing asks for "colour"/],
  [
    'a text for a number',
    'workload',
    { name: 'a', team: 'b', port: 'http' },
    /"port" takes a number/,
  ],
]

for (const [name, kind, raw, message] of refused) {
  test(`${name} is refused`, () => assert.throws(() => edit(additions[kind], raw), message))
}
