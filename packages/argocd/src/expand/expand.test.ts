import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readKubernetesYaml } from '@bulkhead/kustomize/kubernetes-yaml'
import type { RegisteredCluster } from './cluster-secret.ts'
import { expandApplicationSet, type World } from './expand.ts'
import type { Expansion } from './expansion.ts'
import { formatPath } from './json.ts'
import { memoryRepository } from './repository-tree.ts'

const clusters: readonly RegisteredCluster[] = ['dev', 'prod'].map(name => ({
  name,
  server: `https://${name}.example.com`,
  labels: { 'argocd.argoproj.io/secret-type': 'cluster', env: name },
  annotations: {},
}))

const repository = memoryRepository({
  'apps/web/config.yaml': 'env: prod\nreplicas: 3\n',
})

const world: World = {
  clusters,
  repositories: repoURL => (repoURL === 'ours' ? repository : undefined),
}

function expand(spec: string, changes: Partial<World> = {}): Expansion {
  return expandApplicationSet(
    {
      value: { metadata: { name: 'set', namespace: 'argocd' }, spec: readKubernetesYaml(spec) },
      locate: path => ({ file: 'set.yaml', line: path.length, column: 1 }),
    },
    { ...world, ...changes },
  )
}

function template(name: string, destination = '{server: https://dev.example.com}'): string {
  return `template: {metadata: {name: '${name}'}, spec: {project: p, destination: ${destination}}}`
}

test('each parameter leads to its generator, cluster and file', () => {
  const { applications } = expand(`
goTemplate: true
generators:
- matrix:
    generators:
    - git: {repoURL: ours, revision: main, files: [{path: apps/*/config.yaml}]}
    - clusters: {selector: {matchLabels: {env: '{{.env}}'}}, values: {tier: gold}}
${template('{{.path.basename}}-{{.name}}')}`)
  const [application] = applications
  assert.equal(application?.name, 'web-prod')
  assert.equal(formatPath(application?.generator ?? []), 'spec.generators[0]')
  const explained = Object.fromEntries(
    (application?.parameters() ?? []).map(({ name, value, origin }) => [
      name,
      `${value} from ${formatPath(origin?.generator ?? []).replace('spec.generators[0].matrix.', '')} ${origin?.file ?? origin?.cluster ?? ''}`,
    ]),
  )
  assert.deepEqual(
    { ...explained, 'path.segments': undefined },
    {
      env: 'prod from generators[0].git apps/web/config.yaml',
      replicas: '3 from generators[0].git apps/web/config.yaml',
      'path.path': 'apps/web from generators[0].git apps/web/config.yaml',
      'path.basename': 'web from generators[0].git apps/web/config.yaml',
      'path.basenameNormalized': 'web from generators[0].git apps/web/config.yaml',
      'path.filename': 'config.yaml from generators[0].git apps/web/config.yaml',
      'path.filenameNormalized': 'config.yaml from generators[0].git apps/web/config.yaml',
      'path.segments': undefined,
      name: 'prod from generators[1].clusters prod',
      nameNormalized: 'prod from generators[1].clusters prod',
      server: 'https://prod.example.com from generators[1].clusters prod',
      project: ' from generators[1].clusters prod',
      'metadata.labels.argocd.argoproj.io/secret-type': 'cluster from generators[1].clusters prod',
      'metadata.labels.env': 'prod from generators[1].clusters prod',
      'values.tier': 'gold from generators[1].clusters prod',
    },
  )
})

test('a parameter that is overridden leads to what has overridden it', () => {
  const { applications } = expand(`
generators:
- merge:
    mergeKeys: [name]
    generators:
    - clusters: {}
    - list: {elements: [{name: dev, size: small}]}
${template('{{name}}-{{size}}')}`)
  const [dev] = applications
  const origin = (name: string) =>
    dev?.parameters().find(parameter => parameter.name === name)?.origin
  assert.equal(origin('server')?.cluster, 'dev')
  assert.equal(origin('size')?.element, 0)
  assert.equal(
    formatPath(origin('name')?.generator ?? []),
    'spec.generators[0].merge.generators[1].list',
  )
})

test('a fault freezes the set, and says where it lies', () => {
  const { status, applications, faults } = expand(`
goTemplate: true
goTemplateOptions: [missingkey=error]
generators:
- list: {elements: [{name: a}]}
- list:
    elements: [{name: b}]
    template: {metadata: {labels: {x: '{{.nope}}'}}, spec: {}}
${template('{{.name}}')}`)
  assert.equal(status, 'frozen')
  assert.deepEqual(applications, [])
  const [fault] = faults
  assert.equal(fault?.code, 'APPSET_TEMPLATE')
  assert.match(fault?.message ?? '', /map has no entry for key "nope"/)
  assert.equal(formatPath(fault?.path ?? []), 'spec.generators[1].list.template.metadata.labels.x')
  assert.equal(fault?.location?.file, 'set.yaml')
  assert.match(fault?.hint ?? '', /Give "nope" to every set/)
})

test('a field of the set that Kubernetes would not take is a fault of the set', () => {
  const { status, faults } = expand(`
generators: [{list: {elements: [{name: a}]}}]
template: {metadata: {name: a}, spec: {project: p, destination: {}, syncPolicy: {automated: {prune: 'yes'}}}}`)
  assert.equal(status, 'frozen')
  assert.equal(
    faults[0]?.message,
    'spec.template.spec.syncPolicy.automated.prune must be of type boolean, and is of type string',
  )
})

const outside = {
  'another repository': '{git: {repoURL: theirs, revision: HEAD, directories: [{path: "*"}]}}',
  'pull requests': '{pullRequest: {github: {owner: o, repo: r}}}',
  'an SCM host': '{scmProvider: {github: {organization: o}}}',
  'a plugin': '{plugin: {configMapRef: {name: c}}}',
  'a cluster decision': '{clusterDecisionResource: {configMapRef: c}}',
  'a pull request in a matrix':
    '{matrix: {generators: [{list: {elements: [{a: x}]}}, {pullRequest: {}}]}}',
}

for (const [what, generator] of Object.entries(outside)) {
  test(`what comes from ${what} is unknown, and the rest is not`, () => {
    const { status, applications, unknown } = expand(`
generators: [${generator}, {list: {elements: [{name: known}]}}]
${template('{{name}}')}`)
    assert.equal(status, 'unknown')
    assert.deepEqual(
      applications.map(({ name }) => name),
      ['known'],
    )
    assert.match(formatPath(unknown[0]?.path ?? []), /^spec\.generators\[0\]/)
  })
}

test('parameters that are supplied take the place of the outside', () => {
  const { status, applications } = expand(
    `
goTemplate: true
generators: [{pullRequest: {github: {owner: o, repo: r}, values: {short: 'pr-{{.number}}'}}}]
${template('{{.values.short}}-{{.branch}}')}`,
    {
      supply: ({ kind }) => (kind === 'pullRequest' ? [{ number: '7', branch: 'fix' }] : undefined),
    },
  )
  assert.equal(status, 'generated')
  assert.deepEqual(
    applications.map(({ name }) => name),
    ['pr-7-fix'],
  )
})

test('what the clock decides is unknown', () => {
  const { status, unknown } = expand(`
goTemplate: true
generators: [{list: {elements: [{name: a}]}}]
${template('{{.name}}-{{now | date "2006"}}')}`)
  assert.equal(status, 'unknown')
  assert.match(unknown[0]?.message ?? '', /"now" cannot be foretold/)
  assert.equal(formatPath(unknown[0]?.path ?? []), 'spec.template.metadata.name')
})

test('a fault counts whatever else is unknown', () => {
  const { status } = expand(`
goTemplate: true
generators: [{pullRequest: {}}, {list: {elements: [{name: a}]}}]
${template('{{fail "x"}}')}`)
  assert.equal(status, 'frozen')
})

const rejected = {
  'two of one name': {
    names: ['a', 'b', 'a'],
    reason: { a: 'duplicate-name', b: undefined },
  },
  'no name': { names: [''], reason: { '': 'no-name' } },
  'a name that Kubernetes does not take': {
    names: ['Upper_case'],
    reason: { Upper_case: 'invalid-metadata' },
  },
}

for (const [what, { names, reason }] of Object.entries(rejected)) {
  test(`${what} is rejected, and the rest is made`, () => {
    const elements = names.map(name => `{name: '${name}'}`).join(', ')
    const { status, applications } = expand(
      `generators: [{list: {elements: [${elements}]}}]\n${template('{{name}}')}`,
    )
    assert.equal(status, 'generated')
    assert.deepEqual(
      Object.fromEntries(applications.map(({ name, rejection }) => [name, rejection?.reason])),
      reason,
    )
  })
}

const destinations: readonly (readonly [string, string | undefined])[] = [
  ['{server: https://dev.example.com/}', undefined],
  ['{name: dev}', undefined],
  ['{name: in-cluster}', undefined],
  ['{server: https://kubernetes.default.svc}', undefined],
  ['{name: nobody}', 'there are no clusters with this name: nobody'],
  [
    '{server: https://nowhere}',
    'error getting cluster by server "https://nowhere": rpc error: code = NotFound desc = cluster "https://nowhere" not found',
  ],
  [
    '{name: dev, server: https://dev.example.com}',
    "application destination can't have both name and server defined: dev https://dev.example.com",
  ],
  ['{}', 'Destination server missing from app spec'],
]

for (const [destination, fault] of destinations) {
  test(`the destination ${destination} is ${fault === undefined ? 'valid' : 'not valid'}`, () => {
    const { applications } = expand(
      `generators: [{list: {elements: [{name: a}]}}]\n${template('{{name}}', destination)}`,
    )
    const message =
      fault === undefined ? undefined : `application destination spec is invalid: ${fault}`
    assert.equal(applications[0]?.rejection?.message, message)
  })
}

test('a project that does not exist is found where projects are known', () => {
  const spec = `generators: [{list: {elements: [{name: a}]}}]\n${template('{{name}}')}`
  assert.equal(expand(spec).applications[0]?.rejection, undefined)
  assert.equal(
    expand(spec, { projects: ['other'] }).applications[0]?.rejection?.message,
    'application references project p which does not exist',
  )
  const git = `generators: [{git: {repoURL: ours, directories: [{path: '*'}]}}]\n${template('{{path}}')}`
  assert.equal(
    expand(git, { projects: ['other'] }).faults[0]?.message,
    'error getting project p: appprojects.argoproj.io "p" not found',
  )
})

test('the policy of a set counts where the controller has none', () => {
  const spec = `
generators: []
syncPolicy: {applicationsSync: create-only, preserveResourcesOnDeletion: true}
preservedFields: {labels: [team]}
${template('a')}`
  const { effect } = expand(spec)
  assert.deepEqual(
    [effect.updates, effect.deletes, effect.preservesResources, effect.preservedLabels],
    [false, false, true, ['team']],
  )
  const ruled = expand(spec, { settings: { policy: 'create-delete' } }).effect
  assert.deepEqual([ruled.updates, ruled.deletes], [false, true])
})

test('the steps of a RollingSync are there where the controller takes them', () => {
  const spec = `
generators: [{list: {elements: [{name: a, env: dev}, {name: b, env: prod}, {name: c, env: prod}, {name: d, env: lab}]}}]
strategy:
  type: RollingSync
  rollingSync:
    steps:
    - matchExpressions: [{key: env, operator: In, values: [dev]}]
    - matchExpressions: [{key: env, operator: In, values: [prod]}]
      maxUpdate: 10%
    - matchExpressions: [{key: env, operator: In, values: [none]}]
template: {metadata: {name: '{{name}}', labels: {env: '{{env}}'}}, spec: {project: p, destination: {name: dev}}}`
  assert.equal(expand(spec).rollout, undefined)
  assert.deepEqual(expand(spec, { settings: { progressiveSyncs: true } }).rollout, {
    steps: [
      { applications: ['a'], maxUpdate: 1 },
      { applications: ['b', 'c'], maxUpdate: 1 },
      { applications: [], maxUpdate: 0 },
    ],
    inNoStep: ['d'],
    issues: ['Step 3 has no applications matching its criteria'],
  })
})

test('entries that Argo CD does not know make nothing, and are named', () => {
  const { status, unrecognizedGenerators } = expand(
    `generators: [{clusterz: {}}, {list: {elements: []}}]\n${template('a')}`,
  )
  assert.equal(status, 'generated')
  assert.deepEqual(unrecognizedGenerators, ['clusterz'])
})

test('what is no ApplicationSet at all makes nothing', () => {
  for (const value of [null, 'text', [], {}, { spec: { generators: 'x', template: 5 } }]) {
    const expansion = expandApplicationSet({ value }, world)
    assert.deepEqual(expansion.applications, [], JSON.stringify(value))
  }
})
