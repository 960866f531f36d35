import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readCells } from '../import/csv-cells.ts'
import type { AddressRow } from './address-row.ts'
import { formatCsv } from './format-csv.ts'

test('a row per range, with what it lacks left empty', () => {
  const rows: readonly AddressRow[] = [
    {
      cidr: '10.16.0.0/20',
      role: 'subnet',
      owner: 'zone/eu-a',
      region: 'eu',
      zone: 'eu-a',
      pool: 'region',
      state: 'active',
    },
    {
      cidr: 'fd00::/64',
      claim: 'fd00::/60',
      role: 'pod',
      owner: 'cluster/x',
      pool: 'v6',
      state: 'planned',
    },
  ]
  assert.equal(
    formatCsv(rows),
    `prefix,role,owner,region,cluster,zone,pool,state,claim
10.16.0.0/20,subnet,zone/eu-a,eu,,eu-a,region,active,
fd00::/64,pod,cluster/x,,,,v6,planned,fd00::/60
`,
  )
})

test('cells with commas, quotes or lines in them are quoted', () => {
  const row = { cidr: '10.0.0.0/8', role: 'vpc', pool: 'a\nb', state: 'active' } as const
  const [, line] = formatCsv([{ ...row, owner: 'him, "Bob"' }]).split(/\n(?=10)/)
  assert.equal(line, '10.0.0.0/8,vpc,"him, ""Bob""",,,,"a\nb",active,\n')
})

test('a cell that a spreadsheet would take for a formula is a text, and is read back without its mark', () => {
  const row = { cidr: '10.0.0.0/8', role: 'vpc', pool: 'a', state: 'active' } as const
  const csv = formatCsv([{ ...row, owner: '=cmd|x!A1', region: '@SUM(A1)', zone: '-1+1' }])
  assert.match(csv, /^10\.0\.0\.0\/8,vpc,'=cmd\|x!A1,'@SUM\(A1\),,'-1\+1,a,active,$/m)
  const [, cells] = readCells(csv, 'a.csv').rows
  assert.deepEqual(
    cells?.slice(2, 6).map(({ text }) => text),
    ['=cmd|x!A1', '@SUM(A1)', '', '-1+1'],
  )
})

test('no rows are a heading', () => {
  assert.equal(formatCsv([]), 'prefix,role,owner,region,cluster,zone,pool,state,claim\n')
})
