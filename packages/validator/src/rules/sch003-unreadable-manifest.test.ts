import assert from 'node:assert/strict'
import { test } from 'node:test'
import { reportText } from '../reporters/index.ts'
import { acmeRepository, observe, reportOf } from '../testing/acme.ts'
import { validate } from '../validate.ts'
import { unreadableManifest as rule } from './sch003-unreadable-manifest.ts'

const path = 'apps/cart/base/deployment.yaml'
const observeText = (text: string, at = path) => observe(rule, acmeRepository({}, { [at]: text }))

const sound: readonly (readonly [name: string, text: string, at?: string])[] = [
  ['YAML', 'kind: Deployment\n---\nkind: Service\n'],
  ['an empty file', ''],
  ['an anchor and a tag', 'a: &a [1]\nb: *a\nc: !Ref d\n'],
  ['a marker inside a text', 'a: |\n  <<<<<<< HEAD\n'],
  ['a file elsewhere', 'a: [', 'docs/x.yaml'],
  ['a file that is not YAML', 'a: [', 'apps/cart/base/x.txt'],
]

for (const [name, text, at] of sound) {
  test(`${name}: fine`, () => assert.deepEqual(observeText(text, at), []))
}

const broken: readonly (readonly [name: string, text: string, found: RegExp])[] = [
  ['a conflict', 'a: 1\n<<<<<<< HEAD\nb: 1\n=======\nb: 2\n>>>>>>> x\n', /:2:1 .*merge conflict/],
  ['a syntax error', 'a: 1\nb: [1\nc: 2\n', /:[23]:\d+ not readable as YAML: /],
  ['a key that is there twice', 'a: 1\nb: 1\na: 2\n', /:3:1 .*unique/],
]

for (const [name, text, found] of broken) {
  test(`${name}: reported once, at its place`, () => {
    const [first = '', ...others] = observeText(text)
    assert.match(first, found)
    assert.deepEqual(others, [])
  })
}

test('in every directory of the tree, and in kustomization files', () => {
  for (const at of [
    'clusters/x.yml',
    'gitops/a/b.yaml',
    'infrastructure/x.yaml',
    'apps/kustomization.yaml',
    'apps/x/Kustomization',
  ]) {
    assert.equal(observeText('a: [', at).length, 1, at)
  }
})

test('a managed file is read when it is not what was generated; a given one always', () => {
  const managed = '# Managed by bulkhead\na: [\n'
  assert.deepEqual(observe(rule, acmeRepository({ [path]: managed })), [])
  assert.equal(observe(rule, acmeRepository({ [path]: managed }, { [path]: 'a: [' })).length, 1)
  assert.equal(observe(rule, acmeRepository({ [path]: 'a: [' })).length, 1)
})

test('templates of a Helm chart are skipped, and said to be', () => {
  const chart = { 'apps/x/Chart.yaml': 'name: x\n', 'apps/x/templates/a.yaml': '{{ if }}\na: [\n' }
  const { findings, skipped } = reportOf(rule, acmeRepository({}, chart))
  assert.deepEqual(findings, [])
  assert.ok(skipped.some(({ what }) => what === 'apps/x/templates'))
})

test('what is reported is not listed as not checked; what is out of scope is', () => {
  const repository = acmeRepository({}, { 'apps/cart/base/kustomization.yaml': 'resources: [' })
  const isNoted = (scope?: ReadonlySet<string>) =>
    validate(repository, { scope }).skipped.some(({ why }) => why.startsWith('not readable'))
  assert.equal(isNoted(), false)
  assert.equal(isNoted(new Set(['README.md'])), true)
})

test('only what a commit touches is reported for it', () => {
  const repository = acmeRepository({}, { [path]: 'a: [' })
  const count = (file: string) =>
    validate(repository, { rules: [rule], scope: new Set([file]) }).findings.length
  assert.equal(count(path), 1)
  assert.equal(count('README.md'), 0)
})

test('a Secret that cannot be read is not shown', () => {
  const text = 'kind: Secret\nstringData:\n  a: *hunter2\n  b: "x" hunter2\n'
  const report = validate(acmeRepository({}, { 'apps/secret.yaml': text }))
  assert.equal(report.findings[0]?.rule, 'SCH003')
  const findings = JSON.stringify(report.findings)
  const shown = reportText(report, { color: false, read: () => text })
  assert.doesNotMatch(findings + shown, /hunter2/)
})

test('a name with a newline or another end of a line is looked at like others', () => {
  for (const end of ['\n', '\r', '\u2028', '\u0085']) {
    assert.equal(observeText('a: [', `apps/cart/base/odd${end}name.yaml`).length, 1)
  }
})
