import assert from 'node:assert/strict'
import { test } from 'node:test'
import { anchoredGoRegExp, goRegExp } from './go-regexp.ts'

const table: readonly [pattern: string, text: string, matches: boolean][] = [
  ['web', 'web', true],
  ['web', 'web-1', false],
  ['web.*', 'web-1', true],
  ['(?i)WEB', 'web', true],
  ['[[:alpha:]]+-[[:digit:]]', 'web-1', true],
  ['web|api', 'api', true],
  ['\\Qa.b\\E', 'a.b', true],
  ['\\Qa.b\\E', 'axb', false],
]

for (const [pattern, text, matches] of table) {
  test(`${pattern} ${matches ? 'matches' : 'does not match'} ${text} as a whole`, () => {
    assert.equal(anchoredGoRegExp(pattern)?.test(text), matches)
  })
}

test('an empty pattern asks for nothing', () => assert.equal(anchoredGoRegExp(''), undefined))

for (const pattern of ['(?=a)', '(a)\\1', '(', '[z-a]', 'a**']) {
  test(`${pattern} is refused, as Go refuses it`, () => assert.throws(() => goRegExp(pattern)))
}

test('a pattern made to hang does not', () => {
  assert.equal(anchoredGoRegExp('(a+)+b')?.test('a'.repeat(50_000)), false)
})
