import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { readDoublestar } from '../src/expand/globs/doublestar.ts'
import { readGobwasGlob } from '../src/expand/globs/gobwas.ts'
import { pathMatch } from '../src/expand/globs/path-match.ts'
import { readPathspec } from '../src/expand/globs/pathspec.ts'
import { projectGlob } from '../src/project/glob.ts'

/*
 * What Go's path.Match and github.com/gobwas/glob v0.2.3 say of patterns drawn at random: a dialect,
 * the pattern, what it matches, and after the bar what it does not; `!` for a pattern that is refused.
 * Left out is what is a fault of gobwas/glob: empty alternatives, letters that are no ASCII next to
 * something that stands for one character, and more than two stars in a row; and of path.Match a class
 * that takes a slash behind a star.
 */
const recorded = readFileSync(new URL('globs/recorded.txt', import.meta.url), 'utf8')

const dialects = new Map<string, (pattern: string) => (text: string) => boolean>([
  ['path.Match', pathMatch],
  ['gobwas', readGobwasGlob],
  ['gobwas/', pattern => readGobwasGlob(pattern, '/')],
])

test('patterns match what the libraries of Argo CD match', () => {
  const lines = recorded.trim().split('\n')
  assert.ok(lines.length > 900)
  for (const line of lines) {
    const [dialect = '', pattern = '', ...rest] = line.split(' ')
    const read = dialects.get(dialect)
    assert.ok(read, line)
    if (rest[0] === '!') {
      assert.throws(() => read(pattern), /syntax error in pattern/, line)
      continue
    }
    const matches = read(pattern)
    const bar = rest.indexOf('|')
    rest.forEach((text, i) => i === bar || assert.equal(matches(text), i < bar, `${line}: ${text}`))
  }
})

/** Each makes a matcher that goes back and forth try 2^n or n^20 ways. */
const hostile: readonly [name: string, read: () => (text: string) => boolean][] = [
  ['path.Match', () => pathMatch(`${'*a'.repeat(40)}b*`)],
  ['git ls-files', () => readPathspec(`${'*a'.repeat(40)}b*`)],
  ['doublestar', () => readDoublestar(`${'**/*a*/'.repeat(20)}b*`, 'files')],
  ['doublestar with groups', () => readDoublestar(`${'{a,a*}'.repeat(40)}b*`, 'directories')],
  ['gobwas', () => readGobwasGlob(`${'{*a,**a}'.repeat(40)}b*`)],
  ['an AppProject', () => projectGlob(`${'*a**a'.repeat(40)}b*`, '/')],
]

for (const [name, read] of hostile) {
  test(`${name}: no pattern takes more than its length times that of the text`, () => {
    const matches = read()
    const started = process.cpuUsage()
    assert.equal(matches('a'.repeat(2000)), false)
    assert.equal(matches('a/'.repeat(1000)), false)
    const { user, system } = process.cpuUsage(started)
    assert.ok(user + system < 5_000_000, `${user + system} µs`)
  })
}

test('a pattern of many groups within each other is refused, and not the end of the stack', () => {
  const deep = '{'.repeat(5_000)
  assert.throws(() => readGobwasGlob(deep), /syntax error in pattern/)
  assert.throws(() => readDoublestar(deep, 'files'), /syntax error in pattern/)
  assert.equal(projectGlob(deep)('a'), false)
})
