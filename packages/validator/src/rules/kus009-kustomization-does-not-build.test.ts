import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Budget } from '@bulkhead/diagnostics'
import type { Rule } from '../rule.ts'
import { Snapshot } from '../snapshot.ts'
import { acmeRepository, observe } from '../testing/acme.ts'
import type { Files } from '../testing/memory-repository.ts'
import { validate } from '../validate.ts'
import { rootNotChecked } from './kus010-root-not-checked.ts'
import { kustomizationDoesNotBuild as rule } from './kus009-kustomization-does-not-build.ts'

const base = 'apps/cart/base/kustomization.yaml'
const overlay = (name: string) => `apps/cart/overlays/${name}/kustomization.yaml`
const deployment = 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: cart\n'
const patch = (name: string) =>
  `resources: [../../base]\npatches:\n- target: { kind: Deployment }\n  path: ${name}\n`

const files: Files = {
  [base]: 'resources: [deployment.yaml]\n',
  'apps/cart/base/deployment.yaml': deployment,
  [overlay('a')]: 'resources: [../../base]\n',
  [overlay('b')]: 'resources: [../../base]\n',
}
const repository = (edits: Files = {}) => acmeRepository({}, { ...files, ...edits })

test('what builds: fine', () => assert.deepEqual(observe(rule, repository()), []))

test('a field that does not exist is reported at its place', () => {
  const [first = '', ...others] = observe(
    rule,
    repository({ [overlay('a')]: 'resources: [../../base]\nnonsense: 1\n' }),
  )
  assert.match(first, /^apps\/cart\/overlays\/a\/kustomization\.yaml:2:11 .*nonsense/)
  assert.match(first, /apps\/cart\/overlays\/a does not build: /)
  assert.deepEqual(others, [])
})

test('an empty kustomization does not build', () => {
  assert.equal(observe(rule, repository({ [overlay('a')]: '' })).length, 1)
})

test('a broken base is reported once, with how many build on it', () => {
  const [first = '', ...others] = observe(rule, repository({ [base]: 'nonsense: 1\n' }))
  assert.match(first, /^apps\/cart\/base\/.*:1:11 apps\/cart\/base and 2 more do not build: /)
  assert.deepEqual(others, [])
})

test('paths in messages are those of the repository', () => {
  const both = repository({ 'apps/cart/base/kustomization.yml': 'resources: [deployment.yaml]\n' })
  for (const text of observe(rule, both)) assert.doesNotMatch(text, / \/apps/)
  assert.notEqual(observe(rule, both).length, 0)
})

test('a component is built as part of what uses it', () => {
  const component = (field: string) => ({
    'apps/cart/c/kustomization.yaml': `apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n${field}`,
  })
  const alone = component('patches:\n- patch: |-\n    kind: X\n')
  assert.deepEqual(observe(rule, repository(alone)), [])
  const used = { [overlay('a')]: 'resources: [../../base]\ncomponents: [../../c]\n' }
  assert.equal(observe(rule, repository({ ...alone, ...used })).length, 1)
})

test('a missing file is left to KUS001, and one that is not YAML to SCH003', () => {
  assert.deepEqual(observe(rule, repository({ 'apps/cart/base/deployment.yaml': undefined })), [])
  assert.deepEqual(observe(rule, repository({ [overlay('a')]: 'resources: [../../none]\n' })), [])
  for (const path of [base, 'apps/cart/base/deployment.yaml']) {
    const rules = validate(repository({ [path]: 'a: [' })).findings.map(finding => finding.rule)
    assert.deepEqual(rules, ['SCH003'])
  }
})

test('what is not looked at is left to KUS010', () => {
  const { paths, read } = repository({
    [overlay('a')]: 'resources: [https://example.com/x.yaml, linked]\n',
    [overlay('b')]: 'helmCharts:\n- name: x\n  repo: https://example.com\n',
  })
  const skipped = [{ what: 'apps/cart/overlays/a/linked', why: 'a symbolic link' }]
  assert.deepEqual(observe(rule, { paths, read, skipped }), [])
})

test('a binary file of a generator: fine', () => {
  const binary = {
    [overlay('a')]: 'configMapGenerator:\n- name: x\n  files: [x.bin]\n',
    'apps/cart/overlays/a/x.bin': '\uFFFD\u0001\uFFFD',
  }
  assert.deepEqual(observe(rule, repository(binary)), [])
})

test('more roots than the limit are not built, and an error says so', () => {
  const broken = repository({ [overlay('a')]: 'nonsense: 1\n' })
  const budget = new Budget([['roots', 3]])
  const { findings } = validate(broken, { rules: [rule, rootNotChecked], budget })
  assert.deepEqual(
    findings.map(({ rule, message }) => `${rule} ${message}`),
    ['KUS010 no rule looks at what 14 kustomizations deploy: more than 3 are not built'],
  )
})

test('a commit is told of what it breaks elsewhere', () => {
  const broken = repository({
    [overlay('a')]: patch('patch.yaml'),
    'apps/cart/overlays/a/patch.yaml': '- { op: remove, path: /spec/replicas }\n',
  })
  const count = (file: string) =>
    validate(broken, { rules: [rule], scope: new Set([file]) }).findings.length
  assert.equal(count('apps/cart/base/deployment.yaml'), 1)
  assert.equal(count(base), 1)
  assert.equal(count('apps/cart/overlays/a/patch.yaml'), 1)
  assert.equal(count(overlay('b')), 0)
  assert.equal(count('README.md'), 0)
})

test('a commit is told the same as if what it leaves alone were built too', () => {
  const transformer = `apiVersion: builtin
kind: PatchTransformer
metadata: { name: x }
target: { kind: Deployment }
path: named/patch.yaml
`
  const faults: readonly Files[] = [
    { [base]: 'nonsense: 1\n' },
    {
      [base]: 'resources: [deployment.yaml, ../shared]\n',
      'apps/cart/shared/kustomization.yaml': 'nonsense: 1\n',
    },
    {
      [overlay('a')]: patch('patch.yaml'),
      'apps/cart/overlays/a/patch.yaml': '- { op: remove, path: /spec/replicas }\n',
    },
    {
      [overlay('a')]: 'resources: [../../base]\ntransformers: [transformer.yaml]\n',
      'apps/cart/overlays/a/transformer.yaml': transformer,
      'apps/cart/overlays/a/named/patch.yaml': '- { op: remove, path: /spec/replicas }\n',
    },
    {
      [overlay('a')]: 'resources: [../../base]\ncomponents: [../../c]\n',
      [overlay('b')]: 'resources: [../a]\n',
      'apps/cart/c/kustomization.yaml':
        'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nnonsense: 1\n',
    },
    {
      [overlay('a')]: 'resources: [../../base]\ncomponents: [../../c]\n',
      'apps/cart/c/kustomization.yaml':
        'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\ntransformers: [t.yaml]\n',
      'apps/cart/c/t.yaml': transformer,
      'apps/cart/c/named/patch.yaml': '- { op: remove, path: /spec/replicas }\n',
    },
  ]
  for (const fault of faults) {
    const broken = repository(fault)
    assert.notEqual(observe(rule, broken).length, 0, Object.keys(fault).join())
    const all: Rule = { ...rule, check: () => rule.check(new Snapshot(broken)) }
    for (const path of [...broken.paths, 'apps/cart/base/gone.yaml', 'README.md']) {
      const [scoped, unscoped] = [rule, all].map(one =>
        validate(broken, { rules: [one], scope: new Set([path]) }).findings.map(
          ({ location }) => location,
        ),
      )
      assert.deepEqual(scoped, unscoped, path)
    }
  }
})

test('of a commit only what it can change is built, however many roots there are', () => {
  const many = Array.from({ length: 21 }, (_, n) => [`apps/${n}/kustomization.yaml`, 'x: 1\n'])
  const { findings, skipped } = validate(repository(Object.fromEntries(many) as Files), {
    rules: [rule],
    budget: new Budget([['roots', 5]]),
    scope: new Set(['apps/7/kustomization.yaml']),
  })
  assert.deepEqual(
    findings.map(({ location }) => location.file),
    ['apps/7/kustomization.yaml'],
  )
  assert.equal(
    skipped.some(({ what }) => what === 'kustomizations'),
    false,
  )
})
