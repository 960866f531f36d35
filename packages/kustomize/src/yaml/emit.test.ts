import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { load, YAML11_SCHEMA } from 'js-yaml'
import { compareKeys } from './compare-keys.ts'
import { checkWritable, emitYaml, UnwritableNode } from './emit.ts'
import { parseDocument } from './parse.ts'
import { Source } from './source.ts'
import { fromValue, toValue } from './value.ts'

const table: readonly [value: unknown, yaml: string][] = [
  [{ b: [1, [2]], a: {}, c: [] }, 'a: {}\nb:\n- 1\n- - 2\nc: []\n'],
  [{ text: 'two\nlines\n' }, 'text: |\n  two\n  lines\n'],
  [{ text: 'no end\nhere' }, 'text: |-\n  no end\n  here\n'],
  [{ text: ' lead\n\n' }, 'text: |2+\n   lead\n\n'],
  [{ text: 'trail \nx' }, 'text: "trail \\nx"\n'],
  [{ y: 'yes', n: '12:30', d: '2020-01-01' }, 'd: "2020-01-01"\n"n": "12:30"\n"y": "yes"\n'],
  [{ a: 'a: b', b: "it's #1", c: '- x', d: '' }, "a: 'a: b'\nb: 'it''s #1'\nc: '- x'\nd: \"\"\n"],
  [{ a: 1e21, b: 0.1, c: 123456789.5, d: -0 }, 'a: 1e+21\nb: 0.1\nc: 1.234567895e+08\nd: 0\n'],
]

for (const [value, yaml] of table) {
  test(`${JSON.stringify(value)} is written as kustomize would`, () => {
    assert.equal(emitYaml(fromValue(value)), yaml)
  })
}

test('keys with numbers are ordered by the numbers, and letters come last', () => {
  const keys = ['file10', 'file9', 'a.b', 'ab', 'a-b', 'a02', 'a2', 'B', '1', '10', '9']
  assert.deepEqual(keys.sort(compareKeys), [
    '1',
    '9',
    '10',
    'B',
    'a-b',
    'a.b',
    'a2',
    'a02',
    'ab',
    'file9',
    'file10',
  ])
})

test('long lines are folded after column 80', () => {
  const words = Array(30).fill('word').join(' ')
  const written = emitYaml(fromValue({ key: words }))
  assert.ok(written.split('\n').every(line => line.length <= 85))
  assert.deepEqual(load(written), { key: words })
})

test('what is written reads back the same, here and elsewhere', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 60 }).filter(isPlainUnicode)
  const value = fc.letrec(tie => ({
    any: fc.oneof(
      { maxDepth: 4 },
      text,
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie('any'), { maxLength: 4 }),
      fc.dictionary(text, tie('any'), { maxKeys: 5, noNullPrototype: true }),
    ),
  })).any
  fc.assert(
    fc.property(value, original => {
      const written = emitYaml(fromValue({ root: original }))
      assert.deepEqual(toPlain(written), { root: original })
      assert.deepEqual(load(written, { schema: YAML11_SCHEMA }), { root: original })
    }),
    { numRuns: 1000, seed: 3 },
  )
})

/** Characters that go through JSON unharmed on their way out of kustomize. */
function isPlainUnicode(text: string): boolean {
  // oxlint-disable-next-line no-control-regex
  return !/[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]|__proto__/.test(text)
}

function toPlain(yaml: string): unknown {
  const node = parseDocument(new Source('x.yaml', yaml))
  return node && toValue(node)
}

const unwritable: readonly [yaml: string, message: RegExp][] = [
  ['a: "\\x7f"', /control characters/],
  ['a: [{b: "\\x80"}]', /control characters/],
  ['"a\\x7f": b', /control characters/],
  [`"${'a'.repeat(200)}\\x7f": b`, /control characters/],
  ['a: {1: b}', /the key "1" is not a string/],
]

for (const [yaml, message] of unwritable) {
  test(`${yaml.slice(0, 20)} cannot be written, which is also found without writing`, () => {
    const node = parseDocument(new Source('/a.yaml', yaml))
    assert.ok(node)
    for (const action of [checkWritable, emitYaml]) {
      assert.throws(
        () => action(node),
        error => {
          assert.ok(error instanceof UnwritableNode)
          assert.match(error.message, message)
          return true
        },
      )
    }
  })
}
