import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Json } from '@bulkhead/argocd'
import { readKubernetesYaml } from '@bulkhead/kustomize/kubernetes-yaml'
import fc from 'fast-check'
import { compareFields, isSame } from './compare-fields.ts'

const read = (yaml: string) => readKubernetesYaml(yaml) as Json

const cases: readonly (readonly [what: string, before: string, after: string, told: string[]])[] = [
  ['nothing differs', 'a: 1', '{ "a": 1 } # said otherwise', []],
  ['keys in another order', 'a: 1\nb: 2', 'b: 2\na: 1', []],
  ['a leaf', 'a: { b: 1 }', 'a: { b: 2 }', ['a.b: 1 → 2']],
  ['what comes and goes', 'a: 1', 'b: { c: 2 }', ['a: 1 → ', 'b:  → {"c":2}']],
  ['a map that becomes a text', 'a: { b: 1 }', 'a: b', ['a: {"b":1} → "b"']],
  ['a key that is no word', 'a: { x.io/y: 1 }', 'a: { x.io/y: 2 }', ['a["x.io/y"]: 1 → 2']],
  [
    'items that have names, wherever they are',
    'c: [{ name: a, image: 1 }, { name: b, image: 1 }]',
    'c: [{ name: z }, { name: a, image: 1 }, { name: b, image: 2 }]',
    ['c[name=b].image: 1 → 2', 'c[name=z]:  → {"name":"z"}'],
  ],
  [
    'items with names in another order',
    'c: [{ name: a }, { name: b }]',
    'c: [{ name: b }, { name: a }]',
    ['c: ["a","b"] → ["b","a"]'],
  ],
  [
    'a name that is there twice',
    'c: [{ name: a }, { name: a }]',
    'c: [{ name: a }]',
    ['c[1]: {"name":"a"} → '],
  ],
  ['an item in the midst', 'c: [a, b, c]', 'c: [a, x, b, c]', ['c[1]:  → "x"']],
  ['an item that is another', 'c: [a, b, c]', 'c: [a, x, c]', ['c[1]: "b" → "x"']],
]

for (const [what, before, after, told] of cases) {
  test(`differences: ${what}`, () => {
    const show = (value: Json | undefined) => (value === undefined ? '' : JSON.stringify(value))
    const found = compareFields(read(before), read(after))
    assert.deepEqual(
      found.map(change => `${change.path}: ${show(change.before)} → ${show(change.after)}`),
      told,
    )
  })
}

test('there are differences exactly where two values are not the same', () => {
  const json = fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<Json>
  const property = fc.property(json, json, (a, b) => {
    assert.deepEqual(compareFields(a, structuredClone(a)), [])
    assert.equal(compareFields(a, b).length === 0, isSame(a, b))
  })
  fc.assert(property, { seed: 7, numRuns: 500 })
})
