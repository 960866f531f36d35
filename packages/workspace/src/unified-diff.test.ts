import assert from 'node:assert/strict'
import { test } from 'node:test'
import { unifiedDiff } from './unified-diff.ts'

const change = { path: 'apps/a.yaml', verdict: 'update', owner: 'managed' } as const

test('an update shows the lines that change, with their surroundings', () => {
  const before = 'a: 1\nb: 2\nc: 3\n'
  assert.equal(
    unifiedDiff({ ...change, before, after: 'a: 1\nb: 3\nc: 3\n' }),
    `--- a/apps/a.yaml
+++ b/apps/a.yaml
@@ -1,3 +1,3 @@
 a: 1
-b: 2
+b: 3
 c: 3
`,
  )
})

test('what is created comes from nowhere, and what is deleted goes there', () => {
  assert.equal(
    unifiedDiff({ ...change, before: undefined, after: 'a\n' }),
    '--- /dev/null\n+++ b/apps/a.yaml\n@@ -0,0 +1,1 @@\n+a\n',
  )
  assert.equal(
    unifiedDiff({ ...change, before: 'a\n', after: undefined }),
    '--- a/apps/a.yaml\n+++ /dev/null\n@@ -1,1 +0,0 @@\n-a\n',
  )
})

test('what stays the same has no difference', () => {
  assert.equal(unifiedDiff({ ...change, before: 'a\n', after: 'a\n' }), '')
})
