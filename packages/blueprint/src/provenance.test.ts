import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FleetError } from '@bulkhead/diagnostics'
import { formatProvenance, parseProvenance } from './provenance.ts'

const file = { hash: 'h', owner: 'managed', pack: 'p' }
const sound = { format: 1, tool: '0.1.0', inputs: 'i', packs: { p: '1.0.0' }, files: { a: file } }
const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`

test('a record is read without what it should not hold', () => {
  const text = JSON.stringify({ ...sound, files: { a: { ...file, more: 1 } } })
  const withDeep = text.replace('"more":1', `"more":${deep}`)
  assert.deepEqual(parseProvenance(withDeep).files.get('a'), file)
  assert.match(
    formatProvenance(parseProvenance(withDeep)),
    /"a": \{"hash":"h","owner":"managed","pack":"p"\}/,
  )
})

const broken: Readonly<Record<string, string>> = {
  'a tool that is a list': JSON.stringify({ ...sound, tool: [] }),
  'inputs that are missing': JSON.stringify({ ...sound, inputs: undefined }),
  'packs that are null': JSON.stringify({ ...sound, packs: null }),
  'a version that is nested deeply': JSON.stringify(sound).replace('"1.0.0"', deep),
  'a hash that is nested deeply': JSON.stringify(sound).replace('"h"', deep),
  'an owner that there is not': JSON.stringify({ ...sound, files: { a: { ...file, owner: 'x' } } }),
  'a file that is a list': JSON.stringify({ ...sound, files: { a: [] } }),
  'a list': '[]',
}

for (const [title, text] of Object.entries(broken)) {
  test(`a record is refused with ${title}`, () => {
    assert.throws(
      () => parseProvenance(text),
      (error: unknown) => error instanceof FleetError && error.problems[0].code === 'LOCK_SYNTAX',
    )
  })
}
