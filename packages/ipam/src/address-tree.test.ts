import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addressTree, pruneTree, type AddressNode, type PoolNode } from './address-tree.ts'
import { formatCidr } from './format-cidr.ts'
import { emptyLedger, type Block, type Ledger, type Role } from './ledger.ts'
import type { Pool } from './pool.ts'
import { parseCidr } from './read-cidr.ts'
import { subnetAt } from './subnets.ts'
import { addRanges, claimBlock } from './update-ledger.ts'

const pool: Pool = {
  name: 'region',
  cidr: parseCidr('10.0.0.0/10'),
  blockPrefix: 13,
  reserved: [
    { cidr: parseCidr('10.0.0.0/13'), reason: 'on-premises' },
    { cidr: parseCidr('10.24.7.0/24'), reason: 'a lab' },
    { cidr: parseCidr('192.168.0.0/16'), reason: 'elsewhere' },
  ],
}

const oneRegion = withBlock(
  emptyLedger,
  '10.16.0.0/13',
  'region/eu',
  ['10.16.0.0/16', 'vpc', 'region/eu'],
  ['10.16.0.0/20', 'subnet', 'zone/eu-a'],
  ['10.16.16.0/22', 'loadbalancer', 'zone/eu-a'],
  ['10.20.0.0/16', 'pod', 'cluster/eu-1'],
)

test('each range stands in what it was cut from, with what is free between', () => {
  assert.deepEqual(draw(addressTree(oneRegion, { pools: [pool], meshes: [] })), [
    'pool region 10.0.0.0/10: 1 of 6',
    '  10.0.0.0/13 reserved on-premises',
    '  free 10.8.0.0/13',
    '  10.16.0.0/13 region region/eu 25 %',
    '    10.16.0.0/16 vpc region/eu 8 %',
    '      10.16.0.0/20 subnet zone/eu-a',
    '      10.16.16.0/22 loadbalancer zone/eu-a',
    '      free 10.16.20.0/22 10.16.24.0/21 10.16.32.0/19 10.16.64.0/18 10.16.128.0/17',
    '    free 10.17.0.0/16 10.18.0.0/15',
    '    10.20.0.0/16 pod cluster/eu-1',
    '    free 10.21.0.0/16 10.22.0.0/15',
    '  10.24.0.0/13 reserved a lab',
    '  free 10.32.0.0/11',
  ])
})

test('a pool without claims is all free, and one that is reserved as a whole is not', () => {
  const reserved = [{ cidr: parseCidr('10.0.0.0/8'), reason: 'on-premises' }]
  const pools = [
    { ...pool, name: 'a', reserved: [] },
    { ...pool, name: 'b', reserved },
  ]
  assert.deepEqual(draw(addressTree(emptyLedger, { pools, meshes: [] })), [
    'pool a 10.0.0.0/10: 0 of 8',
    '  free 10.0.0.0/10',
    'pool b 10.0.0.0/10: 0 of 0',
    '  10.0.0.0/10 reserved on-premises',
  ])
})

test('claims of a pool that is no longer declared are shown, with nothing free', () => {
  assert.deepEqual(draw(addressTree(oneRegion, { pools: [], meshes: [] })).slice(0, 2), [
    'pool region undeclared: 1 of 0',
    '  10.16.0.0/13 region region/eu 25 %',
  ])
})

test('blocks that overlap are drawn one in the other', () => {
  const ledger = withBlock(oneRegion, '10.16.0.0/14', 'region/us')
  const lines = draw(addressTree(ledger, { pools: [pool], meshes: [] }))
  assert.ok(lines.includes('    10.16.0.0/14 region region/us 25 %'), lines.join('\n'))
})

test('ranges that repeat from island to island stand beside one another', () => {
  const pods: Pool = {
    name: 'pods',
    role: 'pod',
    cidr: parseCidr('100.64.0.0/15'),
    blockPrefix: 16,
    islands: true,
    reserved: [],
  }
  const blocks = ['eu', 'us'].map((region, at): [string, Block] => {
    const cidr = subnetAt(pool.cidr, 13, at)
    const range = { cidr: parseCidr('100.64.0.0/16'), role: 'pod', pool: 'pods' } as const
    const ranges = [{ ...range, owner: `cluster/${region}` }]
    return [formatCidr(cidr), { cidr, owner: `region/${region}`, state: 'active', ranges }]
  })
  const ledger = { ...emptyLedger, pools: new Map([['region', new Map(blocks)]]) }
  assert.deepEqual(draw(addressTree(ledger, { pools: [pods], meshes: [] })).slice(0, 4), [
    'pool pods 100.64.0.0/15: 0 of 2',
    '  100.64.0.0/16 pod cluster/eu',
    '  100.64.0.0/16 pod cluster/us',
    '  free 100.65.0.0/16',
  ])
})

test('a pruned tree leads to what is wanted, and leaves out the rest', () => {
  const tree = addressTree(oneRegion, { pools: [pool], meshes: [] })
  assert.deepEqual(draw(pruneTree(tree, ({ owner }) => owner === 'cluster/eu-1')), [
    'pool region 10.0.0.0/10: 1 of 6',
    '  10.16.0.0/13 region region/eu 25 %',
    '    10.20.0.0/16 pod cluster/eu-1',
  ])
  assert.deepEqual(
    pruneTree(tree, () => false),
    [],
  )
})

function withBlock(
  ledger: Ledger,
  cidr: string,
  owner: string,
  ...ranges: readonly (readonly [cidr: string, role: Role, owner: string])[]
): Ledger {
  const block = claimBlock(ledger, 'region', { cidr: parseCidr(cidr), owner })
  return addRanges(
    block,
    'region',
    parseCidr(cidr),
    ranges.map(([cidr, role, owner]) => ({ cidr: parseCidr(cidr), role, owner })),
  )
}

function draw(nodes: readonly (PoolNode | AddressNode)[], indent = ''): readonly string[] {
  return nodes.flatMap(node => {
    const inner = 'children' in node ? draw(node.children, `${indent}  `) : []
    return [`${indent}${describe(node)}`, ...inner]
  })
}

function describe(node: PoolNode | AddressNode): string {
  switch (node.kind) {
    case 'pool': {
      const range = node.pool ? formatCidr(node.pool.cidr) : 'undeclared'
      return `pool ${node.name} ${range}: ${node.used} of ${node.total}`
    }
    case 'claim': {
      const used = node.used === undefined ? '' : ` ${Math.round(node.used * 100)} %`
      return `${formatCidr(node.cidr)} ${node.role} ${node.owner}${used}`
    }
    case 'reserved':
      return `${formatCidr(node.cidr)} reserved ${node.reason}`
    case 'free':
      return `free ${node.blocks.map(formatCidr).join(' ')}`
    default:
      throw new Error(`not a node: ${String(node satisfies never)}`)
  }
}
