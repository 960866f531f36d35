import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { arbitraryCidr } from './arbitrary-cidr.ts'
import { addressBits } from './cidr.ts'
import { equalCidrs } from './compare-cidrs.ts'
import { contains } from './contains.ts'
import { formatCidr } from './format-cidr.ts'
import { parseCidr } from './read-cidr.ts'
import { splitHalves, subnetAt, subnetCount, subnetIndex, supernet } from './subnets.ts'
import { spanOf } from './testing/span-of.ts'

test('subnets are counted from the start of their range', () => {
  const region = parseCidr('10.16.0.0/13')
  assert.equal(subnetCount(region, 16), 8)
  assert.equal(formatCidr(subnetAt(region, 16, 0)), '10.16.0.0/16')
  assert.equal(formatCidr(subnetAt(region, 16, 7)), '10.23.0.0/16')
  assert.equal(formatCidr(subnetAt(region, 13, 0)), '10.16.0.0/13')
})

test('an index reaches over the words of an IPv6 address', () => {
  assert.equal(formatCidr(subnetAt(parseCidr('fd00::/16'), 64, 0x1_0000_0002)), 'fd00:1:0:2::/64')
})

test('halves, and the range around', () => {
  assert.deepEqual(splitHalves(parseCidr('10.0.0.0/8')).map(formatCidr), [
    '10.0.0.0/9',
    '10.128.0.0/9',
  ])
  assert.equal(formatCidr(supernet(parseCidr('10.20.0.0/16'), 13)), '10.16.0.0/13')
})

test('there is no subnet past the end, none larger than its range and none smaller than an address', () => {
  const region = parseCidr('10.16.0.0/13')
  assert.equal(subnetCount(region, 12), 0)
  assert.equal(subnetCount(region, 33), 0)
  assert.throws(() => subnetAt(region, 16, 8), RangeError)
  assert.throws(() => subnetAt(region, 12, 0), RangeError)
  assert.throws(() => subnetAt(region, 33, 0), RangeError)
  assert.throws(() => splitHalves(parseCidr('10.0.0.1/32')), RangeError)
})

test('a subnet lies in its range, and its index leads back to it', () => {
  const requests = fc
    .tuple(arbitraryCidr, fc.nat({ max: 52 }), fc.nat(), fc.nat())
    .map(([cidr, bits, high, low]) => {
      const prefix = Math.min(cidr.prefix + bits, addressBits(cidr.family))
      const index = (high * 2 ** 21 + low) % subnetCount(cidr, prefix)
      return { cidr, prefix, index }
    })
  fc.assert(
    fc.property(requests, ({ cidr, prefix, index }) => {
      const subnet = subnetAt(cidr, prefix, index)
      assert.ok(contains(cidr, subnet))
      assert.ok(equalCidrs(supernet(subnet, prefix), subnet), 'aligned')
      assert.equal(subnetIndex(cidr, prefix, subnet), index)
      const [whole, part] = [spanOf(cidr), spanOf(subnet)]
      const size = part.last - part.first + 1n
      assert.equal(part.first, whole.first + BigInt(index) * size)
      assert.equal(BigInt(subnetCount(cidr, prefix)), (whole.last - whole.first + 1n) / size)
    }),
    { seed: 1, numRuns: 2000 },
  )
})

test('the range around one has its first bits, and zeros after them', () => {
  fc.assert(
    fc.property(arbitraryCidr, fc.nat({ max: 128 }), (cidr, length) => {
      const prefix = Math.min(length, cidr.prefix)
      const rest = BigInt(addressBits(cidr.family) - prefix)
      assert.equal(spanOf(supernet(cidr, prefix)).first, (spanOf(cidr).first >> rest) << rest)
    }),
    { seed: 1, numRuns: 2000 },
  )
})
