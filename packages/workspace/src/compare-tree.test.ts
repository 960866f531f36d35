import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hashText, noProvenance, type Provenance } from '@bulkhead/blueprint'
import { FleetError } from '@bulkhead/diagnostics'
import { compareTree } from './compare-tree.ts'
import { editsOf, treeOf, verdictsOf, type Plan } from './testing/run-plan.ts'

type Files = Readonly<Record<string, string>>

interface Records {
  readonly managed?: Files
  readonly given?: Files
}

interface Situation {
  readonly plan: Plan
  readonly disk?: Files
  readonly links?: readonly string[]
  /** What the last finished run wrote. */
  readonly lock?: Records
  /** What runs that were killed were writing. */
  readonly pending?: readonly Records[]
}

function recordOf({ managed = {}, given = {} }: Records): Provenance {
  const entries = (files: Files, owner: 'managed' | 'given') =>
    Object.entries(files).map(
      ([path, text]) => [path, { hash: hashText(text), owner, pack: 'pack' }] as const,
    )
  return {
    ...noProvenance,
    files: new Map([...entries(managed, 'managed'), ...entries(given, 'given')]),
  }
}

function compare({ plan, disk = {}, links = [], lock = {}, pending = [] }: Situation) {
  return compareTree({
    tree: treeOf(plan),
    edits: editsOf(plan),
    disk: {
      paths: Object.keys(disk).sort(),
      skipped: links.map(what => ({ what, why: 'a symbolic link' })),
      read: path => disk[path],
      readBytes: path => (path in disk ? Buffer.from(disk[path] ?? '') : undefined),
      identify: path => disk[path],
    },
    recorded: { lock: recordOf(lock), pending: pending.map(recordOf), ignored: [] },
  })
}

const table: readonly [sentence: string, verdicts: readonly string[], situation: Situation][] = [
  ['a managed file that is not there is created', ['create a'], { plan: { managed: { a: '1' } } }],
  [
    'a managed file that a person deleted comes back',
    ['create a'],
    { plan: { managed: { a: '1' } }, lock: { managed: { a: '1' } } },
  ],
  [
    'a file that is as planned is identical, known or not',
    ['identical a', 'identical b'],
    {
      plan: { managed: { a: '1', b: '2' } },
      disk: { a: '1', b: '2' },
      lock: { managed: { a: '1' } },
    },
  ],
  [
    'line ends are not a difference',
    ['identical a'],
    { plan: { managed: { a: 'x\ny\n' } }, disk: { a: 'x\r\ny\r\n' } },
  ],
  [
    'a file that is as it was generated is updated, whatever its line ends',
    ['update a', 'update b'],
    {
      plan: { managed: { a: '2\n', b: '2\n' } },
      disk: { a: '1\n', b: '1\r\n' },
      lock: { managed: { a: '1\n', b: '1\n' } },
    },
  ],
  [
    'a file that a person edited is a conflict',
    ['conflict a'],
    { plan: { managed: { a: '2' } }, disk: { a: 'mine' }, lock: { managed: { a: '1' } } },
  ],
  [
    'an edit that the plan catches up with is no conflict',
    ['identical a'],
    { plan: { managed: { a: '2' } }, disk: { a: '2' }, lock: { managed: { a: '1' } } },
  ],
  [
    'a file that nobody generated is never taken over',
    ['conflict a'],
    { plan: { managed: { a: '1' } }, disk: { a: 'mine' } },
  ],
  [
    'what a killed run wrote is ours, also when the plan has moved on twice since',
    ['update a', 'update b'],
    {
      plan: { managed: { a: '4', b: '4' } },
      disk: { a: '2', b: '3' },
      lock: { managed: { a: '1', b: '1' } },
      pending: [{ managed: { a: '2', b: '2' } }, { managed: { a: '3', b: '3' } }],
    },
  ],
  [
    'an edit on top of what a killed run wrote is a conflict',
    ['conflict a'],
    { plan: { managed: { a: '3' } }, disk: { a: 'mine' }, pending: [{ managed: { a: '2' } }] },
  ],
  ['what is given is created once', ['create g'], { plan: { given: { g: '1' } } }],
  [
    'what was given stays as a person made it',
    ['keep g'],
    { plan: { given: { g: '2' } }, disk: { g: 'mine' }, lock: { given: { g: '1' } } },
  ],
  [
    'what was given and not touched is not given again',
    ['keep g'],
    { plan: { given: { g: '2' } }, disk: { g: '1' }, lock: { given: { g: '1' } } },
  ],
  [
    'what was given and deleted by a person does not come back',
    ['keep g'],
    { plan: { given: { g: '1' } }, lock: { given: { g: '1' } } },
  ],
  [
    'a person had the file before it could be given',
    ['keep g', 'identical h'],
    { plan: { given: { g: '1', h: '1' } }, disk: { g: 'mine', h: '1' } },
  ],
  [
    'giving that was killed is finished with the plan of now',
    ['update g', 'create h'],
    {
      plan: { given: { g: '2', h: '2' } },
      disk: { g: '1' },
      pending: [{ given: { g: '1', h: '1' } }],
    },
  ],
  [
    'what has left the plan is deleted when nobody touched it',
    ['delete a', 'delete b'],
    {
      plan: {},
      disk: { a: '1', b: '2' },
      lock: { managed: { a: '1', b: '1' } },
      pending: [{ managed: { b: '2' } }],
    },
  ],
  [
    'what has left the plan and was edited is a conflict',
    ['conflict a'],
    { plan: {}, disk: { a: 'mine' }, lock: { managed: { a: '1' } } },
  ],
  [
    'what was given stays when it leaves the plan',
    ['keep g'],
    { plan: {}, disk: { g: '1' }, lock: { given: { g: '1' } } },
  ],
  [
    'what only a killed run gave leaves with the plan',
    ['delete g'],
    { plan: {}, disk: { g: '1' }, pending: [{ given: { g: '1' } }] },
  ],
  [
    'what has left the plan and the disk is not mentioned',
    [],
    { plan: {}, lock: { managed: { a: '1', '../../etc/passwd': '1' } } },
  ],
  [
    'an edit of the spec is always written',
    ['create fleet/a', 'update fleet/b', 'identical fleet/c'],
    {
      plan: { edits: { 'fleet/a': '1', 'fleet/b': '1', 'fleet/c': '1' } },
      disk: { 'fleet/b': 'mine', 'fleet/c': '1' },
    },
  ],
  [
    'a file where a directory is needed is in the way, unless it leaves',
    ['conflict a/x', 'delete b', 'create b/x'],
    {
      plan: { managed: { 'a/x': '1', 'b/x': '1' } },
      disk: { a: 'mine', b: '1' },
      lock: { managed: { b: '1' } },
    },
  ],
  [
    'a directory where a file is needed is in the way, unless it empties',
    ['conflict a', 'create b', 'delete b/x'],
    {
      plan: { managed: { a: '1', b: '1' } },
      disk: { 'a/x/y': 'mine', 'b/x': '1' },
      lock: { managed: { 'b/x': '1' } },
    },
  ],
  [
    'a link is neither replaced nor followed',
    ['conflict a', 'conflict d/x', 'keep g'],
    { plan: { managed: { a: '1', 'd/x': '1' }, given: { g: '1' } }, links: ['a', 'd', 'g'] },
  ],
  [
    'changes are sorted by code unit',
    ['create B', 'create a', 'create fleet/z', 'create ö'],
    { plan: { managed: { ö: '1', a: '1', B: '1' }, edits: { 'fleet/z': '1' } } },
  ],
]

for (const [sentence, verdicts, situation] of table) {
  test(sentence, () => {
    assert.deepEqual(verdictsOf(compare(situation)), verdicts)
  })
}

test('a change carries both texts, its owner and the reason', () => {
  const [change] = compare({
    plan: { managed: { a: '2' } },
    disk: { a: 'mine' },
    lock: { managed: { a: '1' } },
  })
  assert.deepEqual(change, {
    path: 'a',
    verdict: 'conflict',
    before: 'mine',
    after: '2',
    owner: 'managed',
    reason: 'edited since it was generated',
  })
})

const outside = ['../x', 'a/../../x', '/etc/x', 'C:/x', 'a//x', './x', '', 'a\\x', '.git/hooks/x']
const ours = ['a/.GIT/x', '.bulkhead/lock.json', '.bulkhead/tmp/0', '.bulkhead/journal.json']

for (const path of [...outside, ...ours]) {
  test(`the path ${JSON.stringify(path)} is refused`, () => {
    const refused = (error: unknown) =>
      error instanceof FleetError && error.problems[0].code === 'WORKSPACE_PATH'
    assert.throws(() => compare({ plan: { managed: { [path]: '1' } } }), refused)
    assert.throws(() => compare({ plan: { edits: { [path]: '1' } } }), refused)
  })
}

test('a file is not created where one is whose name differs in letters alone', () => {
  const changes = compare({
    plan: { managed: { 'docs/readme.md': '1', 'x/a': '1' } },
    disk: { 'docs/README.md': 'mine' },
  })
  assert.deepEqual(verdictsOf(changes), ['conflict docs/readme.md', 'create x/a'])
  assert.equal(changes[0]?.reason, 'docs/README.md differs from it in letters alone')
})
