import assert from 'node:assert/strict'
import { test } from 'node:test'
import { removeDocument, removeFromSequence } from './remove.ts'

const table: readonly [name: string, index: number, before: string, after: string][] = [
  [
    'an item leaves with its lines and the comment above it',
    1,
    'items:\n  - name: a # first\n  # of b\n  - name: b\n    x: 1 # still b\n  # of c\n  - name: c\n',
    'items:\n  - name: a # first\n  # of c\n  - name: c\n',
  ],
  [
    'the last of several leaves what follows the sequence',
    1,
    'items:\n  - a\n  - b\n\nother: 1\n',
    'items:\n  - a\n\nother: 1\n',
  ],
  [
    'an only item leaves an empty sequence',
    0,
    'items: # ours\n  - name: a\n    x: 1\ny: 1\n',
    'items: [] # ours\ny: 1\n',
  ],
  ['the first of a flow sequence', 0, 'items: [ a, b ] # ours\n', 'items: [ b ] # ours\n'],
  ['the last of a flow sequence', 1, 'items: [a, { b: 1 }]\n', 'items: [a]\n'],
  ['an only item of a flow sequence', 0, 'items: [ { a: 1 } ]\n', 'items: []\n'],
  [
    'items written in flow style in a block sequence',
    0,
    'items:\n  - { a: 1 }\n  - { b: 1 }\n',
    'items:\n  - { b: 1 }\n',
  ],
  ['a file without a newline at its end', 1, 'items:\n- a\n- b', 'items:\n- a\n'],
]

for (const [name, index, before, after] of table) {
  test(name, () => {
    assert.equal(removeFromSequence(before, 0, ['items'], index), after)
  })
}

test('an item that is not there is a bug', () => {
  assert.throws(() => removeFromSequence('items: [a]\n', 0, ['items'], 1), /has no item 1/)
})

const documents: readonly [
  name: string,
  index: number,
  before: string,
  after: string | undefined,
][] = [
  ['the only document', 0, '# ours\na: 1\n', undefined],
  ['the only document, behind a marker', 0, '# ours\n---\na: 1\n', undefined],
  ['the first of two', 0, 'a: 1\n---\nb: 1\n', 'b: 1\n'],
  ['the last of two', 1, '---\na: 1\n---\n# of b\nb: 1\n', 'a: 1\n'],
  ['one in the middle', 1, 'a: 1\n---\nb: 1\n---\nc: 1\n', 'a: 1\n---\nc: 1\n'],
]

for (const [name, index, before, after] of documents) {
  test(`${name} is taken out of its file`, () => {
    assert.equal(removeDocument(before, index), after)
  })
}
