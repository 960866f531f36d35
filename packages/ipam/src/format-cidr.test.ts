import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formatAddress, formatCidr } from './format-cidr.ts'
import { parseCidr } from './read-cidr.ts'

const rfc5952: readonly [rule: string, text: string, canonical: string][] = [
  ['4.1 no leading zeros', '2001:0db8::0001/128', '2001:db8::1/128'],
  ['4.2.1 as short as possible', '2001:db8:0:0:0:0:2:1/128', '2001:db8::2:1/128'],
  ['4.2.2 one zero group stays', '2001:db8::1:1:1:1:1/128', '2001:db8:0:1:1:1:1:1/128'],
  ['4.2.3 the longest run', '2001:0:0:1:0:0:0:1/128', '2001:0:0:1::1/128'],
  ['4.2.3 the first of equals', '2001:db8:0:0:1:0:0:1/128', '2001:db8::1:0:0:1/128'],
  ['4.3 lower case', '2001:DB8::ABCD/128', '2001:db8::abcd/128'],
  ['nothing but zeros', '0:0:0:0:0:0:0:0/0', '::/0'],
  ['zeros at the end', 'fd00:12:0:0:0:0:0:0/48', 'fd00:12::/48'],
  ['zeros at the start', '0:0:0:0:0:0:0:2/128', '::2/128'],
]

for (const [rule, text, canonical] of rfc5952) {
  test(`RFC 5952, ${rule}: ${text} is ${canonical}`, () => {
    assert.equal(formatCidr(parseCidr(text)), canonical)
  })
}

test('an IPv4 address is four octets', () => {
  assert.equal(formatAddress([0xffffffff]), '255.255.255.255')
  assert.equal(formatCidr(parseCidr('0.0.0.0/0')), '0.0.0.0/0')
})
