import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formatLocation } from '@bulkhead/diagnostics'
import { parseYaml } from './parse.ts'

const text = `# a comment
kind: Fleet
spec:
  pools:
    - { cidr: 10.0.0.0/8 }
    - cidr: 10.4.1.0/14
  empty:
---
kind: Region
`

function only(source: string) {
  const { documents, problems } = parseYaml(source, 'f.yaml')
  assert.deepEqual(problems, [])
  return documents
}

test('every document comes with its value and its place in the file', () => {
  const [fleet, region] = only(text)
  assert.deepEqual(fleet?.value, {
    kind: 'Fleet',
    spec: { pools: [{ cidr: '10.0.0.0/8' }, { cidr: '10.4.1.0/14' }], empty: null },
  })
  assert.equal(region?.index, 1)
  assert.equal(formatLocation(region.locate(['kind'])), 'f.yaml:9:7')
})

test('a path leads to its value, and to the key that names it', () => {
  const [fleet] = only(text)
  assert.deepEqual(fleet?.locate(['spec', 'pools', 1, 'cidr']), {
    file: 'f.yaml',
    line: 6,
    column: 13,
    endLine: 6,
    endColumn: 24,
  })
  assert.equal(formatLocation(fleet.locateKey(['spec', 'pools'])), 'f.yaml:4:3')
})

test('a path that does not exist leads to the nearest thing that does', () => {
  const [fleet] = only(text)
  assert.equal(formatLocation(fleet!.locate(['spec', 'pools', 0, 'block'])), 'f.yaml:5:7')
  assert.equal(formatLocation(fleet!.locate(['spec', 'empty'])), 'f.yaml:7:3')
})

const faulty: readonly [name: string, source: string, code: string, place: string][] = [
  ['a syntax error', 'a: [1, 2\nb: 3\n', 'YAML_SYNTAX', 'f.yaml:2:1'],
  ['a duplicate key', 'a: 1\nb: 2\na: 3\n', 'YAML_SYNTAX', 'f.yaml:3:1'],
  ['a conflict marker', 'a: 1\n<<<<<<< HEAD\nb: 2\n', 'YAML_CONFLICT_MARKER', 'f.yaml:2:1'],
  ['an unknown alias', 'a: *nothing\n', 'YAML_ALIAS', 'f.yaml:1:1'],
]

for (const [name, source, code, place] of faulty) {
  test(`${name} is a located problem`, () => {
    const [problem] = parseYaml(source, 'f.yaml').problems
    assert.equal(problem?.code, code)
    assert.equal(problem.location && formatLocation(problem.location), place)
  })
}

test('nested aliases that would expand without bound are refused', () => {
  const levels = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
  const bomb = levels.map((name, i) => {
    const items = Array(10).fill(i === 0 ? 'x' : `*${levels[i - 1]}`)
    return `${name}: &${name} [${items.join(', ')}]`
  })
  const { problems } = parseYaml(bomb.join('\n'), 'f.yaml')
  assert.equal(problems[0]?.code, 'YAML_ALIAS')
})

test('both parsers read the same values', () => {
  // An anchor sends the second text to the parser that bounds aliases.
  const sample = `a: [0o14, 010, 1e3, .5, 0x1f, ~, yes, on, true, 2020-01-01, 12:30, "q", 'r', -0, +1]
b: |
  block
c: >-
  folded
  text
? complex
: d
"e f": {g: [], h: {}}
`
  const [fast] = only(sample)
  const [bounded] = only(`${sample}i: &anchor 1\n`)
  assert.deepEqual({ ...(fast?.value as object), i: 1 }, bounded?.value)
})

test('a location can be copied and compared before anyone has looked at it', () => {
  const [fleet] = only(text)
  const location = fleet!.locate(['kind'])
  assert.deepEqual(
    { ...location },
    { file: 'f.yaml', line: 2, column: 7, endLine: 2, endColumn: 12 },
  )
  assert.equal(JSON.stringify(location), JSON.stringify({ ...location }))
})
