import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { arbitraryCrowd } from './arbitrary-cidr.ts'
import { overlaps } from './contains.ts'
import { freeRuns } from './free-runs.ts'
import { parseCidr } from './read-cidr.ts'
import { subnetAt } from './subnets.ts'

const window = parseCidr('10.0.0.0/8')

test('what is taken, larger or smaller than a slot, parts the free slots into runs', () => {
  const taken = ['10.64.0.0/10', '10.8.0.1/32', '11.0.0.0/8'].map(parseCidr)
  assert.deepEqual(freeRuns({ window, prefix: 13, taken }), [
    { first: 0, count: 1 },
    { first: 2, count: 6 },
    { first: 16, count: 16 },
  ])
})

test('a window inside something taken has nothing free', () => {
  const taken = [parseCidr('10.0.0.0/8')]
  assert.deepEqual(freeRuns({ window: parseCidr('10.16.0.0/13'), prefix: 16, taken }), [])
})

test('a window of 2^52 slots costs no more than what is taken in it', () => {
  const taken = [parseCidr('fdf0:0:0:1::/64')]
  assert.deepEqual(freeRuns({ window: parseCidr('fdf0::/12'), prefix: 64, taken }), [
    { first: 0, count: 1 },
    { first: 2, count: 2 ** 52 - 2 },
  ])
})

test('the runs hold exactly the slots that touch nothing taken', () => {
  fc.assert(
    fc.property(arbitraryCrowd, fc.integer({ min: 8, max: 15 }), (taken, prefix) => {
      const indices = Array.from({ length: 2 ** (prefix - 8) }, (_, index) => index)
      const free = indices.filter(
        index => !taken.some(cidr => overlaps(cidr, subnetAt(window, prefix, index))),
      )
      const listed = freeRuns({ window, prefix, taken }).flatMap(({ first, count }) =>
        Array.from({ length: count }, (_, at) => first + at),
      )
      assert.deepEqual(listed, free)
    }),
    { seed: 1, numRuns: 300 },
  )
})

test('a window has no slot smaller than an address, whatever is taken of it', () => {
  const window = parseCidr('10.0.0.0/16')
  assert.deepEqual(freeRuns({ window, prefix: 33, taken: [parseCidr('10.0.128.0/20')] }), [])
})
