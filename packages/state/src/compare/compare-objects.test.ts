import assert from 'node:assert/strict'
import { test } from 'node:test'
import { changeOf, map, resources } from '../testing/moments.ts'
import { describeObject, type ObjectChange } from './compare-objects.ts'

/** What happens to the objects of one Application, given as YAML before and after. */
function compare(before: string, after: string): readonly ObjectChange[] {
  const change = changeOf(
    { 'cart/eu/objects.yaml': after },
    { 'cart/eu/kustomization.yaml': resources('objects.yaml'), 'cart/eu/objects.yaml': before },
  )
  return change.applications.flatMap(({ objects }) => objects)
}

const object = (apiVersion: string, kind: string, rest = '') =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: a }\n${rest}`

test('an object is found again by group, kind, namespace and name, in order of these', () => {
  const before = [map('b', '1'), map('a', '1'), object('apps/v1', 'Deployment')].join('---\n')
  const after = [map('b', '2'), map('c', '1'), object('apps/v1', 'Deployment')].join('---\n')
  assert.deepEqual(
    compare(before, after).map(one => `${one.verdict} ${describeObject(one.object)}`),
    ['removed ConfigMap a', 'changed ConfigMap b', 'added ConfigMap c'],
  )
})

test('another version of its API is a change of one object, and another group is another', () => {
  const versions = compare(object('apps/v1beta2', 'Deployment'), object('apps/v1', 'Deployment'))
  assert.deepEqual(
    versions.map(({ verdict }) => verdict),
    ['changed'],
  )
  const groups = compare(
    object('extensions/v1', 'Ingress'),
    object('networking.k8s.io/v1', 'Ingress'),
  )
  assert.deepEqual(
    groups.map(({ verdict }) => verdict),
    ['removed', 'added'],
  )
})

test('one name in two namespaces is two objects', () => {
  const within = (namespace: string) =>
    map('a', '1').replace('name: a', `name: a\n  namespace: ${namespace}`)
  assert.deepEqual(
    compare(within('one'), within('two')).map(
      one => `${one.verdict} ${describeObject(one.object)}`,
    ),
    ['removed ConfigMap one/a', 'added ConfigMap two/a'],
  )
})

test('an object knows where it is written, and one that goes where it was', () => {
  const [changed] = compare(map('a', '1'), `# moved\n---\n${map('a', '2')}`)
  assert.deepEqual([changed?.location?.file, changed?.location?.line], ['cart/eu/objects.yaml', 3])
  const [removed] = compare(`${map('b', '1')}---\n${map('a', '1')}`, map('b', '1'))
  assert.equal(removed?.verdict, 'removed')
  assert.deepEqual([removed?.location?.file, removed?.location?.line], ['cart/eu/objects.yaml', 8])
})

test('a name cannot begin a line or move a terminal', () => {
  const object = {
    apiVersion: 'v1',
    kind: 'Pod',
    namespace: 'a\r',
    name: 'b\n::error::\u001B[2J\u009B',
  }
  assert.equal(describeObject(object), String.raw`Pod a\u000d/b\u000a::error::\u001b[2J\u009b`)
})

test('what a Secret holds is compared and never told; its metadata is', () => {
  const secret = (data: string, metadata = '') =>
    `apiVersion: v1\nkind: Secret\nmetadata: { name: a${metadata} }\n${data}`
  for (const [before, after, told] of [
    ['data: { a: b2xk }', 'data: { a: bmV3 }', [['data.a', '(secret)', '(secret)']]],
    [
      'data: { a: b2xk }',
      'stringData: { x.y: new }',
      [
        ['data', '(secret)', undefined],
        ['stringData', undefined, '(secret)'],
      ],
    ],
    [
      'stringData: { x.y: old }',
      'stringData: { x.y: new }',
      [['stringData["x.y"]', '(secret)', '(secret)']],
    ],
  ] as const) {
    const [change] = compare(secret(before), secret(after))
    assert.ok(change?.verdict === 'changed')
    assert.deepEqual(
      change.fields.map(field => [field.path, field.before, field.after]),
      told,
    )
  }
  const applied = (value: string) =>
    `, annotations: { kubectl.kubernetes.io/last-applied-configuration: ${value} }`
  for (const before of ['', applied('old'), ', annotations: { a: b }']) {
    const [change] = compare(secret('', before), secret('', applied('new')))
    assert.match(JSON.stringify(change), /\(secret\)/)
    assert.doesNotMatch(JSON.stringify(change), /old|new/)
  }
  const [change] = compare(secret(''), secret('', ', labels: { a: b }'))
  assert.doesNotMatch(JSON.stringify(change), /\(secret\)/)
})

test('a whole number that JavaScript cannot hold is told apart from its neighbour', () => {
  const number = (text: string) => object('example.com/v1', 'Thing', `spec: { id: ${text} }\n`)
  const [change] = compare(number('9007199254740993'), number('9007199254740992'))
  assert.ok(change?.verdict === 'changed')
  assert.deepEqual(
    change.fields.map(({ path }) => path),
    ['spec.id'],
  )
})
