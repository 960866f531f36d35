import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formatLocation } from '@bulkhead/diagnostics'
import { formatCsv } from '../export/format-csv.ts'
import { formatCidr } from '../format-cidr.ts'
import { exampleRows } from '../testing/example-rows.ts'
import type { ImportReading } from './imported-range.ts'
import { readCsv } from './read-csv.ts'

function read(text: string): ImportReading {
  return readCsv(text, 'inventory.csv')
}

function ranges(text: string): readonly Readonly<Record<string, unknown>>[] {
  const { ranges, problems } = read(text)
  assert.deepEqual(problems, [])
  return ranges.map(({ cidr, location, ...range }) => ({
    at: `${location.line}:${location.column}`,
    cidr: formatCidr(cidr),
    ...range,
  }))
}

function faults(text: string): readonly string[] {
  return read(text).problems.map(
    ({ code, message, location }) => `${formatLocation(location!)} ${code} ${message}`,
  )
}

test('a spreadsheet of ranges with a remark each', () => {
  assert.deepEqual(
    ranges('CIDR;Notes;Cost\n10.0.0.0/13;on-premises, "Berlin";5\nFD00::/8;;\n'.replace(/"/g, "'")),
    [
      { at: '2:1', cidr: '10.0.0.0/13', reason: "on-premises, 'Berlin'" },
      { at: '3:1', cidr: 'fd00::/8', reason: 'imported from inventory.csv' },
    ],
  )
})

test('owners are named by a column of their own, or by cluster, zone or region', () => {
  assert.deepEqual(
    ranges(`prefix,role,owner,cluster,region,zone
10.1.0.0/16,pod,cluster/a,b,eu,
10.2.0.0/16,Pods,,b,eu,
10.3.0.0/16,vpc,Network team,,eu,
10.4.0.0/16,,,,,eu-a
`).map(({ cidr, ...range }) => [cidr, range['role'], range['owner'], range['reason']]),
    [
      ['10.1.0.0/16', 'pod', 'cluster/a', 'pod of cluster/a'],
      ['10.2.0.0/16', 'pod', 'cluster/b', 'pod of cluster/b'],
      ['10.3.0.0/16', 'vpc', 'region/eu', 'vpc of region/eu'],
      ['10.4.0.0/16', undefined, 'zone/eu-a', 'zone/eu-a'],
    ],
  )
})

test('what is nobody’s of ours keeps its words', () => {
  assert.deepEqual(
    ranges('network,type,region,owner,tags\n10.1.0.0/16,Voice,Berlin (HQ),Network team,\n'),
    [{ at: '2:1', cidr: '10.1.0.0/16', reason: 'Voice, Network team, Berlin (HQ)' }],
  )
})

/* The columns and words of the table at /ipam/prefixes/ in NetBox, exported as "Current view". */
const netboxTable = `Prefix,Status,Children,VRF,Utilization,Tenant,Scope,VLAN,Role,Description
10.0.0.0/8,Container,5,Global,10.0,,,,,Everything
10.64.0.0/14,Active,0,Global,0.0,Ops,ams-1,12,Servers,
10.68.0.0/16,Deprecated,0,lab,0.0,,,,,Old lab
10.72.0.0/16,Active,0,Global,0.0,,,,pod,cluster/eu-1
`

test('the CSV that NetBox exports: containers only group, and Global is no VRF', () => {
  assert.deepEqual(ranges(netboxTable), [
    { at: '3:1', cidr: '10.64.0.0/14', reason: 'Servers, ams-1, Ops' },
    { at: '4:1', cidr: '10.68.0.0/16', reason: 'Old lab', vrf: 'lab' },
    {
      at: '5:1',
      cidr: '10.72.0.0/16',
      role: 'pod',
      owner: 'cluster/eu-1',
      reason: 'pod of cluster/eu-1',
    },
  ])
  const [skipped] = read(netboxTable).skipped
  assert.deepEqual(
    [formatCidr(skipped!.cidr), skipped?.why, skipped?.location.line],
    ['10.0.0.0/8', 'a container: it only groups the prefixes in it', 2],
  )
})

test('everything that is wrong is said at once, in its place', () => {
  assert.deepEqual(
    faults(`prefix,role,owner,description
10.4.1.0/14,,,host bits
,pod,cluster/a,no prefix
10.8.0.0/16,podd,cluster/a,
10.9.0.0/16,podd,,not ours
10.8.0.0/16,,,again
10.10.0.0/16,,,a remark, with a comma
,,,
ten,,,
`),
    [
      'inventory.csv:7:26 IMPORT_CELLS this row has 5 cells, and the first row names 4 columns',
      'inventory.csv:2:1 IMPORT_CIDR host bits are set in 10.4.1.0/14; did you mean 10.4.0.0/14?',
      'inventory.csv:3:1 IMPORT_NO_PREFIX this row has no prefix',
      'inventory.csv:4:13 IMPORT_ROLE unknown role "podd" of cluster/a; did you mean "pod"?',
      'inventory.csv:6:1 IMPORT_DUPLICATE 10.8.0.0/16 is here twice; the first is at inventory.csv:4:1',
      'inventory.csv:9:1 IMPORT_CIDR "ten" is not a range of addresses such as 10.16.0.0/13 or fd00:12::/48',
    ],
  )
  const [, hostBits] = read('prefix\nten\n10.4.1.0/14\n').problems
  assert.equal(hostBits?.hint, 'Write 10.4.0.0/14.')
})

test('two VRFs may have the same prefix, and one VRF not', () => {
  const table = 'prefix,vrf\n10.0.0.0/16,a\n10.0.0.0/16,b\n10.0.0.0/16,\n'
  assert.equal(ranges(table).length, 3)
  assert.deepEqual(faults(`${table}10.0.0.0/16,b\n`), [
    'inventory.csv:5:1 IMPORT_DUPLICATE 10.0.0.0/16 in VRF "b" is here twice; the first is at inventory.csv:3:1',
  ])
})

const headings: readonly [text: string, message: string][] = [
  ['', 'inventory.csv:1:1 IMPORT_COLUMN there is no first row that names the columns'],
  [
    'net,mask\n10.0.0.0,8\n',
    'inventory.csv:1:1 IMPORT_COLUMN no column has the prefixes: the first row has "net", "mask"',
  ],
  [
    'id,Prefx\n1,10.0.0.0/8\n',
    'inventory.csv:1:1 IMPORT_COLUMN no column has the prefixes: the first row has "id", "Prefx"; did you mean "prefix"?',
  ],
]

for (const [text, message] of headings) {
  test(`the heading ${JSON.stringify(text.split('\n')[0])} has no prefixes`, () => {
    assert.deepEqual(faults(text), [message])
  })
}

test('faults of the text come with those of the rows before', () => {
  assert.deepEqual(faults('prefix,note\nten,x\n10.0.0.0/8,"y\n'), [
    'inventory.csv:3:12 IMPORT_CSV a quote is opened here and never closed',
    'inventory.csv:2:1 IMPORT_CIDR "ten" is not a range of addresses such as 10.16.0.0/13 or fd00:12::/48',
  ])
})

test('what was exported is imported as it was', () => {
  const { ranges, problems, skipped } = read(formatCsv(exampleRows))
  assert.deepEqual([problems, skipped], [[], []])
  assert.deepEqual(
    ranges.map(({ cidr, role, owner }) => ({ cidr: formatCidr(cidr), role, owner })),
    exampleRows.map(({ cidr, role, owner }) => ({ cidr, role, owner })),
  )
})
