import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formatLocation } from '@bulkhead/diagnostics'
import { BuildError } from './build-error.ts'
import { readManifests } from './read-manifests.ts'

/** The objects of a text, each with its kind, its name and its place; then what is wrong with it. */
function read(text: string): readonly string[] {
  const found: string[] = []
  try {
    for (const { kind, name, provenance } of readManifests('/a.yaml', Buffer.from(text))) {
      found.push(`${kind} ${name} ${provenance.location?.line}:${provenance.location?.column}`)
    }
  } catch (error) {
    assert.ok(error instanceof BuildError)
    const [{ message, location }] = error.problems
    found.push(`${location ? formatLocation(location) : 'nowhere'} ${message}`)
  }
  return found
}

const map = (name: string) => `kind: ConfigMap\nmetadata: { name: ${name} }\n`

const cases: readonly (readonly [title: string, text: string, want: readonly string[]])[] = [
  ['one document', map('a'), ['ConfigMap a 1:1']],
  ['several', `${map('a')}---\n${map('b')}`, ['ConfigMap a 1:1', 'ConfigMap b 4:1']],
  ['a separator first and last', `---\n${map('a')}---\n`, ['ConfigMap a 2:1']],
  ['a separator without an end of line', `${map('a')}---`, ['ConfigMap a 1:1']],
  ['comments alone', `# a\n--- # b\n# c\n---\n${map('a')}`, ['ConfigMap a 5:1']],
  ['an empty file', '', []],
  ['lines ended as on Windows', `---\r\n${map('a').replaceAll('\n', '\r\n')}`, ['ConfigMap a 2:1']],
  ['a mark of Unicode', `\uFEFF${map('a')}`, ['ConfigMap a 1:1']],
  ['no name', 'kind: Job\nmetadata: { generateName: a- }\n', ['Job  1:1']],
  ['JSON', '{\n\t"kind": "Pod",\n\t"metadata": {"name": "a\\/b"}\n}', ['Pod a/b 1:1']],
  ['JSON behind JSON', '{"kind":"Pod"}\n{"kind":"Job"} ', ['Pod  1:1', 'Job  1:1']],
  [
    'a list',
    'kind: List\nitems:\n- kind: Pod\n  metadata: { name: a }\n- { kind: Job }\n',
    ['Pod a 3:3', 'Job  5:3'],
  ],
  ['a list of a kind', 'kind: PodList\nitems: [{ kind: Pod }]\n', ['Pod  2:9']],
  ['a list of nothing', 'kind: PodList\nitems:\n', []],
  ['no list', 'kind: Odd\nitems:\nspec: {}\n', ['Odd  1:1']],
  ['items that are a map', 'kind: Odd\nitems: { a: b }\n', ['Odd  1:1']],
  [
    'no kind behind an object',
    `${map('a')}---\na: b\n`,
    ['ConfigMap a 1:1', '/a.yaml:4:1 this object has no kind'],
  ],
  ['an item without a kind', 'kind: List\nitems: [{}]\n', ['/a.yaml:2:9 this object has no kind']],
  ['a text', 'a\n', ['/a.yaml:1:1 expected a Kubernetes object here']],
  [
    'a separator that says more',
    `${map('a')}--- {}\n`,
    ['/a.yaml:3:1 "--- {}" does not separate documents'],
  ],
]

for (const [title, text, want] of cases) {
  test(`manifests: ${title}`, () => assert.deepEqual(read(text), want))
}

test('manifests: a fault of YAML has its place', () => {
  assert.match(read(`${map('a')}---\na: [\n`).at(-1) ?? '', /^\/a\.yaml:\d+:\d+ /)
})

test('manifests: values are what Kubernetes takes them for', () => {
  const text = `kind: Odd
spec: { on: yes, mode: 0755, "no": "no", day: 2020-01-01, n: ~, f: 1.50, y: 1, y: 2 }
`
  const [odd] = readManifests('/a.yaml', Buffer.from(text))
  assert.equal(
    odd?.toYaml(),
    `kind: Odd
spec:
  day: "2020-01-01"
  f: 1.5
  "false": null
  mode: 493
  "no": "no"
  "true": 2
`,
  )
  assert.deepEqual(odd?.locate(['spec', 'mode']).location, { file: '/a.yaml', line: 2, column: 24 })
})
