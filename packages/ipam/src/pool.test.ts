import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formatCidr } from './format-cidr.ts'
import { countFreeSlots, freeSlots, reservationsOn, slotCount, slotsOf, type Pool } from './pool.ts'
import { parseCidr } from './read-cidr.ts'

const pool: Pool = {
  name: 'region',
  cidr: parseCidr('10.0.0.0/13'),
  blockPrefix: 16,
  reserved: [
    { cidr: parseCidr('10.0.0.0/15'), reason: 'on-premises' },
    { cidr: parseCidr('10.4.7.0/24'), reason: 'a partner' },
    { cidr: parseCidr('172.17.0.0/16'), reason: 'docker' },
  ],
}

test('a pool divides into slots of its block size', () => {
  assert.equal(slotCount(pool), 8)
  assert.deepEqual([...slotsOf(pool)].map(formatCidr).slice(-2), ['10.6.0.0/16', '10.7.0.0/16'])
})

test('a slot that touches a reserved range or a claimed one is not free', () => {
  const claimed = [parseCidr('10.6.0.0/16'), parseCidr('10.2.128.0/17')]
  const free = [...freeSlots(pool, claimed)].map(formatCidr)
  assert.deepEqual(free, ['10.3.0.0/16', '10.5.0.0/16', '10.7.0.0/16'])
  assert.equal(countFreeSlots(pool, claimed), 3)
})

test('a slot knows why it is reserved', () => {
  const reasons = (text: string) => reservationsOn(pool, parseCidr(text)).map(r => r.reason)
  assert.deepEqual(reasons('10.1.0.0/16'), ['on-premises'])
  assert.deepEqual(reasons('10.4.0.0/16'), ['a partner'])
  assert.deepEqual(reasons('10.5.0.0/16'), [])
})
