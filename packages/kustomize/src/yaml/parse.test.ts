import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formatLocation } from '@bulkhead/diagnostics'
import { YamlSyntaxError } from './cursor.ts'
import { parseDocument } from './parse.ts'
import { Source } from './source.ts'
import { toValue } from './value.ts'

const readable: readonly [yaml: string, value: unknown][] = [
  ['a: 1\nb: [x, {c: d}]\n', { a: 1, b: ['x', { c: 'd' }] }],
  ['a:\n- b: 1\n  c: 2\n- - d\n', { a: [{ b: 1, c: 2 }, ['d']] }],
  ['a: b\n  c\n\n  d\n', { a: 'b c\nd' }],
  ['a: |\n  x\n   y\nb: >-\n  x\n  y\n\n  z\n', { a: 'x\n y\n', b: 'x y\nz' }],
  ['a: |2-\n    x\n', { a: '  x' }],
  ['a: "x\\n\\u00e9\\\n   y"\n', { a: 'x\néy' }],
  ["a: 'it''s\n  two'\n", { a: "it's two" }],
  [
    'a: &x {b: 1}\nc: *x\nd: {<<: *x, b: 2, e: 3}\n',
    { a: { b: 1 }, c: { b: 1 }, d: { b: 2, e: 3 } },
  ],
  ['? a\n: b\n? c\n', { a: 'b', c: null }],
  ['--- # comment\na: b # c\n# d\n...\nignored: [\n', { a: 'b' }],
  ['a: !!str 5\nb: !!int "7"\nc: !local x\n', { a: '5', b: 7, c: 'x' }],
  ['{a: 1, "b":2, c: , d}', { a: 1, b: 2, c: '', d: '' }],
  ['a: [1, b: 2]\n', { a: [1, { b: 2 }] }],
  ['a: 0x1F\nb: 017\nc: 0o17\nd: 1_000\ne: .5\n', { a: 31, b: 15, c: 15, d: 1000, e: 0.5 }],
  [
    'a: yes\nb: ~\nc: true\nd: 2020-01-01\n',
    { a: 'yes', b: null, c: true, d: '2020-01-01T00:00:00Z' },
  ],
  ['a: http://x:80/#y\nb: x#y\n', { a: 'http://x:80/#y', b: 'x#y' }],
]

for (const [yaml, value] of readable) {
  test(`${JSON.stringify(yaml)} is read`, () => {
    const node = parseDocument(new Source('f.yaml', yaml))
    assert.deepEqual(node && toValue(node), value)
  })
}

const faulty: readonly [yaml: string, place: string][] = [
  ['a: b: c\n', 'f.yaml:1:5'],
  ['a: 1\n  b: 2\n', 'f.yaml:2:4'],
  ['a:\n  b: 1\n c: 2\n', 'f.yaml:3:2'],
  ['a: [1, 2\nb: 3\n', 'f.yaml:2:2'],
  ['a: "x\n', 'f.yaml:1:4'],
  ['a: "\\q"\n', 'f.yaml:1:5'],
  ['a:\n\t- b\n', 'f.yaml:2:1'],
  ['- a\nb: c\n', 'f.yaml:2:1'],
  ['a: *x\n', 'f.yaml:1:4'],
  ['a\nb: c\n', 'f.yaml:2:2'],
  ['a: @x\n', 'f.yaml:1:4'],
  ['[a]: b\n', 'f.yaml:1:1'],
]

for (const [yaml, place] of faulty) {
  test(`${JSON.stringify(yaml)} is refused at its place`, () => {
    assert.throws(
      () => parseDocument(new Source('f.yaml', yaml)),
      (error: unknown) => {
        assert.ok(error instanceof YamlSyntaxError)
        assert.equal(formatLocation(error.source.locate(error.offset)), place)
        return true
      },
    )
  })
}
