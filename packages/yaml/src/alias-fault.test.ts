import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FleetError } from '@bulkhead/diagnostics'
import { loadYaml } from './load.ts'
import { parseYaml } from './parse.ts'

/** Doubled once a level: 2^20 lists from twenty lines. */
const doubled = Array.from(
  { length: 20 },
  (_, i) => `l${i}: &l${i} [${i === 0 ? '[], []' : `*l${i - 1}, *l${i - 1}`}]\n`,
)

const refused: Readonly<Record<string, readonly [text: string, message: string]>> = {
  'a list that holds itself': ['a: &a [*a]\n', 'an alias stands inside its own anchor'],
  'a mapping that holds itself further down': [
    'a: {b: &a {k: {l: *a}}}\n',
    'an alias stands inside its own anchor',
  ],
  'lists that double': [doubled.join(''), 'aliases make this document too large'],
}

for (const [title, [text, message]] of Object.entries(refused)) {
  test(`${title} is refused`, () => {
    assert.deepEqual(
      parseYaml(text, 'f.yaml').problems.map(({ code, location }) => [code, location?.line]),
      [['YAML_ALIAS', 1]],
    )
    assert.throws(
      () => loadYaml(text, 'f.yaml'),
      (error: unknown) =>
        error instanceof FleetError && error.message === `f.yaml:1:1: ${message} (YAML_ALIAS)`,
    )
  })
}

test('aliases that stand for little are read', () => {
  const text = 'a: &a { x: [1] }\nb: [*a, *a]\nc: &c two\nd: *c\n'
  const value = { a: { x: [1] }, b: [{ x: [1] }, { x: [1] }], c: 'two', d: 'two' }
  assert.deepEqual(
    parseYaml(text, 'f.yaml').documents.map(document => document.value),
    [value],
  )
  assert.deepEqual(loadYaml(text, 'f.yaml'), [value])
})
