import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AddressSpace } from './address-space.ts'
import { checkLedger, ledgerOverlaps } from './check-ledger.ts'
import { formatCidr } from './format-cidr.ts'
import { emptyLedger, type Block, type Ledger, type Range, type Role } from './ledger.ts'
import { parseCidr } from './read-cidr.ts'
import { addRanges, claimBlock, claimId } from './update-ledger.ts'

const space: AddressSpace = {
  pools: [
    {
      name: 'region',
      cidr: parseCidr('10.0.0.0/8'),
      blockPrefix: 13,
      reserved: [{ cidr: parseCidr('10.4.0.0/16'), reason: 'on-premises' }],
    },
  ],
  meshes: [{ name: 'default', min: 1, max: 255, refused: id => id >= 128 }],
}

test('blocks of the pool, cut into ranges that nest as they should, have no problem', () => {
  const ledger = withRanges(
    range('10.16.0.0/16', 'vpc', 'region/a'),
    range('10.16.0.0/19', 'subnet', 'zone/a1'),
    range('10.16.16.0/22', 'loadbalancer', 'zone/a1'),
    range('10.17.0.0/20', 'service', 'cluster/a'),
    range('10.20.0.0/16', 'pod', 'cluster/a'),
  )
  assert.deepEqual(checkLedger(ledger, space), [])
})

const misfits: readonly [name: string, cidr: string, problems: readonly (readonly string[])[]][] = [
  [
    'a block outside its pool',
    '172.16.0.0/13',
    [['IPAM_OUTSIDE_POOL', '172.16.0.0/13 of region/a lies outside pool "region" (10.0.0.0/8)']],
  ],
  [
    'a block of another size',
    '10.16.0.0/14',
    [
      [
        'IPAM_BLOCK_SIZE',
        '10.16.0.0/14 of region/a is not a block of pool "region": those are /13',
      ],
    ],
  ],
  [
    'a block in a reserved range',
    '10.0.0.0/13',
    [
      [
        'IPAM_RESERVED',
        '10.0.0.0/13 of region/a is in 10.4.0.0/16, which is reserved (on-premises)',
      ],
    ],
  ],
]

for (const [name, cidr, expected] of misfits) {
  test(`${name} is a problem`, () => {
    assert.deepEqual(codes(withBlock(emptyLedger, cidr, 'region/a')), expected)
  })
}

test('a block in another is a problem, and so is what meets the other’s ranges', () => {
  const vpc = range('10.20.0.0/16', 'vpc', 'region/a')
  const subnet = range('10.20.0.0/19', 'subnet', 'zone/b1')
  const inner = withBlock(withRanges(vpc), '10.20.0.0/16', 'region/b')
  const ledger = addRanges(inner, 'region', parseCidr('10.20.0.0/16'), [subnet])
  assert.deepEqual(ownersOf(ledger), [
    ['region region/a', 'region region/b'],
    ['region region/b', 'vpc region/a'],
    ['vpc region/a', 'subnet zone/b1'],
  ])
})

test('a range outside its block is a problem, wherever it lies', () => {
  const block: Block = {
    cidr: parseCidr('10.16.0.0/13'),
    owner: 'region/a',
    state: 'active',
    ranges: [range('10.24.0.0/16', 'pod', 'cluster/a')],
  }
  const ledger = {
    ...emptyLedger,
    pools: new Map([['region', new Map([['10.16.0.0/13', block]])]]),
  }
  assert.deepEqual(
    checkLedger(ledger, space).map(({ code, message }) => [code, message]),
    [['IPAM_OUTSIDE_BLOCK', '10.24.0.0/16 (pod of cluster/a) lies outside its block 10.16.0.0/13']],
  )
})

test('blocks of two pools that overlap are a problem', () => {
  const block = withBlock(emptyLedger, '10.16.0.0/13', 'region/a')
  const cidr = parseCidr('10.16.0.0/13')
  const ledger = claimBlock(block, 'other', { cidr, owner: 'region/b' })
  assert.equal(ledgerOverlaps(ledger).length, 1)
})

const collisions: readonly [name: string, outer: Range, inner: Range][] = [
  [
    'pods in the pods of another cluster',
    range('10.20.0.0/16', 'pod', 'cluster/a'),
    range('10.20.4.0/24', 'pod', 'cluster/b'),
  ],
  [
    'pods in a VPC',
    range('10.16.0.0/16', 'vpc', 'region/a'),
    range('10.16.128.0/17', 'pod', 'cluster/a'),
  ],
  [
    'services among pods',
    range('10.20.0.0/16', 'pod', 'cluster/a'),
    range('10.20.0.0/20', 'service', 'cluster/a'),
  ],
  [
    'a VPC in a subnet',
    range('10.16.0.0/16', 'subnet', 'zone/a1'),
    range('10.16.0.0/17', 'vpc', 'region/a'),
  ],
]

for (const [name, outer, inner] of collisions) {
  test(`${name} are a problem that names both`, () => {
    const text = ({ cidr, role, owner }: Range) => `${formatCidr(cidr)} (${role} of ${owner})`
    assert.deepEqual(codes(withRanges(outer, inner)), [
      ['IPAM_OVERLAP', `${text(inner)} overlaps ${text(outer)}`],
    ])
  })
}

test('islands may repeat the ranges of one another, and meet nothing else', () => {
  const first = range('100.64.0.0/16', 'pod', 'cluster/a')
  const second = range('100.64.0.0/16', 'pod', 'cluster/b')
  assert.deepEqual(ownersOf(islands([first], [second])), [])
  const services = range('100.64.128.0/17', 'service', 'cluster/b')
  assert.deepEqual(ownersOf(islands([first], [second, services])), [
    ['pod cluster/b', 'service cluster/b'],
  ])
  const stray = range('10.16.0.0/16', 'service', 'cluster/b')
  assert.deepEqual(ownersOf(islands([first], [second, stray])), [
    ['region region/10.16.0.0/13', 'service cluster/b'],
  ])
})

test('claims of what is no longer declared are a problem', () => {
  const block = withBlock(emptyLedger, '10.16.0.0/13', 'region/a')
  const ledger = claimId(block, 'default', { id: 1, owner: 'cluster/a' })
  assert.deepEqual(codes(ledger, { pools: [], meshes: [] }), [
    ['IPAM_UNKNOWN_POOL', 'the ledger has blocks of pool "region", which is not declared'],
    ['IPAM_UNKNOWN_MESH', 'the ledger has ids of mesh "default", which is not declared'],
  ])
})

test('an id that the mesh does not give out is a problem', () => {
  const id = (number: number) =>
    codes(claimId(emptyLedger, 'default', { id: number, owner: 'cluster/a' }))
  const message = (number: number) =>
    `id ${number} of cluster/a is not one that mesh "default" gives out (1 to 255)`
  assert.deepEqual(id(0), [['IPAM_ID', message(0)]])
  assert.deepEqual(id(200), [['IPAM_ID', message(200)]])
  assert.deepEqual(id(127), [])
})

function ownersOf(ledger: Ledger): readonly (readonly string[])[] {
  return ledgerOverlaps(ledger).map(({ outer, inner }) =>
    [outer, inner].map(({ role, owner }) => `${role} ${owner}`),
  )
}

function range(cidr: string, role: Role, owner: string): Range {
  return { cidr: parseCidr(cidr), role, owner }
}

/** Two blocks, with ranges that were drawn from elsewhere. */
function islands(first: readonly Range[], second: readonly Range[]): Ledger {
  const blocks = (
    [
      ['10.16.0.0/13', first],
      ['10.24.0.0/13', second],
    ] as const
  ).map(([text, drawn]): [string, Block] => {
    const ranges = drawn.map(item => ({ ...item, pool: 'pods' }))
    return [text, { cidr: parseCidr(text), owner: `region/${text}`, state: 'active', ranges }]
  })
  return { ...emptyLedger, pools: new Map([['region', new Map(blocks)]]) }
}

function withBlock(ledger: Ledger, cidr: string, owner: string): Ledger {
  return claimBlock(ledger, 'region', { cidr: parseCidr(cidr), owner })
}

function withRanges(...ranges: readonly Range[]): Ledger {
  const block = withBlock(emptyLedger, '10.16.0.0/13', 'region/a')
  return addRanges(block, 'region', parseCidr('10.16.0.0/13'), ranges)
}

function codes(ledger: Ledger, over = space): readonly (readonly string[])[] {
  return checkLedger(ledger, over).map(({ code, message }) => [code, message])
}
