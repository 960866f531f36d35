import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sanitizeName, slugify } from './argo-functions.ts'

const names: readonly (readonly [string, string])[] = [
  ['My_App.v1', 'my-app.v1'],
  ['-a.', 'a'],
  ['ÄB/c', '-b-c'.slice(1)],
  ['.', ''],
  ['x'.repeat(300), 'x'.repeat(253)],
]

for (const [name, sanitized] of names) {
  test(`${name.slice(0, 20)} is ${sanitized.slice(0, 20)} in a name`, () => {
    assert.equal(sanitizeName(name), sanitized)
  })
}

const branch =
  'feat/a_really+long_pull_request_name_to_test_argo_slugification_and_branch_name_shortening_feature'

/* From applicationset/utils/utils_test.go, TestSlugify. */
const slugs: readonly (readonly [number, boolean, string, string])[] = [
  [50, false, branch, 'feat-a-really-long-pull-request-name-to-test-argo'],
  [53, true, branch, 'feat-a-really-long-pull-request-name-to-test-argo'],
  [5, true, 'one-two', 'one'],
  [5, true, 'onetwothree', 'onetw'],
  [5, false, 'one-two', 'one-t'],
  [50, true, 'a.b', 'a-b'],
]

for (const [longest, smart, name, slug] of slugs) {
  test(`a slug of ${name.slice(0, 20)} within ${longest}${smart ? ', at a dash' : ''}`, () => {
    assert.equal(slugify(longest, smart, name), slug)
  })
}
