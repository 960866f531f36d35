import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { allocateBlock } from './allocate.ts'
import { ledgerOverlaps } from './check-ledger.ts'
import { formatLedger } from './format-ledger.ts'
import { formatCidr } from './format-cidr.ts'
import { blocksOf, emptyLedger, findBlock, findId, type Ledger } from './ledger.ts'
import type { Pool } from './pool.ts'
import { findOverlaps } from './overlap.ts'
import { parseCidr } from './read-cidr.ts'
import { rebaseLedger, type LedgerBranches } from './rebase-ledger.ts'
import {
  addRanges,
  claimBlock,
  claimId,
  freeQuarantined,
  markOwners,
  releaseOwner,
} from './update-ledger.ts'

const pool: Pool = {
  name: 'region',
  cidr: parseCidr('10.0.0.0/10'),
  blockPrefix: 13,
  reserved: [],
}

type Edit = (ledger: Ledger) => Ledger

function add(name: string, block?: string): Edit {
  const owner = `region/${name}`
  return ledger => {
    const cidr = block ? parseCidr(block) : allocateBlock(pool, blocksOf(ledger, pool.name), owner)
    return claimBlock(ledger, pool.name, { cidr, owner, state: 'planned' })
  }
}

function addPods(name: string, range: string, region = 'b'): Edit {
  return ledger => {
    const block = findBlock(ledger, pool.name, `region/${region}`)!
    return addRanges(ledger, pool.name, block.cidr, [
      { cidr: parseCidr(range), role: 'pod', owner: `cluster/${name}`, state: 'planned' },
    ])
  }
}

const giveId =
  (id: number, name: string): Edit =>
  ledger =>
    claimId(ledger, 'default', { id, owner: `cluster/${name}`, state: 'planned' })

const mark =
  (owner: string, state: 'planned' | 'active' | 'draining' = 'active'): Edit =>
  ledger =>
    markOwners(ledger, candidate => candidate === owner, state)

const release =
  (owner: string): Edit =>
  ledger =>
    releaseOwner(ledger, owner)

const base = [add('b', '10.8.0.0/13'), mark('region/b'), giveId(2, 'b')].reduce(
  (ledger, edit) => edit(ledger),
  emptyLedger,
)

function rebase(mine: Ledger, landed: Ledger, options: Partial<LedgerBranches> = {}) {
  return rebaseLedger({
    base,
    mine,
    landed,
    isPinned: () => false,
    obstacle: () => undefined,
    ...options,
  })
}

const ownersIn = (ledger: Ledger) =>
  blocksOf(ledger, pool.name).map(
    ({ cidr, owner, state }) => `${formatCidr(cidr)} ${owner} ${state}`,
  )

test('what keeps clear of what has landed stays where it is', () => {
  const { ledger, displaced } = rebase(
    add('x', '10.16.0.0/13')(base),
    add('y', '10.24.0.0/13')(base),
  )
  assert.deepEqual(displaced, [])
  assert.deepEqual(ownersIn(ledger), [
    '10.8.0.0/13 region/b active',
    '10.16.0.0/13 region/x planned',
    '10.24.0.0/13 region/y planned',
  ])
})

test('what has landed keeps its block, and the branch gives its own up', () => {
  const { ledger, displaced, problems } = rebase(
    add('x', '10.16.0.0/13')(base),
    add('y', '10.16.0.0/13')(base),
  )
  assert.deepEqual(problems, [])
  assert.deepEqual(displaced, [
    { owner: 'region/x', role: 'region', what: '10.16.0.0/13', by: 'region/y' },
  ])
  assert.equal(findBlock(ledger, pool.name, 'region/x'), undefined)
})

test('a number that has landed is given up as well', () => {
  const { ledger, displaced } = rebase(giveId(4, 'x')(base), giveId(4, 'y')(base))
  assert.deepEqual(displaced, [{ owner: 'cluster/x', role: 'meshes', what: '4', by: 'cluster/y' }])
  assert.equal(findId(ledger, 'default', 'cluster/y')?.id, 4)
})

test('inside one block only the range that collides is given up', () => {
  const { ledger, displaced } = rebase(
    addPods('p', '10.13.0.0/16')(addPods('x', '10.12.0.0/16')(base)),
    addPods('y', '10.12.0.0/15')(base),
  )
  assert.deepEqual(displaced.map(({ owner }) => owner).sort(), ['cluster/p', 'cluster/x'])
  assert.equal(findBlock(ledger, pool.name, 'region/b')?.ranges.length, 1)
})

const refusals: readonly [
  name: string,
  edits: readonly Edit[],
  options: Partial<LedgerBranches>,
  RegExp,
][] = [
  [
    'what is active',
    [add('x', '10.16.0.0/13'), mark('region/x')],
    {},
    /10\.16\.0\.0\/13 of region\/x is active, and has landed as that of region\/y/,
  ],
  [
    'what is draining',
    [add('x', '10.16.0.0/13'), mark('region/x', 'draining')],
    {},
    /of region\/x is draining/,
  ],
  [
    'what the spec fixes',
    [add('x', '10.16.0.0/13')],
    { isPinned: owner => owner === 'region/x' },
    /of region\/x is fixed by the spec/,
  ],
]

for (const [name, edits, options, message] of refusals) {
  test(`${name} is not moved: that is a problem`, () => {
    const mine = edits.reduce((ledger, edit) => edit(ledger), base)
    const { displaced, problems } = rebase(mine, add('y', '10.16.0.0/13')(base), options)
    assert.deepEqual(displaced, [])
    assert.equal(problems.length, 1)
    assert.match(problems[0]?.message ?? '', message)
  })
}

test('what was planned in a region that others released is quarantined with it; what is in use is a problem', () => {
  const gone = release('region/b')(base)
  const planned = rebase(addPods('x', '10.12.0.0/16')(base), gone)
  assert.deepEqual(planned.problems, [])
  const block = findBlock(planned.ledger, pool.name, 'region/b')
  assert.equal(block?.state, 'quarantined')
  assert.equal(block.ranges[0]?.state, undefined)
  const used = rebase(mark('cluster/x')(addPods('x', '10.12.0.0/16')(base)), gone)
  assert.match(
    used.problems[0]?.message ?? '',
    /10\.12\.0\.0\/16 of cluster\/x is active, and region\/b, in whose block 10\.8\.0\.0\/13 it lies, was released/,
  )
})

test('a block that was reserved meanwhile is given up', () => {
  const { displaced } = rebase(add('x', '10.16.0.0/13')(base), base, {
    obstacle: (_, cidr) => (formatCidr(cidr) === '10.16.0.0/13' ? 'on-premises' : undefined),
  })
  assert.deepEqual(displaced, [
    { owner: 'region/x', role: 'region', what: '10.16.0.0/13', by: 'on-premises' },
  ])
})

test('the branch’s releases and states are carried over', () => {
  const { ledger } = rebase(release('region/b')(base), add('y', '10.24.0.0/13')(base))
  assert.equal(findBlock(ledger, pool.name, 'region/b')?.state, 'quarantined')
  const draining = rebase(mark('region/b', 'draining')(base), base)
  assert.equal(findBlock(draining.ledger, pool.name, 'region/b')?.state, 'draining')
})

test('what others freed stays free, unless the branch has taken it up again', () => {
  const before = release('region/b')(base)
  const freed = freeQuarantined(before)
  const left = rebase(add('x', '10.16.0.0/13')(before), freed, { base: before })
  assert.equal(findBlock(left.ledger, pool.name, 'region/b'), undefined)
  const back = rebase(add('b', '10.8.0.0/13')(before), freed, { base: before })
  assert.equal(findBlock(back.ledger, pool.name, 'region/b')?.state, 'planned')
})

test('what the branch freed is freed, unless somebody has taken it up again', () => {
  const before = release('region/b')(base)
  const freed = freeQuarantined(before)
  const left = rebase(freed, before, { base: before })
  assert.equal(findBlock(left.ledger, pool.name, 'region/b'), undefined)
  const back = rebase(freed, add('b', '10.8.0.0/13')(before), { base: before })
  assert.equal(findBlock(back.ledger, pool.name, 'region/b')?.state, 'planned')
})

const step = fc.record({
  region: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
  what: fc.constantFrom('add', 'add', 'release', 'gc', 'mark'),
})
const branch = fc.array(step, { maxLength: 4 })

function walk(ledger: Ledger, steps: readonly { region: string; what: string }[]): Ledger {
  return steps.reduce((now, { region, what }) => {
    const owner = `region/${region}`
    switch (what) {
      case 'add': {
        const held = findBlock(now, pool.name, owner)
        return held ? now : add(region)(now)
      }
      case 'release':
        return releaseOwner(now, owner)
      case 'gc':
        return freeQuarantined(now, candidate => candidate === owner)
      default:
        return mark(owner)(now)
    }
  }, ledger)
}

test('whatever two branches do: what has landed does not move, nothing overlaps, and only what collides is given up', () => {
  fc.assert(
    fc.property(branch, branch, branch, (before, mineSteps, landedSteps) => {
      const parted = walk(emptyLedger, before)
      const [mine, landed] = [walk(parted, mineSteps), walk(parted, landedSteps)]
      const { ledger, displaced } = rebase(mine, landed, { base: parted })
      assert.deepEqual(ledgerOverlaps(ledger), [])
      for (const block of blocksOf(landed, pool.name)) {
        const after = findBlock(ledger, pool.name, block.owner)
        if (after) assert.deepEqual(after.cidr, block.cidr)
        else assert.equal(block.state, 'quarantined')
      }
      for (const { what, by } of displaced) {
        const holder = findBlock(landed, pool.name, by)
        assert.ok(holder, `${what} was given up to ${by}`)
      }
    }),
    { numRuns: 2000, seed: 1 },
  )
})

function collide(a: Ledger, b: Ledger): boolean {
  const blocks = [...blocksOf(a, pool.name), ...blocksOf(b, pool.name)]
  return findOverlaps(blocks).some(({ outer, inner }) => outer.owner !== inner.owner)
}

test('two branches that touch different owners commute', () => {
  const named = (names: readonly string[]) =>
    fc.array(
      fc.record({ region: fc.constantFrom(...names), what: fc.constantFrom('add', 'release') }),
      {
        maxLength: 3,
      },
    )
  const space = { pools: [pool], meshes: [] }
  fc.assert(
    fc.property(branch, named(['a', 'b']), named(['c', 'd']), (before, one, other) => {
      const parted = walk(emptyLedger, before)
      const [a, b] = [walk(parted, one), walk(parted, other)]
      const [ab, ba] = [rebase(a, b, { base: parted }), rebase(b, a, { base: parted })]
      fc.pre(!collide(a, b))
      assert.equal(formatLedger(ab.ledger, space), formatLedger(ba.ledger, space))
    }),
    { numRuns: 1000, seed: 1 },
  )
})

test('what the branch has moved stays moved where nobody else has touched it', () => {
  const old = addPods('one', '10.12.0.0/16')(base)
  const mine = giveId(7, 'one')(addPods('one', '10.14.0.0/16')(base))
  const landed = giveId(9, 'one')(add('c', '10.16.0.0/13')(old))
  const options = { base: giveId(9, 'one')(old), isPinned: () => true }
  const { ledger, problems } = rebase(mine, landed, options)
  assert.deepEqual(problems, [])
  assert.deepEqual(
    findBlock(ledger, pool.name, 'region/b')?.ranges.map(({ cidr }) => formatCidr(cidr)),
    ['10.14.0.0/16'],
  )
  assert.equal(findId(ledger, 'default', 'cluster/one')?.id, 7)

  const inUse = mark('cluster/one')(landed)
  assert.equal(rebase(mine, inUse, options).problems.length, 2)
})

test('a branch on which the fleet became dual-stack keeps the IPv6 blocks', () => {
  const block = { ...findBlock(base, pool.name, 'region/b')!, ipv6: parseCidr('fd00:12::/48') }
  const mine = { ...base, pools: new Map([[pool.name, new Map([['10.8.0.0/13', block]])]]) }
  const { ledger } = rebase(mine, add('c', '10.16.0.0/13')(base))
  assert.equal(formatCidr(findBlock(ledger, pool.name, 'region/b')!.ipv6!), 'fd00:12::/48')
})
