import assert from 'node:assert/strict'
import { test } from 'node:test'
import { appendToSequence } from './append.ts'

const table: readonly [name: string, before: string, after: string][] = [
  [
    'a block sequence grows in its own indentation, comments stay',
    'spec:\n  items:   # ours\n    - { name: a }   # first\n    - name: b\n      x: 1\n\n  other: 1\n',
    'spec:\n  items:   # ours\n    - { name: a }   # first\n    - name: b\n      x: 1\n    - name: c\n\n  other: 1\n',
  ],
  [
    'a flow sequence grows in place',
    'spec:\n  items: [ a, b ]   # ours\n',
    'spec:\n  items: [ a, b, {"name":"c"} ]   # ours\n',
  ],
  [
    'a sequence at the end of a file without a newline gets one',
    'spec:\n  items:\n  - name: a',
    'spec:\n  items:\n  - name: a\n  - name: c\n',
  ],
  [
    'a missing sequence is created, and the rest stays',
    'spec:\n  x: [a,b]   # ours\n\n  y: {z: 1}\n# end\n',
    'spec:\n  x: [a,b]   # ours\n\n  y: {z: 1}\n  items:\n    - name: c\n# end\n',
  ],
  ['in a flow mapping too', 'spec: { x: 1 }\n', 'spec: { x: 1, items: [{"name":"c"}] }\n'],
  [
    'a key without a value gets one',
    'spec:\n  items:\n  y: 1\n',
    'spec:\n  items:\n    - name: c\n  y: 1\n',
  ],
  ['an empty sequence is filled', 'spec:\n  items: []\n', 'spec:\n  items: [{"name":"c"}]\n'],
]

for (const [name, before, after] of table) {
  test(name, () => {
    assert.equal(appendToSequence(before, 0, ['spec', 'items'], { name: 'c' }), after)
  })
}

test('only the named document of a file changes', () => {
  const text = '---\nitems: [a]\n---\nitems:\n- b\n'
  assert.equal(
    appendToSequence(text, 1, ['items'], 'c'),
    '---\nitems: [a]\n---\nitems:\n- b\n- c\n',
  )
})
