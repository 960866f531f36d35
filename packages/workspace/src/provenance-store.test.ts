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
