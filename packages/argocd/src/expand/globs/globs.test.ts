import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readDoublestar } from './doublestar.ts'
import { readGobwasGlob } from './gobwas.ts'
import { BadPattern } from './bad-pattern.ts'
import { pathMatch } from './path-match.ts'
import { PathspecError, readPathspec } from './pathspec.ts'

/* For each pattern what it matches, and after the bar what it does not. */

const directories: readonly (readonly [string, string])[] = [
  ['apps/*', 'apps/a apps/.b | apps apps/a/b'],
  ['apps/**', 'apps/a | apps apps/a/b'],
  ['*', 'apps | apps/a'],
  ['apps/[ab]?', 'apps/ax apps/bb | apps/a apps/cx'],
  ['apps/[^a]', 'apps/b | apps/a'],
  ['apps/[!a]', 'apps/! apps/a | apps/b'],
  ['apps/\\*', 'apps/* | apps/a'],
  ['a.b', 'a.b | axb'],
]

const pathspecs: readonly (readonly [string, string])[] = [
  ['envs', 'envs envs/a envs/x/b | envs2/a'],
  ['envs/', 'envs/a | envs'],
  ['./envs//a', 'envs/a | envs/b'],
  ['envs/*.yaml', 'envs/a.yaml envs/x/b.yaml | envs/a.json a.yaml'],
  ['envs/**/a.yaml', 'envs/x/a.yaml envs/x/y/a.yaml | envs/a.yaml'],
  ['**/a.yaml', 'x/a.yaml x/y/a.yaml | a.yaml'],
  ['*.json', 'a.json x/y/a.json | a.yaml'],
  ['a?c', 'abc a/c | ac'],
  ['[!a]*', 'b bc/d | a'],
  ['x[[:digit:]]', 'x1 | xa'],
  ['{a,b}.yaml', '{a,b}.yaml | a.yaml'],
  ['a[', 'a[ | a'],
  ['.', 'a x/y | '],
]

const doublestars: readonly (readonly [string, string])[] = [
  ['envs/*.yaml', 'envs/a.yaml | envs/x/b.yaml'],
  ['envs/**/a.yaml', 'envs/a.yaml envs/x/a.yaml envs/x/y/a.yaml | envs/b.yaml a.yaml'],
  ['**/a.yaml', 'a.yaml x/a.yaml | b.yaml'],
  ['envs/**', 'envs/a envs/x/b | envs other/a'],
  ['envs/x**', 'envs/xa | envs/x/a'],
  ['{a,b/*}.yaml', 'a.yaml b/c.yaml | b.yaml b/c/d.yaml'],
  ['a[^b]c', 'axc | abc a/c'],
  ['a/../b', 'b | a/b'],
  ['/a', 'a | b'],
]

const gobwas: readonly (readonly [string, string])[] = [
  ['*.yaml', 'a.yaml x/b.yaml | a.yml'],
  ['{*.yml,*.yaml}', 'a.yaml x/b.yml | a.json'],
  ['envs/*', 'envs/a envs/x/b | envs other/envs/a'],
  ['**/a.yaml', 'x/a.yaml x/y/a.yaml | a.yaml'],
  ['{config.json,env-usw2/*}', 'config.json env-usw2/map.yaml | x/config.json'],
  ['a?c', 'abc a/c | ac'],
  ['[!a-c]*', 'd | a b/x'],
  ['[abc].yaml', 'c.yaml | d.yaml'],
  ['{a,{b,c}x}.y', 'a.y bx.y cx.y | b.y'],
  ['{a,b', 'a b | c'],
  ['a,b}', 'a,b} | a b'],
  ['\\*', '* | a'],
  // As it is, though hardly meant.
  ['values.*.yaml', 'values.eu.yaml values.yaml | values.yml'],
]

check('path.Match', directories, pathMatch)
check('git ls-files', pathspecs, readPathspec)
check('doublestar', doublestars, pattern => readDoublestar(pattern, 'files'))

check('gobwas', gobwas, readGobwasGlob)

function check(
  dialect: string,
  table: readonly (readonly [string, string])[],
  read: (pattern: string) => (path: string) => boolean,
): void {
  for (const [pattern, paths] of table) {
    test(`${dialect}: ${pattern} matches ${paths.trim()}`, () => {
      const matches = read(pattern)
      const [yes = '', no = ''] = paths.split('|')
      for (const path of yes.split(' ').filter(Boolean)) assert.ok(matches(path), path)
      for (const path of no.split(' ').filter(Boolean)) assert.ok(!matches(path), path)
    })
  }
}

test('a pattern that is broken is refused by the dialects that say so', () => {
  for (const pattern of ['a[', 'a\\', 'a[]', 'a[b-]']) {
    assert.throws(() => pathMatch(pattern), BadPattern, pattern)
  }
  for (const pattern of ['a[', 'a[]b]', 'a{b', 'a}', 'a\\']) {
    assert.throws(() => readDoublestar(pattern, 'files'), BadPattern, pattern)
  }
  for (const pattern of ['a[', '[]', '[!]', '[b-a]', '[a-bc]', '[a\\']) {
    assert.throws(() => readGobwasGlob(pattern), BadPattern, pattern)
  }
  for (const pathspec of ['', '/etc', '../x', ':(glob)x']) {
    assert.throws(() => readPathspec(pathspec), PathspecError, pathspec)
  }
})

test('doublestar: two stars at the end stand for a directory too', () => {
  assert.ok(readDoublestar('envs/**', 'directories')('envs'))
})
