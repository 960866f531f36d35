import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addressAt, addressCount } from './addresses.ts'
import { parseCidr } from './read-cidr.ts'

test('the 10th address of a service range is that of cluster DNS', () => {
  assert.equal(addressAt(parseCidr('10.96.0.0/16'), 10), '10.96.0.10')
  assert.equal(addressAt(parseCidr('fd00:96::/108'), 10), 'fd00:96::a')
})

test('the network address comes first, and the last is at the end', () => {
  assert.equal(addressAt(parseCidr('10.0.0.0/24'), 0), '10.0.0.0')
  assert.equal(addressAt(parseCidr('10.0.0.4/31'), 1), '10.0.0.5')
})

test('addresses are counted exactly, however many', () => {
  assert.equal(addressCount(parseCidr('10.0.0.0/16')), 65_536)
  assert.equal(BigInt(addressCount(parseCidr('::/0'))), 1n << 128n)
})

test('an address past the end does not exist', () => {
  assert.throws(() => addressAt(parseCidr('10.0.0.0/29'), 10), RangeError)
})
