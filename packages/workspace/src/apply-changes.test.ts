import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  mkdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { FleetError } from '@bulkhead/diagnostics'
import { applyChanges } from './apply-changes.ts'
import { decidePlan, runPlan } from './testing/run-plan.ts'
import { temporaryDirectory } from './testing/temporary-directory.ts'
import { readTree, writeTree } from './testing/tree-on-disk.ts'

const runAndDie = fileURLToPath(new URL('testing/run-and-die.ts', import.meta.url))

function fails(code: string) {
  return (error: unknown) =>
    error instanceof FleetError && error.kind === 'environment' && error.problems[0].code === code
}

test('a first run writes the files, the spec and last the lock', t => {
  const dir = temporaryDirectory(t)
  const plan = {
    managed: { 'a/b.yaml': 'x: 1\n' },
    given: { 'g.yaml': 'g: 1\n' },
    edits: { 'fleet/fleet.yaml': 'f: 1\n' },
  }
  assert.deepEqual(runPlan(dir, plan).verdicts, [
    'create a/b.yaml',
    'create fleet/fleet.yaml',
    'create g.yaml',
  ])
  const { '.bulkhead/lock.json': lock = '', ...tree } = readTree(dir)
  assert.deepEqual(tree, {
    '.bulkhead/': '',
    'a/': '',
    'a/b.yaml': 'x: 1\n',
    'fleet/': '',
    'fleet/fleet.yaml': 'f: 1\n',
    'g.yaml': 'g: 1\n',
  })
  const record = JSON.parse(lock) as { readonly files: object }
  assert.deepEqual(Object.keys(record.files), ['a/b.yaml', 'g.yaml'])
})

test('a second run touches nothing', t => {
  const dir = temporaryDirectory(t)
  const plan = { managed: { 'a/b': '1' }, given: { g: '1' }, edits: { 'fleet/f': '1' } }
  runPlan(dir, plan)
  const paths = ['.', '.bulkhead', '.bulkhead/lock.json', 'a', 'a/b', 'g', 'fleet/f']
  for (const path of paths) utimesSync(join(dir, path), 1, 1)
  const { verdicts, touched } = runPlan(dir, plan)
  assert.deepEqual(verdicts, ['identical a/b', 'identical fleet/f', 'identical g'])
  assert.equal(touched, false)
  for (const path of paths) assert.equal(statSync(join(dir, path)).mtimeMs, 1000, path)
})

test('what leaves takes its empty directories along, and no others', t => {
  const dir = temporaryDirectory(t)
  runPlan(dir, { managed: { 'a/b/c/d': '1', 'e/f': '1' } })
  writeTree(dir, { 'e/mine': '1' })
  runPlan(dir, {})
  assert.deepEqual(Object.keys(readTree(dir)), [
    '.bulkhead/',
    '.bulkhead/lock.json',
    'e/',
    'e/mine',
  ])
})

test('a conflict leaves the file alone and stays reported, until the edit is undone', t => {
  const dir = temporaryDirectory(t)
  runPlan(dir, { managed: { a: '1', b: '1' } })
  writeTree(dir, { a: 'mine', b: 'mine' })
  for (let run = 0; run < 2; run++) {
    assert.deepEqual(runPlan(dir, { managed: { a: '2' } }).verdicts, ['conflict a', 'conflict b'])
    assert.equal(readFileSync(join(dir, 'a'), 'utf8'), 'mine')
  }
  writeTree(dir, { a: '1', b: '1' })
  assert.deepEqual(runPlan(dir, { managed: { a: '2' } }).verdicts, ['update a', 'delete b'])
})

test('an updated file keeps its mode', t => {
  const dir = temporaryDirectory(t)
  runPlan(dir, { managed: { run: '1' } })
  chmodSync(join(dir, 'run'), 0o750)
  runPlan(dir, { managed: { run: '2' } })
  assert.equal(statSync(join(dir, 'run')).mode & 0o777, 0o750)
})

test('an edit that arrives between deciding and writing stops the run', t => {
  const dir = temporaryDirectory(t)
  runPlan(dir, { managed: { a: '1', b: '1' } })
  const decided = decidePlan(dir, { managed: { a: '2', b: '2' } })
  writeTree(dir, { b: 'mine' })
  const before = readTree(dir)
  assert.throws(() => applyChanges(dir, decided), fails('WORKSPACE_CHANGED'))
  assert.deepEqual(readTree(dir), before)
})

test('a record that leads out of the repository deletes nothing there', t => {
  const parent = temporaryDirectory(t)
  const dir = join(parent, 'repository')
  mkdirSync(join(parent, 'empty'))
  runPlan(dir, { managed: { a: '1' } })
  const lock = join(dir, '.bulkhead/lock.json')
  writeFileSync(lock, readFileSync(lock, 'utf8').replace('"a"', '"../empty/a"'))
  runPlan(dir, { managed: { a: '1' } })
  assert.ok(statSync(join(parent, 'empty')).isDirectory())
})

for (const link of ['apps', '.bulkhead', '.bulkhead/tmp']) {
  test(`nothing is written through the link ${link}`, t => {
    const parent = temporaryDirectory(t)
    const dir = join(parent, 'repository')
    mkdirSync(join(dir, link, '..'), { recursive: true })
    mkdirSync(join(parent, 'outside'))
    const decided = decidePlan(dir, { managed: { 'apps/x/y': '1', z: '1' } })
    symlinkSync(join(parent, 'outside'), join(dir, link))
    assert.throws(() => applyChanges(dir, decided), fails('WORKSPACE_LINK'))
    assert.deepEqual(readTree(join(parent, 'outside')), {})
  })
}

test('a file where .bulkhead belongs is reported, and nothing is written', t => {
  const dir = temporaryDirectory(t)
  writeTree(dir, { '.bulkhead': 'a file' })
  assert.throws(() => runPlan(dir, { managed: { a: '1' } }), fails('WORKSPACE_BLOCKED'))
  assert.deepEqual(readTree(dir), { '.bulkhead': 'a file' })
})

test('a directory where a file belongs is reported, and nothing is written', t => {
  const dir = temporaryDirectory(t)
  mkdirSync(join(dir, 'a/b'), { recursive: true })
  assert.throws(() => runPlan(dir, { managed: { a: '1' } }), fails('WORKSPACE_BLOCKED'))
  assert.deepEqual(readTree(dir), { 'a/': '', 'a/b/': '' })
})

for (const readOnly of ['.bulkhead', 'a']) {
  test(`a directory ${readOnly} that is read-only is reported, and nothing is written`, t => {
    if (readOnly === 'a' && process.getuid?.() === 0) return t.skip('root may write everywhere')
    const dir = temporaryDirectory(t)
    chmodSync(dir, 0o777)
    runPlan(dir, { managed: { 'a/b': '1', c: '1' } })
    chmodSync(join(dir, readOnly), 0o555)
    const before = readTree(dir)
    const run = () => runPlan(dir, { managed: { 'a/b': '2', c: '2' } })
    assert.throws(() => withoutPrivileges(run), fails('WORKSPACE_READ_ONLY'))
    chmodSync(join(dir, readOnly), 0o755)
    assert.deepEqual(readTree(dir), before)
  })
}

test('a full disk is reported, and nothing is written', t => {
  const dir = temporaryDirectory(t)
  const large = { managed: { a: '2', b: 'x'.repeat(1e5) } }
  runWithLittleSpace(dir, large)
  assert.deepEqual(readTree(dir), {})
  runPlan(dir, { managed: { a: '1' } })
  const before = readTree(dir)
  runWithLittleSpace(dir, large)
  assert.deepEqual(readTree(dir), before)
})

/** Root may write everywhere; the permissions of a file bind everyone else. */
function withoutPrivileges(action: () => void): void {
  const user = process.geteuid?.()
  if (user !== 0) return action()
  process.seteuid?.(65_534)
  try {
    action()
  } finally {
    process.seteuid?.(0)
  }
}

/** A process that may write no file above some kilobytes stands in for a disk that is full. */
function runWithLittleSpace(dir: string, plan: object): void {
  const script = 'ulimit -f 16; exec "$0" "$@"'
  const args = ['-c', script, process.execPath, runAndDie, dir, JSON.stringify(plan)]
  const { stderr, status } = spawnSync('sh', args)
  assert.equal(status, 1)
  assert.match(stderr.toString(), /cannot write b: there is no space left \(WORKSPACE_NO_SPACE\)/)
}
