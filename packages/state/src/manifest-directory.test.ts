import assert from 'node:assert/strict'
import { test } from 'node:test'
import { told } from './testing/deploy.ts'

const map = (name: string) => `kind: ConfigMap\nmetadata: { name: ${name} }\n`

const files = {
  'plain/z.yaml': map('z'),
  'plain/a.yml': `${map('a1')}---\n${map('a2')}`,
  'plain/b.json': '{"kind": "ConfigMap", "metadata": {"name": "b"}}',
  'plain/list.yaml': `kind: List\nitems:\n- ${map('l').replace('\n', '\n  ')}`,
  'plain/skipped.yaml': `# +argocd:skip-file-rendering\n${map('skipped')}`,
  'plain/values.yaml': 'replicas: 3\n',
  'plain/notes.md': '# Notes\n',
  'plain/a/q.yaml': map('q'),
  'plain/a/deep/r.yaml': map('r'),
  'plain/sealed.yaml.sealed': map('sealed'),
}

/** The names of the objects that a directory gives, in order. */
function names(directory: string, more: Readonly<Record<string, string>> = {}): string {
  const yaml = told({ ...files, ...more }, `path: plain, directory: { ${directory} }`)
  return (yaml.match(/(?<=^ {2}name: ).*$/gm) ?? [yaml]).join(' ')
}

const cases: readonly (readonly [directory: string, names: string])[] = [
  ['', 'a1 a2 b l z'],
  ['recurse: true', 'r q a1 a2 b l z'],
  ['recurse: true, include: "a/*"', 'r q'],
  ['include: "*.yaml"', 'l z'],
  ['include: "{*.yml,*.json}"', 'a1 a2 b'],
  ['include: "*.yaml", exclude: "{z.yaml,values.yaml}"', 'l'],
  ['recurse: true, exclude: "*/deep/*"', 'q a1 a2 b l z'],
  ['exclude: "[b-a]"', 'a1 a2 b l z'],
  ['include: "[b-a]"', ''],
  ['disableExtensionFilter: true, include: "*.sealed"', 'sealed'],
]

for (const [directory, want] of cases) {
  test(`manifests of a directory: { ${directory} }`, () => assert.equal(names(directory), want))
}

test('any object with items is a list in a directory, as it is to Argo CD', () => {
  const item = map('hidden').replace('\n', '\n  ')
  const more = { 'plain/x.yaml': `kind: ConfigMap\nmetadata: { name: x }\nitems:\n- ${item}` }
  assert.equal(names('', more), 'a1 a2 b l hidden z')
})

test('manifests of a directory know where they were written', () => {
  const broken = { 'plain/broken.yaml': `${map('a')}---\na: [\n`, 'plain/broken.json': '{\n"a": ]' }
  assert.deepEqual(
    names('', broken)
      .split('\n')
      .map(line => line.replace(/(:\d+) .*/, '$1')),
    ['failed plain/broken.json:2:6', 'failed plain/broken.yaml:4:4'],
  )
})

test('what is no manifest is passed over, unless it looks like one or stands behind one', () => {
  const failed = (text: string, file = 'plain/x.yaml') => names('', { [file]: text })
  assert.equal(failed('a: ['), 'a1 a2 b l z')
  assert.equal(failed('- a\n- b\n'), 'a1 a2 b l z')
  assert.match(failed('a: [ apiVersion: kind: metadata:'), /^failed plain\/x\.yaml:1:/)
  assert.equal(failed(`${map('x')}---\na: b\n`), 'failed plain/x.yaml:4:1 this object has no kind')
  assert.equal(
    failed('{"a": 1}', 'plain/x.json'),
    'failed plain/x.json:1:1 this object has no kind',
  )
  assert.match(failed('[]', 'plain/x.json'), /^failed plain\/x\.json:1:1 expected a Kubernetes/)
  assert.match(failed('null', 'plain/x.json'), /^failed plain\/x\.json:1:1 this is not one object/)
  const two = '{"kind": "Pod"} {"kind": "Job"}'
  assert.match(failed(two, 'plain/x.json'), /^failed plain\/x\.json:1:1 this is not one object/)
})

test('what Jsonnet makes is unknown, unless it is left out', () => {
  const jsonnet = { 'plain/x.jsonnet': '{}' }
  assert.equal(names('', jsonnet), 'unknown Jsonnet makes manifests of plain/x.jsonnet')
  assert.equal(names('exclude: "*.jsonnet"', jsonnet), 'a1 a2 b l z')
  // Options that nothing asks for.
  assert.equal(names('jsonnet: { libs: [lib] }'), 'a1 a2 b l z')
})

test('a directory of the root is one too', () => {
  assert.equal(told({ 'a.yaml': map('a') }, 'path: .'), 'kind: ConfigMap\nmetadata:\n  name: a\n')
})
