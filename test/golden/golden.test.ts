import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readTree } from '../support/tree.ts'
import { generateGolden, goldens } from './generate-golden.ts'

for (const [name, golden] of Object.entries(goldens)) {
  test(`the golden repository ${name} is what its spec gives, file by file`, async () => {
    const [actual, expected] = [await generateGolden(golden), readTree(golden.expected)]
    const update = 'run `node test/golden/update.ts` and read the diff'
    assert.deepEqual(Object.keys(actual), Object.keys(expected), update)
    for (const [path, text] of Object.entries(actual)) {
      assert.equal(text, expected[path], `${path}: ${update}`)
    }
  })
}
