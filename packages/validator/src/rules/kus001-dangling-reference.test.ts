import assert from 'node:assert/strict'
import { test } from 'node:test'
import { acmeRepository, observe, reportOf } from '../testing/acme.ts'
import { validate } from '../validate.ts'
import { danglingReference as rule } from './kus001-dangling-reference.ts'

const path = 'apps/cart/overlays/staging/kustomization.yaml'
const files = {
  'apps/cart/base/kustomization.yaml': 'resources: [deployment.yaml]\n',
  'apps/cart/base/deployment.yaml': 'kind: Deployment\n',
  'apps/cart/overlays/staging/patch.yaml': 'kind: Deployment\n',
  'apps/cart/overlays/staging/local/notes.txt': 'nothing to build\n',
}
const repository = (kustomization: string) =>
  acmeRepository({}, { ...files, [path]: kustomization })
const observeText = (kustomization: string) => observe(rule, repository(kustomization))

const sound: readonly (readonly [name: string, text: string])[] = [
  [
    'a file, a directory with a kustomization, and paths upwards',
    'resources: [../../base, patch.yaml]\n',
  ],
  ['a patch by path and a patch in place', 'patches:\n- path: patch.yaml\n- patch: "kind: X"\n'],
  ['a strategic merge patch in place', 'patchesStrategicMerge:\n- |-\n  kind: X\n  a: b\n'],
  ['a generator in place', 'generators:\n- |-\n  kind: ConfigMap\n  a: b\n'],
  ['a file under another key', 'configMapGenerator:\n- name: x\n  files: [key=patch.yaml]\n'],
]

for (const [name, text] of sound) {
  test(`${name}: fine`, () => assert.deepEqual(observeText(text), []))
}

const dangling: readonly (readonly [name: string, text: string, found: string])[] = [
  [
    'a resource that does not exist',
    'resources:\n- ../../base\n- pach.yaml\n',
    '3:3 "pach.yaml" names apps/cart/overlays/staging/pach.yaml, which does not exist; did you mean "patch.yaml"?',
  ],
  [
    'a file whose name differs in case',
    'resources: [Patch.yaml]\n',
    '1:13 "Patch.yaml" names apps/cart/overlays/staging/Patch.yaml, but the file is called patch.yaml: case counts',
  ],
  [
    'a directory without a kustomization',
    'resources: [local]\n',
    '1:13 "local" names apps/cart/overlays/staging/local, a directory without a kustomization file',
  ],
  [
    'a directory where a file is needed',
    'patches:\n- path: ../../base\n',
    '2:9 "../../base" names apps/cart/base, a directory where a file is needed',
  ],
  [
    'a path that leads out',
    'components: [../../../../../shared]\n',
    '1:14 "../../../../../shared" leads out of the repository',
  ],
  [
    'an absolute path',
    'resources: [/etc/base]\n',
    '1:13 "/etc/base" is an absolute path, which exists on one machine only',
  ],
  [
    'a file of a generator',
    'secretGenerator:\n- name: x\n  envs: [.env]\n',
    '3:10 ".env" names apps/cart/overlays/staging/.env, which does not exist',
  ],
  [
    'a file of a replacement',
    'replacements:\n- path: r.yaml\n',
    '2:9 "r.yaml" names apps/cart/overlays/staging/r.yaml, which does not exist',
  ],
]

for (const [name, text, found] of dangling) {
  test(`${name}: reported`, () => assert.deepEqual(observeText(text), [`${path}:${found}`]))
}

test('what is remote is neither found nor passed: it is skipped', () => {
  const urls = [
    'https://github.com/argoproj/argo-cd//manifests/crds?ref=v3.1.0',
    'github.com/argoproj/argo-cd//manifests/crds?ref=v3.1.0',
    'git@github.com:acme/shared.git',
  ]
  const { findings, skipped } = reportOf(
    rule,
    repository(`resources:\n${urls.map(url => `- ${url}\n`).join('')}`),
  )
  assert.deepEqual(findings, [])
  assert.deepEqual(
    skipped.filter(({ why }) => why.startsWith('remote')).map(({ what }) => what),
    urls.toSorted(),
  )
})

test('a file that is not YAML is skipped, and said to be', () => {
  const { skipped } = reportOf(rule, repository('resources: ['))
  assert.ok(skipped.some(({ what, why }) => what === path && why.startsWith('not readable')))
})

test('a commit that deletes what others name is told of it', () => {
  const broken = repository('resources: [gone.yaml]\n')
  const count = (scope: string) =>
    validate(broken, { rules: [rule], scope: new Set([scope]) }).findings.length
  assert.equal(count('apps/cart/overlays/staging/gone.yaml'), 1)
  assert.equal(count('apps/cart/base/deployment.yaml'), 0)
})

test('what lies behind a link is not known to be missing', () => {
  const { paths, read } = repository('resources: [linked, linked/base]\n')
  const skipped = [{ what: 'apps/cart/overlays/staging/linked', why: 'a symbolic link' }]
  const report = reportOf(rule, { paths, read, skipped })
  assert.deepEqual(report.findings, [])
  assert.ok(report.skipped.some(({ what }) => what === skipped[0]?.what))
})
