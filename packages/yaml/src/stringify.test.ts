import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { load, YAML11_SCHEMA } from 'js-yaml'
import { parse } from 'yaml'
import { stringifyYaml, yamlScalar } from './stringify.ts'

test('the canonical form is block style with sequences not indented', () => {
  assert.equal(
    stringifyYaml({ a: [{ b: 1, c: [] }, 'text'], d: 'two\nlines\n', e: undefined }),
    'a:\n- b: 1\n  c: []\n- text\nd: |\n  two\n  lines\n',
  )
})

const treacherous = [
  'yes',
  'on',
  'n',
  '~',
  '010',
  '0o14',
  '1_000',
  '12:30',
  '1e3',
  '.5',
  '2020-01-01',
  '',
]

for (const text of treacherous) {
  test(`the string ${JSON.stringify(text)} stays a string in YAML 1.1 and 1.2`, () => {
    const written = yamlScalar(text)
    assert.equal(parse(written), text)
    assert.equal(load(written, { schema: YAML11_SCHEMA }), text)
  })
}

test('a name without need for quotes is written as the library writes it', () => {
  const names = ['a', 'eu-west', 'x0', 'y', 'n', 'on', 'off', 'yes', 'no', 'true', 'false', 'null']
  fc.assert(
    fc.property(
      fc.oneof(fc.constantFrom(...names), fc.stringMatching(/^[a-z0-9-]{1,8}$/)),
      text => {
        assert.equal(`${yamlScalar(text)}\n`, stringifyYaml(text))
      },
    ),
  )
})

test('a scalar is always one line', () => {
  assert.equal(yamlScalar('two\nlines'), String.raw`"two\nlines"`)
})

test('what is written reads back the same, in both versions of YAML', () => {
  const value = fc.jsonValue({ maxDepth: 3, noUnicodeString: false })
  fc.assert(
    fc.property(value, original => {
      const plain = JSON.parse(JSON.stringify(original))
      const written = stringifyYaml(plain)
      assert.deepEqual(parse(written), plain)
      assert.deepEqual(load(written, { schema: YAML11_SCHEMA }), plain)
    }),
    { numRuns: 300, seed: 1 },
  )
})
