import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FleetError } from '@bulkhead/diagnostics'
import { ledgerEntries } from './ledger-entries.ts'
import { emptyLedger, findBlock, findId, findRange, type Range } from './ledger.ts'
import { parseCidr } from './read-cidr.ts'
import { addRanges, claimBlock, claimId, freeQuarantined, releaseOwner } from './update-ledger.ts'

const cidr = parseCidr('10.16.0.0/13')
const owner = 'region/a'
const cluster = 'cluster/a'
const vpc: Range = { cidr: parseCidr('10.16.0.0/16'), role: 'vpc', owner }
const pods: Range = { cidr: parseCidr('10.20.0.0/16'), role: 'pod', owner: cluster }

const block = claimBlock(emptyLedger, 'region', { cidr, owner })
const cut = addRanges(block, 'region', cidr, [pods, vpc])
const ledger = claimId(cut, 'default', { id: 7, owner: cluster })

test('a change is a new value', () => {
  assert.equal(emptyLedger.pools.size, 0)
  assert.deepEqual(findBlock(block, 'region', owner)?.ranges, [])
  assert.deepEqual(findBlock(cut, 'region', owner)?.ranges, [vpc, pods])
})

test('to record what is recorded changes nothing', () => {
  assert.equal(claimBlock(ledger, 'region', { cidr, owner }), ledger)
  assert.equal(addRanges(ledger, 'region', cidr, [vpc, pods]), ledger)
  assert.equal(claimId(ledger, 'default', { id: 7, owner: cluster }), ledger)
})

const refusals: readonly [name: string, act: () => unknown, message: RegExp][] = [
  [
    'a block that is another’s',
    () => claimBlock(ledger, 'region', { cidr, owner: 'region/b' }),
    /10\.16\.0\.0\/13 belongs to region\/a, not to region\/b/,
  ],
  [
    'a second block for an owner',
    () => claimBlock(ledger, 'region', { cidr: parseCidr('10.8.0.0/13'), owner }),
    /region\/a has 10\.16\.0\.0\/13 in pool "region" and cannot take 10\.8\.0\.0\/13/,
  ],
  [
    'a range that is another’s',
    () => addRanges(ledger, 'region', cidr, [{ ...pods, owner: 'cluster/b' }]),
    /10\.20\.0\.0\/16 \(pod of cluster\/b\) cannot be beside 10\.20\.0\.0\/16 \(pod of cluster\/a\)/,
  ],
  [
    'a second range of one role for an owner',
    () => addRanges(ledger, 'region', cidr, [{ ...pods, cidr: parseCidr('10.21.0.0/16') }]),
    /10\.21\.0\.0\/16 \(pod of cluster\/a\) cannot be beside 10\.20\.0\.0\/16 \(pod of cluster\/a\)/,
  ],
  [
    'an id that is another’s',
    () => claimId(ledger, 'default', { id: 7, owner: 'cluster/b' }),
    /id 7 of mesh "default" belongs to cluster\/a, not to cluster\/b/,
  ],
  [
    'a second id for an owner',
    () => claimId(ledger, 'default', { id: 8, owner: cluster }),
    /cluster\/a has id 7 in mesh "default" and cannot take 8/,
  ],
]

for (const [name, act, message] of refusals) {
  test(`${name} is refused`, () => {
    assert.throws(act, (error: unknown) => {
      assert.ok(error instanceof FleetError)
      assert.equal(error.problems[0].code, 'IPAM_TAKEN')
      assert.match(error.message, message)
      return true
    })
  })
}

test('a range outside its block, or in no block, is a bug', () => {
  const outside: Range = { ...vpc, cidr: parseCidr('10.24.0.0/16') }
  assert.throws(() => addRanges(ledger, 'region', cidr, [outside]), /is not in block/)
  assert.throws(() => addRanges(emptyLedger, 'region', cidr, [vpc]), /has no block/)
})

test('what is released is quarantined, and nothing else', () => {
  const released = releaseOwner(ledger, cluster)
  const left = findBlock(released, 'region', owner)!
  assert.equal(left.state, 'active')
  assert.equal(findRange(left, pods)?.state, 'quarantined')
  assert.equal(findRange(left, vpc)?.state, undefined)
  assert.equal(findId(released, 'default', cluster)?.state, 'quarantined')
})

test('who comes back finds everything as it was', () => {
  const released = releaseOwner(releaseOwner(ledger, cluster), owner)
  const back = claimBlock(released, 'region', { cidr, owner })
  const whole = addRanges(back, 'region', cidr, [vpc, pods])
  assert.deepEqual(claimId(whole, 'default', { id: 7, owner: cluster }), ledger)
})

test('only what is quarantined is freed, a block with all that is in it', () => {
  const withoutCluster = freeQuarantined(releaseOwner(ledger, cluster))
  assert.deepEqual(findBlock(withoutCluster, 'region', owner)?.ranges, [vpc])
  assert.equal(findId(withoutCluster, 'default', cluster), undefined)
  assert.deepEqual(ledgerEntries(freeQuarantined(releaseOwner(ledger, owner))), [])
  assert.deepEqual(freeQuarantined(ledger), ledger)
})

test('an entry has the state of its block unless it has its own', () => {
  const draining = claimBlock(releaseOwner(ledger, cluster), 'region', {
    cidr,
    owner,
    state: 'draining',
  })
  assert.deepEqual(
    ledgerEntries(draining).map(({ role, owner, state }) => [role, owner, state]),
    [
      ['region', 'region/a', 'draining'],
      ['vpc', 'region/a', 'draining'],
      ['pod', 'cluster/a', 'quarantined'],
    ],
  )
})
