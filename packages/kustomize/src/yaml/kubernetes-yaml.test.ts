import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readKubernetesYaml, writeKubernetesYaml } from './kubernetes-yaml.ts'

/* What sigs.k8s.io/yaml v1.6 reads, recorded through Argo CD's `fromYaml`. */
const readings: readonly (readonly [string, unknown])[] = [
  ['a: yes\nb: on\nc: Off\nd: y', { a: true, b: true, c: false, d: true }],
  ['n: x\n"y": 1\non: 2', { false: 'x', y: 1, true: 2 }],
  ['a: 0755\nb: 0o17\nc: 08\nd: 0x1F', { a: 493, b: 15, c: 8, d: 31 }],
  ['a: 2001-01-01\nb: 1:30', { a: '2001-01-01', b: '1:30' }],
  ['a: ~\nb:\nc: ""', { a: null, b: null, c: '' }],
  ['1: a\n1.5: b', { '1': 'a', '1.5': 'b' }],
  ['a: &x {b: 1}\nc:\n  <<: *x\n  d: 2', { a: { b: 1 }, c: { b: 1, d: 2 } }],
  ['a: 1\na: 2', { a: 2 }],
  ['---\na: 1\n---\nb: 2', { a: 1 }],
  ['# nothing', null],
  ['[a]+o', ['a']],
  ['{"a": 1}\n{"b": 2}', { a: 1 }],
  ['- 1\n- x', [1, 'x']],
]

for (const [text, value] of readings) {
  test(`${JSON.stringify(text)} is read as controllers read it`, () => {
    assert.deepEqual(readKubernetesYaml(text), value)
  })
}

test('what JSON has no words for is refused', () => {
  for (const text of ['a: .inf', 'null: 1', 'a: {{x}}', 'a: b\n c: d']) {
    assert.throws(() => readKubernetesYaml(text), text)
  }
})

test('values are written with sorted keys and quotes where a reader of YAML 1.1 needs them', () => {
  assert.equal(
    writeKubernetesYaml({ b: [1, 'yes'], a10: 'x: y', a9: { c: null } }),
    'a9:\n  c: null\na10: \'x: y\'\nb:\n- 1\n- "yes"\n',
  )
})

test('a text of several lines is a block, also when it is all there is', () => {
  assert.equal(writeKubernetesYaml('a\nb\n  c'), '|-\n  a\n  b\n    c\n')
})

test('whole numbers beyond 64 bits are written as floats, as Go does', () => {
  const numbers = [-(2 ** 63), 2 ** 63, 2 ** 64, -1e21, 9007199254740991, -0]
  assert.deepEqual(
    numbers.map(number => writeKubernetesYaml(number).trim()),
    [
      '-9.223372036854776e+18',
      '9223372036854776000',
      '1.8446744073709552e+19',
      '-1e+21',
      '9007199254740991',
      '0',
    ],
  )
})
