import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readTree } from '../support/tree.ts'
import { generateGolden, golden } from './generate-golden.ts'

test('the golden repository is what its spec gives, file by file', async () => {
  const [actual, expected] = [await generateGolden(), readTree(golden.expected)]
  const update = 'run `node test/golden/update.ts` and read the diff'
  assert.deepEqual(Object.keys(actual), Object.keys(expected), update)
  for (const [path, text] of Object.entries(actual)) {
    assert.equal(text, expected[path], `${path}: ${update}`)
  }
})
