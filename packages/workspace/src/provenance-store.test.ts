import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formatProvenance, noProvenance } from '@bulkhead/blueprint'
import { FleetError } from '@bulkhead/diagnostics'
import { readProvenance } from './provenance-store.ts'

const record = (inputs: string) => formatProvenance({ ...noProvenance, inputs })

function read(files: Readonly<Record<string, string>>) {
  return readProvenance({ paths: Object.keys(files).sort(), read: path => files[path] })
}

test('a repository in which nothing was generated has an empty record', () => {
  assert.deepEqual(read({ 'a.yaml': '' }), { lock: noProvenance, pending: [], ignored: [] })
})

test('the lock is read, and the journal of every unfinished run', () => {
  const { lock, pending } = read({
    '.bulkhead/lock.json': record('0'),
    '.bulkhead/journal.json': record('1'),
    '.bulkhead/journal-00ff.json': record('2'),
    '.bulkhead/journal.json.bak': 'x',
  })
  assert.equal(lock.inputs, '0')
  assert.deepEqual(pending.map(({ inputs }) => inputs).sort(), ['1', '2'])
})

test('a broken journal is ignored with the reason', () => {
  const { pending, ignored } = read({ '.bulkhead/journal.json': '{"form' })
  assert.deepEqual(pending, [])
  assert.deepEqual(ignored, [{ what: '.bulkhead/journal.json', why: 'the record cannot be read' }])
})

const broken: readonly [code: string, text: string][] = [
  ['LOCK_SYNTAX', '{'],
  ['LOCK_CONFLICT', '{\n<<<<<<< HEAD\n'],
  ['LOCK_NEWER', '{"format": 99, "tool": "9.0.0"}'],
]

for (const [code, text] of broken) {
  test(`a lock with ${code} is an error: without it, nothing can be told from hand edits`, () => {
    assert.throws(
      () => read({ '.bulkhead/lock.json': text }),
      (error: unknown) => error instanceof FleetError && error.problems[0].code === code,
    )
  })
}

const entry = { hash: 'a'.repeat(64), owner: 'managed', pack: 'docs' }
const sound = { format: 1, tool: '1', inputs: '', packs: {}, files: { 'a/b': entry } }

for (const [what, hostile] of [
  ['a number', 7],
  ['a list of files', { ...sound, files: [entry] }],
  ['a file without an owner', { ...sound, files: { 'a/b': { ...entry, owner: undefined } } }],
  ['a file of nobody', { ...sound, files: { 'a/b': { ...entry, owner: '__proto__' } } }],
  ['a hash that is a number', { ...sound, files: { 'a/b': { ...entry, hash: 1e308 } } }],
  ['a file that is a list', { ...sound, files: { 'a/b': [] } }],
  ['a file that is nothing', { ...sound, files: { 'a/b': null } }],
  ['kept that is a text', { ...sound, files: { 'a/b': { ...entry, kept: 'yes' } } }],
  ['packs that are a list', { ...sound, packs: [] }],
  ['a version that is a mapping', { ...sound, packs: { docs: {} } }],
  ['a tool that is nothing', { ...sound, tool: null }],
  ['a format that is negative', { ...sound, format: -1 }],
] as const) {
  test(`a lock that is or has ${what} is an error with its place`, () => {
    const text = JSON.stringify(hostile)
    assert.throws(
      () => readProvenance({ paths: ['.bulkhead/lock.json'], read: () => text }),
      (error: unknown) =>
        error instanceof FleetError &&
        error.problems[0].code === 'LOCK_SYNTAX' &&
        error.problems[0].location?.file === '.bulkhead/lock.json',
    )
  })
}

test('a lock of a format beyond all numbers was written by a newer version', () => {
  const text = JSON.stringify(sound).replace('"format":1', '"format":1e999')
  assert.throws(
    () => readProvenance({ paths: ['.bulkhead/lock.json'], read: () => text }),
    /LOCK_NEWER/,
  )
})

test('names of the language are paths like any other', () => {
  const text = JSON.stringify(sound).replace('"a/b"', '"__proto__"')
  const { lock } = readProvenance({ paths: ['.bulkhead/lock.json'], read: () => text })
  assert.deepEqual([...lock.files.keys()], ['__proto__'])
  assert.equal(({} as { hash?: string }).hash, undefined)
})
