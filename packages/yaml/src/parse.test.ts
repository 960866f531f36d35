import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formatLocation } from '@bulkhead/diagnostics'
import { readLocated } from './read-located.ts'
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
  const [located] = readLocated(sample, 'f.yaml').documents
  assert.deepEqual(fast?.value, located?.value)
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

test('an alias leads to what it stands for, and keeps its place', () => {
  const [document] = only('a: &x {k: 1}\nb: &x {k: 2}\nc: *x\nd: {k: 3}\n')
  assert.deepEqual(document?.value, { a: { k: 1 }, b: { k: 2 }, c: { k: 2 }, d: { k: 3 } })
  assert.equal(formatLocation(document.locate(['c'])), 'f.yaml:3:4')
  assert.equal(formatLocation(document.locate(['c', 'k'])), 'f.yaml:2:11')
})

test('an alias inside its own anchor is a problem, not an endless value', () => {
  const { documents, problems } = parseYaml('a: &a [*a]\n', 'f.yaml')
  assert.deepEqual(documents, [])
  assert.equal(problems[0]?.code, 'YAML_ALIAS')
})

test('of 40,000 faults nineteen are told, and last how many more there are', () => {
  const { problems } = parseYaml('k: v\n'.repeat(40_001), 'f.yaml')
  assert.equal(problems.length, 20)
  assert.equal(problems[0]?.message, 'Map keys must be unique [duplicate key]')
  assert.equal(problems[19]?.message, '39981 more faults in this file')
})

for (const [name, source] of [
  ['a list', `a: ${'['.repeat(100_000)}`],
  ['a list that is closed', `a: ${'['.repeat(50_000)}${']'.repeat(50_000)}\n`],
  ['a map', `${'{a: '.repeat(300)}b${'}'.repeat(300)}\n`],
  ['a block', Array.from({ length: 300 }, (_, i) => `${' '.repeat(i)}a:\n`).join('')],
  ['a fault, and a list', `a: 1\na: 2\nb: ${'['.repeat(100_000)}`],
] as const) {
  test(`${name} nested without end is a problem`, () => {
    const { problems } = parseYaml(source, 'f.yaml')
    assert.ok(problems.length > 0)
    assert.ok(problems.every(({ code }) => code.startsWith('YAML_')))
  })
}

test('no parser writes a warning', async () => {
  const warnings: unknown[] = []
  const note = (warning: unknown) => warnings.push(warning)
  process.on('warning', note)
  for (const source of [
    '%YAML 9.9\n---\na: 1\n',
    'a: !secret hunter2\n',
    '? {token: hunter2}\n: b\n',
    'a: 1\na: !!binary hunter2\n',
    '{a: 1, [hunter2]: b}\n? &x [hunter2]\n: c',
  ]) {
    const { documents } = parseYaml(source, 'f.yaml')
    assert.notEqual(documents[0]?.locate(['a']).line, 0)
    readLocated(source, 'f.yaml')
  }
  await new Promise(resolve => setImmediate(resolve))
  process.off('warning', note)
  assert.deepEqual(warnings, [])
})

for (const [shape, text] of [
  ['maps in braces', `a: ${'{a: '.repeat(300_000)}`],
  ['lists in brackets, with brackets in texts between them', `a: ${'["]", '.repeat(300_000)}`],
  ['lists on one line', '- '.repeat(300_000)],
  ['keys on one line', '? '.repeat(300_000)],
]) {
  test(`${shape}, too deep for any parser, are refused where they become so`, () => {
    const { documents, problems } = parseYaml(text ?? '', 'a.yaml')
    assert.deepEqual(documents, [])
    assert.deepEqual([problems[0]?.code, problems[0]?.location?.line], ['YAML_TOO_DEEP', 1])
    assert.ok((problems[0]?.location?.column ?? 0) < 2000)
  })
}

test('many lists side by side are not deep', () => {
  const { problems } = parseYaml(`x: &x 1\n${"- [a, {b: ']'}]\n".repeat(6000)}`, 'a.yaml')
  assert.equal(problems[0]?.code, 'YAML_SYNTAX')
})
