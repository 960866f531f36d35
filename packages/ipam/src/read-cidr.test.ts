import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { arbitraryCidr } from './arbitrary-cidr.ts'
import { formatCidr } from './format-cidr.ts'
import { parseCidr, readCidr } from './read-cidr.ts'

test('a range is a family, its words and a prefix length', () => {
  assert.deepEqual(readCidr('10.16.0.0/13'), { family: 4, words: [0x0a100000], prefix: 13 })
  assert.deepEqual(readCidr('fd00:12::/48'), {
    family: 6,
    words: [0xfd000012, 0, 0, 0],
    prefix: 48,
  })
})

test('text that is clear but not canonical is read', () => {
  for (const text of ['FD00::/8', 'fd00:0:0:0:0:0:0:0/8', 'fd00:0000::0/8']) {
    assert.equal(formatCidr(parseCidr(text)), 'fd00::/8')
  }
})

const faulty: readonly [text: string, fault: string, suggestion?: string][] = [
  // Read by other libraries as another range than the one that is meant.
  ['010.0.0.0/8', 'leading-zero', '10.0.0.0/8'],
  ['0x0a.0.0.0/8', 'syntax'],
  ['167772160/8', 'octet-range'],
  ['0xa000000/8', 'syntax'],
  ['10/8', 'octet-count', '10.0.0.0/8'],
  ['10.1/16', 'octet-count', '10.1.0.0/16'],
  ['10.0.0.256/32', 'octet-range'],
  ['10.0.0.0/1e1', 'syntax'],
  ['10.0.0.0/-1', 'prefix-range'],
  [' 10.0.0.0/8', 'space', '10.0.0.0/8'],
  ['::10.0.0.0/104', 'mapped', '10.0.0.0/8'],
  // Taken by some and refused by others.
  ['10.0.0.1/8', 'host-bits', '10.0.0.0/8'],
  ['10.4.1.0/14', 'host-bits', '10.4.0.0/14'],
  ['fd00::1/64', 'host-bits', 'fd00::/64'],
  ['10.0.0.0', 'no-prefix'],
  ['fd00::', 'no-prefix'],
  ['10.0.0.0/33', 'prefix-range'],
  ['fd00::/129', 'prefix-range'],
  ['10.0.0.0/08', 'leading-zero', '10.0.0.0/8'],
  ['10.0.0.0/255.0.0.0', 'netmask', '10.0.0.0/8'],
  ['10.0.0.0/255.0.255.0', 'netmask'],
  ['10.0.0.0/8\n', 'space', '10.0.0.0/8'],
  ['10.0.0.0/8/8', 'syntax'],
  ['::ffff:10.0.0.0/104', 'mapped', '10.0.0.0/8'],
  ['::ffff:a00:0/104', 'mapped', '10.0.0.0/8'],
  ['fe80::%eth0/64', 'zone', 'fe80::/64'],
  ['fd00:::/32', 'syntax'],
  ['1::2::3/64', 'syntax'],
  ['1:2:3:4:5:6:7:8::/64', 'syntax'],
  ['1:2:3:4:5:6:7/64', 'syntax'],
  [':1::/64', 'syntax'],
  ['1:/64', 'syntax'],
  ['fd000::/64', 'syntax'],
  ['10.0.0.0.0/8', 'syntax'],
  ['10..0.0/8', 'syntax'],
  ['10.0.0.0/', 'syntax'],
  ['/8', 'syntax'],
  ['', 'syntax'],
  // Sound, and of no use to a network.
  ['127.0.0.0/8', 'loopback'],
  ['::1/128', 'loopback'],
  ['239.1.0.0/16', 'multicast'],
  ['ff02::/16', 'multicast'],
]

for (const [text, fault, suggestion] of faulty) {
  const offer = suggestion ? `, and ${suggestion} is suggested` : ''
  test(`${JSON.stringify(text)} is refused: ${fault}${offer}`, () => {
    const read = readCidr(text)
    assert.ok('fault' in read)
    assert.equal(read.fault, fault)
    assert.equal(read.suggestion, suggestion)
  })
}

test('a fault is told in a sentence that names the text and what was meant', () => {
  const message = (text: string) => {
    const read = readCidr(text)
    return 'fault' in read ? read.message : ''
  }
  assert.equal(
    message('10.4.1.0/14'),
    'host bits are set in 10.4.1.0/14; did you mean 10.4.0.0/14?',
  )
  assert.equal(
    message('127.1.0.0/16'),
    '127.1.0.0/16 lies in 127.0.0.0/8, the loopback addresses of RFC 1122, which never leave a host',
  )
})

test('what is suggested has none of the faults of the text', () => {
  const read = readCidr(' 010.1.0.0/08')
  assert.ok('fault' in read)
  assert.equal(read.suggestion, '10.0.0.0/8')
})

test('trusted text that is faulty is a bug', () => {
  assert.throws(() => parseCidr('10/8'), /10\/8 has 1 of the 4 octets/)
})

test('the canonical text of any range reads as that range', () => {
  fc.assert(
    fc.property(arbitraryCidr, cidr => {
      assert.deepEqual(readCidr(formatCidr(cidr)), cidr)
    }),
    { seed: 1, numRuns: 2000 },
  )
})

test('no text makes the reader throw, and what it accepts it can write and read again', () => {
  const odd = fc.string({ unit: fc.constantFrom(...'0123456789abcfFx:.:.:./% -'), maxLength: 24 })
  fc.assert(
    fc.property(odd, text => {
      const read = readCidr(text)
      const sound = 'fault' in read ? read.suggestion : formatCidr(read)
      if (sound !== undefined) assert.ok(!('fault' in readCidr(sound)))
    }),
    { seed: 1, numRuns: 5000 },
  )
})
