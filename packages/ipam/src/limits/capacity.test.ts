import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseCidr } from '../read-cidr.ts'
import { flatAddresses, gkeNodePrefix, howFull, nodesIn, usableAddresses } from './capacity.ts'

const nodes: readonly (readonly [pods: string, nodePrefix: number, nodes: number])[] = [
  ['10.0.0.0/16', 24, 256],
  ['10.0.0.0/14', 25, 2048],
  ['10.0.0.0/24', 24, 1],
  ['10.0.0.0/25', 24, 0],
  ['fd00::/56', 64, 256],
  ['fd00::/104', 120, 65_536],
]

for (const [pods, nodePrefix, expected] of nodes) {
  test(`${pods} holds ${expected} nodes at /${nodePrefix} each`, () => {
    assert.equal(nodesIn(parseCidr(pods), nodePrefix), expected)
  })
}

test('GKE gives a node the block of its table for a maximum of pods', () => {
  const table = [8, 9, 16, 17, 32, 33, 64, 65, 110, 128, 129, 256].map(pods => gkeNodePrefix(pods))
  assert.deepEqual(table, [28, 27, 27, 26, 26, 25, 25, 24, 24, 24, 23, 23])
})

test('a subnet has what its provider leaves of it, and never less than nothing', () => {
  assert.equal(usableAddresses(parseCidr('10.0.0.0/24'), 5), 251)
  assert.equal(usableAddresses(parseCidr('10.0.0.0/28'), 5), 11)
  assert.equal(usableAddresses(parseCidr('10.0.0.0/30'), 5), 0)
})

test('a flat network of Azure takes what its documentation says: 1,581 for 50 nodes of 30 pods', () => {
  assert.equal(flatAddresses(50, 30), 1581)
  assert.equal(flatAddresses(60, 30), 1891)
})

test('room is short from 80 % on, and full beyond all of it', () => {
  const states = [204, 205, 256, 257].map(wanted => howFull(wanted, 256))
  assert.deepEqual(states, ['free', 'short', 'short', 'full'])
  assert.equal(howFull(1, 0), 'full')
})
