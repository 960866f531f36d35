import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hashText, noProvenance, type ProvenFile } from '@bulkhead/blueprint'
import { nextProvenance } from './next-provenance.ts'
import { treeOf } from './testing/run-plan.ts'
import type { Change, Verdict } from './verdict.ts'

const written = (text: string, owner: ProvenFile['owner']): ProvenFile => ({
  hash: hashText(text),
  owner,
  pack: 'pack',
})

const table: readonly [
  sentence: string,
  verdict: Verdict,
  owner: ProvenFile['owner'],
  before: ProvenFile | undefined,
  after: ProvenFile | undefined,
][] = [
  ['what is written is recorded', 'create', 'managed', undefined, written('new', 'managed')],
  [
    'what is there already is ours from now on',
    'identical',
    'managed',
    undefined,
    written('new', 'managed'),
  ],
  [
    'a conflict keeps the record of what was generated',
    'conflict',
    'managed',
    written('old', 'managed'),
    written('old', 'managed'),
  ],
  [
    'a file that was never ours is not recorded by a conflict',
    'conflict',
    'managed',
    undefined,
    undefined,
  ],
  [
    'what was given is recorded as it would be given today, so that a change is said once',
    'keep',
    'given',
    written('old', 'given'),
    written('new', 'given'),
  ],
  [
    'a person had it first: it counts as given, and as kept',
    'keep',
    'given',
    undefined,
    { ...written('new', 'given'), kept: true },
  ],
]

for (const [sentence, verdict, owner, before, after] of table) {
  test(sentence, () => {
    const tree = treeOf({ [owner]: { a: 'new' } })
    const change: Change = { path: 'a', verdict, owner, before: undefined, after: 'new' }
    const files = new Map(before ? [['a', before]] : [])
    const recorded = { lock: { ...noProvenance, files }, pending: [], ignored: [] }
    const next = nextProvenance({ tree, changes: [change], recorded, tool: '1.0.0' })
    assert.deepEqual(next.files.get('a'), after)
    assert.equal(next.tool, '1.0.0')
    assert.equal(next.inputs, tree.inputs)
  })
}

test('what is deleted, or given and gone from the plan, leaves the record', () => {
  const tree = treeOf({})
  const files = new Map([
    ['a', written('old', 'managed')],
    ['g', written('old', 'given')],
  ])
  const recorded = { lock: { ...noProvenance, files }, pending: [], ignored: [] }
  const gone = { before: 'old', after: undefined } as const
  const changes: readonly Change[] = [
    { ...gone, path: 'a', verdict: 'delete', owner: 'managed' },
    { ...gone, path: 'g', verdict: 'keep', owner: 'given' },
  ]
  assert.equal(nextProvenance({ tree, changes, recorded, tool: '1.0.0' }).files.size, 0)
})
