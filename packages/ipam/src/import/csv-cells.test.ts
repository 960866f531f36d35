import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { readCells } from './csv-cells.ts'

function cells(text: string): readonly (readonly string[])[] {
  return readCells(text, 'x.csv').rows.map(row =>
    row.map(({ text, location: at }) => `${text} ${at.line}:${at.column}`),
  )
}

test('each cell has its place, whatever ends the lines', () => {
  const expected = [
    ['prefix 1:1', 'note 1:8'],
    ['10.0.0.0/8 2:1', 'a b 2:13'],
    ['x 4:1', ' 4:3'],
  ]
  const text = 'prefix,note\n10.0.0.0/8, a b \n\nx,\n'
  assert.deepEqual(cells(text), expected)
  assert.deepEqual(cells(text.replaceAll('\n', '\r\n')), expected)
  assert.deepEqual(cells(`\uFEFF${text}`), expected)
})

test('a cell in quotes may have commas, quotes and lines, and its place is where it opens', () => {
  assert.deepEqual(cells('"a, ""b""",é,"one\ntwo",d\ne'), [
    ['a, "b" 1:1', 'é 1:12', 'one\ntwo 1:14', 'd 2:6'],
    ['e 3:1'],
  ])
})

test('the end of a cell is known too', () => {
  const [[first, second] = []] = readCells('ab, "cd" \n', 'x.csv').rows
  assert.deepEqual([first?.location.endColumn, second?.location.endColumn], [3, 9])
})

for (const delimiter of [';', '\t', '|']) {
  test(`what the first line is parted by parts all: ${JSON.stringify(delimiter)}`, () => {
    assert.deepEqual(cells(`a${delimiter}b\n1,5${delimiter}2\n`), [
      ['a 1:1', 'b 1:3'],
      ['1,5 2:1', '2 2:5'],
    ])
  })
}

const faulty: readonly [name: string, text: string, place: string, message: RegExp][] = [
  ['a quote that is never closed', 'a,b\nc,"d\ne,f\n', '2:3', /opened here and never closed/],
  ['a quote in the middle', 'a,b\nc,5" pipe\n', '2:3', /in the middle of this cell/],
  ['text after a closing quote', 'a,b\n"c" d,e\n', '2:1', /in the middle of this cell/],
]

for (const [name, text, place, message] of faulty) {
  test(`${name} is a problem, and what stands before is read`, () => {
    const { rows, problems } = readCells(text, 'x.csv')
    assert.deepEqual(
      rows[0]?.map(cell => cell.text),
      ['a', 'b'],
    )
    assert.equal(problems.length, 1)
    const { message: said, location } = problems[0]!
    assert.match(said, message)
    assert.equal(`${location?.line}:${location?.column}`, place)
  })
}

test('whatever is written in quotes is read back, at a place that leads to it', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r\n', 'é', '𝒳', ' ', ';') })
  const row = fc.array(cell, { minLength: 2, maxLength: 4 })
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 5 }), table => {
      const quoted = table.map(row => row.map(text => `"${text.replaceAll('"', '""')}"`).join(','))
      // The first line decides what parts cells, and has to be one.
      const text = `h,i\n${quoted.join('\n')}\n`
      const { rows, problems } = readCells(text, 'x.csv')
      assert.deepEqual(problems, [])
      const read = rows.slice(1)
      assert.deepEqual(
        read.map(cells => cells.map(cell => cell.text)),
        table.map(cells => cells.map(text => text.trim())),
      )
      const lines = text.split('\n')
      for (const { location: at } of read.flat()) {
        assert.equal(lines[at.line - 1]?.[at.column - 1], '"')
      }
    }),
    { numRuns: 300, seed: 1 },
  )
})
