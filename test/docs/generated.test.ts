import assert from 'node:assert/strict'
import { test } from 'node:test'
import { generatedPages } from './generated-parts.ts'
import { readPage } from './pages.ts'

test('what the pages say of fields and flags is what the schemas and the command say', async () => {
  for (const [path, text] of await generatedPages()) {
    assert.equal(readPage(path), text, `${path} is stale: node test/docs/write-generated.ts`)
  }
})
