import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mayHoldSecret } from './may-hold-secret.ts'
import { SourceQuotes } from './source-quotes.ts'

const secrets: Readonly<Record<string, string>> = {
  plain: 'kind: Secret\ndata: {a: b}\n',
  'with the kind after its data': 'data: {a: b}\nkind: Secret\n',
  'with a tag': 'kind: !!str Secret\n',
  'with a tag in full': 'kind: !<tag:yaml.org,2002:str> Secret\n',
  'with a tag of its own': '%TAG ! tag:yaml.org,2002:\n---\nkind: !str Secret\n',
  'in base64': 'kind: !!binary U2VjcmV0\n',
  'in quotes': '"kind": \'Secret\'\n',
  'with an escape': 'kind: "\\x53ecret"\n',
  'with an escape of JSON': '{"kind":"S\\u0065cret"}',
  'over two lines': 'kind: "Sec\\\n  ret"\n',
  'as a block': 'kind: |-\n  Secret\n',
  'in flow style': '{apiVersion: v1, kind : Secret, data: {a: b}}\n',
  'with a comment between': 'kind: # what it is\n  Secret\n',
  'with an explicit key': '? kind\n: Secret\n',
  'by an alias': 'a: &k Secret\nkind: *k\n',
  'by a merge': 'a: &k {kind: Secret}\nb:\n  <<: *k\n',
  'in JSON': '{"data":{"a":"b"},"kind":"Secret"}',
  'with a byte order mark': '\uFEFFkind: Secret\n',
  'with carriage returns': 'apiVersion: v1\rkind: Secret\rdata: {a: b}\r',
  'as the second document': 'kind: ConfigMap\n---\nkind: Secret\n',
  'as a list': 'kind: SecretList\nitems: []\n',
  'in a list': 'kind: List\nitems:\n  - kind: Secret\n    data: {a: b}\n',
  'as stringData alone': 'stringData: {a: b}\n',
  'as literals of a generator': 'secretGenerator:\n  - literals: [a=b]\n',
  'as a JSON patch': '- op: replace\n  path: /data/password\n  value: b\n',
  'as a JSON patch in JSON': '[{"op":"add","path":"/stringData/a","value":"b"}]',
  'as a patch of its data': 'data: {password: b}\n',
  'as an inline patch of its data': 'patches:\n  - patch: |-\n      data:\n        password: b\n',
  'as an inline patch': 'patches:\n  - patch: |-\n      kind: Secret\n      data: {a: b}\n',
  'as a template': 'kind: ExternalSecret\nspec: {target: {template: {data: {a: b}}}}\n',
  'in what kubectl applied':
    'metadata:\n  annotations:\n    kubectl.kubernetes.io/last-applied-configuration: |\n      {"kind":"Secret"}\n',
  'that cannot be parsed': 'kind: Secret\ndata: [\n',
  'that cannot be parsed, with an escape': 'kind: "S\\u0065cret"\ndata: [\n',
  'that cannot be parsed, with another tag': 'kind: !x U2VjcmV0\ndata: [\n',
  'with a key twice': 'kind: Secret\nkind: Secret\n',
  'in UTF-16': 'k\0i\0n\0d\0',
}

for (const [how, text] of Object.entries(secrets)) {
  test(`a Secret ${how} is not quoted`, () => {
    assert.equal(mayHoldSecret(text, 'apps/a.yaml'), true)
    const quotes = new SourceQuotes(() => text)
    const location = { file: 'apps/a.yaml', line: 1, column: 1 }
    const message = 'unexpected "hunter2" here'
    assert.equal(quotes.excerpt(location), '')
    assert.equal(quotes.told({ code: 'X', message, location }).message, 'unexpected')
  })
}

const others: Readonly<Record<string, string>> = {
  'a Deployment': 'kind: Deployment\nspec: {}\n',
  'a Deployment that reads a Secret':
    'kind: Deployment\nspec:\n  env: [{valueFrom: {secretKeyRef: {name: a}}}]\n',
  'a ConfigMap': 'kind: ConfigMap\ndata: {a: "b!"}\n',
  'a kustomization': 'kind: Kustomization\nresources: [secret.yaml]\n',
  'what cannot be parsed and speaks of none': 'kind: Deployment\nspec: [\n',
}

for (const [what, text] of Object.entries(others)) {
  test(`${what} is quoted`, () => {
    assert.equal(mayHoldSecret(text, 'apps/a.yaml'), false)
  })
}

test('files that secrets are generated from are not quoted, nor what cannot be read', () => {
  assert.equal(mayHoldSecret('PASSWORD=hunter2\n', 'apps/cart/.env'), true)
  assert.equal(mayHoldSecret('hunter2\n', 'apps/cart/password'), true)
  const quotes = new SourceQuotes(() => undefined)
  const problem = (file: string) =>
    quotes.told({ code: 'X', message: 'not "a"', location: { file, line: 1, column: 1 } }).message
  assert.equal(problem('apps/a.yaml'), 'not')
  assert.equal(problem('fleet/a.yaml'), 'not "a"')
})

test('a hint that quotes is another one for a Secret', () => {
  const quotes = new SourceQuotes(() => 'kind: Secret\n')
  const location = { file: 'a.yaml', line: 1, column: 1 }
  const hintOf = (hint: string) => quotes.told({ code: 'X', message: 'a', location, hint }).hint
  assert.match(hintOf('Write "hunter2".') ?? '', /may hold a secret/)
  assert.equal(hintOf('Correct the YAML.'), 'Correct the YAML.')
})

test('each file is read once for a report', () => {
  let reads = 0
  const quotes = new SourceQuotes(() => `${(reads += 1)}: a\n`)
  for (let line = 1; line <= 100; line++) quotes.excerpt({ file: 'a.yaml', line, column: 1 })
  assert.equal(reads, 1)
})
