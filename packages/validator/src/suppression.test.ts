import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Finding } from '@bulkhead/diagnostics'
import { findSuppression, readSuppressions } from './suppression.ts'

const findingAt = (line: number): Finding => ({
  rule: 'NET002',
  severity: 'error',
  message: '',
  hint: '',
  related: [],
  location: { file: 'a.yaml', line, column: 1 },
})

test('a comment answers for its own line, or for the next that is not a comment', () => {
  const text =
    'a: 1 # bulkhead-ignore NET002: they never meet\n# bulkhead-ignore net002 : why not so\n# more\nb: 2\n'
  const read = readSuppressions('a.yaml', text)
  assert.deepEqual(
    read.map(({ rule, reason, line, location: { column, endColumn } }) => [
      rule,
      reason,
      line,
      column,
      endColumn,
    ]),
    [
      ['NET002', 'they never meet', 1, 6, 47],
      ['NET002', 'why not so', 4, 1, 38],
    ],
  )
  assert.equal(findSuppression(read, findingAt(1)), read[0])
  assert.equal(findSuppression(read, findingAt(2)), read[1])
  assert.equal(findSuppression(read, findingAt(3)), undefined)
  assert.equal(findSuppression(read, findingAt(4)), read[1])
})

test('a comment without a rule or a reason is still a comment', () => {
  const said = (text: string) =>
    readSuppressions('a.yaml', text).map(({ rule, reason }) => [rule, reason])
  assert.deepEqual(said('# bulkhead-ignore'), [['', undefined]])
  assert.deepEqual(said('# bulkhead-ignore NET002 TODO'), [['NET002', undefined]])
  assert.deepEqual(said('a#bulkhead-ignore NET002: they never meet'), [])
})

test('long runs of spaces and of comments take no longer than their length', () => {
  const spaces = ' '.repeat(200_000)
  const [only] = readSuppressions('a.yaml', `# bulkhead-ignore${spaces}x\ry`)
  assert.equal(only?.rule, '')
  const many = '# bulkhead-ignore NET002: they never meet\n'.repeat(100_000)
  assert.equal(readSuppressions('a.yaml', many).at(0)?.line, 100_001)
})
