import assert from 'node:assert/strict'
import { test } from 'node:test'
import { acmeRepository, observe, reportOf } from '../testing/acme.ts'
import { plaintextSecret as rule } from './sec001-plaintext-secret.ts'

const observeText = (text: string, path = 'secret.yaml') =>
  observe(rule, acmeRepository({}, { [path]: text }))
const secret = (body: string) =>
  `apiVersion: v1\nkind: Secret\nmetadata:\n  name: db\n  namespace: payments\n${body}`

const registration = (config: string) =>
  `apiVersion: v1
kind: Secret
metadata:
  name: cluster-one
  labels: { argocd.argoproj.io/secret-type: cluster }
stringData:
  name: one
  server: https://kubernetes.default.svc
  config: '${config}'
`

const sound: readonly (readonly [name: string, text: string])[] = [
  ['a Secret without data', secret('type: kubernetes.io/service-account-token\n')],
  ['empty values', secret('stringData:\n  password: ""\n')],
  ['a variable', secret('stringData:\n  url: postgres://app:${PASSWORD}@db\n')],
  ['a placeholder', secret('stringData:\n  password: <password>\n')],
  ['a path of the Vault plugin', secret('stringData:\n  password: <path:kv/db#password>\n')],
  [
    'such a path in base64',
    secret(`data:\n  password: ${Buffer.from('<path:kv/db#password>').toString('base64')}\n`),
  ],
  [
    'values that SOPS encrypted',
    secret('data:\n  password: ENC[AES256_GCM,data:x,type:str]\nsops:\n  version: 3.10.2\n'),
  ],
  [
    'what tells Argo CD of the cluster that it runs in',
    registration('{"tlsClientConfig":{"insecure":false}}'),
  ],
  [
    'an ExternalSecret and a Secret of another group',
    'kind: ExternalSecret\ndata: [{secretKey: a}]\n---\napiVersion: example.com/v1\nkind: Secret\ndata: {a: b}\n',
  ],
]

for (const [name, text] of sound) {
  test(`${name}: fine`, () => assert.deepEqual(observeText(text), []))
}

test('plain values are reported by key, at the first', () => {
  const text = secret('data:\n  user: YXBw\nstringData:\n  password: hunter2\n  empty: ""\n')
  assert.deepEqual(observeText(text), [
    'secret.yaml:7:9 Secret payments/db holds plain text in data.user, stringData.password',
  ])
})

test('in a List as well', () => {
  const list = 'apiVersion: v1\nkind: List\nitems:\n- kind: Secret\n  stringData: {a: hunter2}\n'
  assert.deepEqual(observeText(list), [
    'secret.yaml:5:19 Secret without a name holds plain text in stringData.a',
  ])
})

test('in JSON as well', () => {
  const json = '{"apiVersion":"v1","kind":"Secret","stringData":{"a":"hunter2"}}'
  assert.equal(observeText(json, 'secret.json').length, 1)
})

test('what SOPS was told to leave out is plain', () => {
  const text = secret('data:\n  a: ENC[AES256_GCM,data:x]\n  b: YXBw\nsops:\n  version: 3.10.2\n')
  assert.deepEqual(observeText(text), [
    'secret.yaml:8:6 Secret payments/db holds plain text in data.b',
  ])
})

test('ENC[ without SOPS is just text', () => {
  assert.equal(observeText(secret('stringData:\n  a: ENC[me]\n')).length, 1)
})

test('literals of a secretGenerator are plain, except placeholders', () => {
  const text = 'secretGenerator:\n- name: db\n  literals:\n  - user=${USER}\n  - password=hunter2\n'
  assert.deepEqual(observeText(text, 'apps/cart/base/kustomization.yaml'), [
    'apps/cart/base/kustomization.yaml:5:5 secretGenerator db holds plain text in literal password',
  ])
})

test('no value is ever repeated', () => {
  const text = secret('stringData:\n  password: hunter2\n')
  const report = reportOf(rule, acmeRepository({}, { 'secret.yaml': text }))
  assert.equal(report.findings.length, 1)
  assert.doesNotMatch(JSON.stringify(report), /hunter2/)
})

for (const config of [
  '{"bearerToken":"hunter2"}',
  '{"tlsClientConfig":{"keyData":"hunter2"}}',
  '{"password":"hunter2"}',
  'hunter2',
]) {
  test(`the registration of a cluster with a credential is reported: ${config.slice(0, 12)}`, () => {
    assert.deepEqual(observeText(registration(config)), [
      'secret.yaml:9:11 Secret cluster-one holds plain text in stringData.config',
    ])
  })
}

test('a kind that is written another way is the same kind', () => {
  for (const kind of ['"\\x53ecret"', '!!str Secret', '&k Secret', '>-\n  Secret', "'Secret'"]) {
    const text = `apiVersion: v1\nkind: ${kind}\nmetadata: { name: db }\nstringData: { password: hunter2 }\n`
    assert.equal(observeText(text).length, 1, kind)
  }
})
