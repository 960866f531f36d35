import assert from 'node:assert/strict'
import { test } from 'node:test'
import { faults, load, smallFleet } from '../testing/spec.ts'

const digest = 'a'.repeat(64)

test('CI takes bulkhead from an address or a path, with its digest', () => {
  assert.deepEqual(load(smallFleet).fleet.ci, { bulkhead: undefined })
  for (const url of [
    'https://example.com/bulkhead-0.1.0.tgz',
    'https://a-b.example.com:8443/x/y%20z/~a@b+c.tgz',
  ]) {
    const { ci } = load(fleetWith({ url, sha256: digest })).fleet
    assert.deepEqual(ci, { bulkhead: { from: { url }, sha256: digest } })
  }
  const path = 'tools/bulkhead-0.1.0.tgz'
  const { ci } = load(fleetWith({ path, sha256: digest })).fleet
  assert.deepEqual(ci, { bulkhead: { from: { path }, sha256: digest } })
})

test('one of the two has to be given', () => {
  assert.deepEqual(faults(fleetWith({ sha256: digest })), [
    'fleet/fleet.yaml:8:19 SPEC_CI CI gets bulkhead from a url or from a path, and neither is given',
  ])
  const both = { url: 'https://example.com/b.tgz', path: 'b.tgz', sha256: digest }
  assert.deepEqual(faults(fleetWith(both)), [
    'fleet/fleet.yaml:8:19 SPEC_CI CI gets bulkhead from a url or from a path, and both are given',
  ])
})

test('an address that a shell, curl or a person could take for something else is refused', () => {
  for (const url of [
    '',
    'http://example.com/b.tgz',
    'HTTPS://example.com/b.tgz',
    'file:///etc/passwd',
    'https://user:token@example.com/b.tgz',
    'https://example.com/b.tgz?token=a',
    'https://example.com/b.tgz#a',
    'https://example.com',
    'https://example.com/',
    'https://-example.com/b.tgz',
    'https://[::1]/b.tgz',
    'https://example.com/{a,b}.tgz',
    'https://example.com/$(id).tgz',
    'https://example.com/`id`.tgz',
    'https://example.com/${{ secrets.TOKEN }}',
    'https://example.com/a b.tgz',
    'https://example.com/b.tgz\n',
    'https://example.com/b.tgz\nrun: id',
    '--output=/etc/passwd',
    'https://\u0435xample.com/b.tgz',
  ]) {
    assert.deepEqual(faults(fleetWith({ url, sha256: digest })), [
      `fleet/fleet.yaml:8:26 SPEC_CI ${JSON.stringify(url)} is not an address that CI fetches from`,
    ])
  }
})

test('a path that leads anywhere but to a tarball in the repository is refused', () => {
  for (const path of [
    '',
    '/b.tgz',
    '../b.tgz',
    'a/../b.tgz',
    './b.tgz',
    'a//b.tgz',
    '.git/b.tgz',
    'git~1/b.tgz',
    '-b.tgz',
    'a/-b.tgz',
    'b.tar',
    'b.tgz/',
    'b.tgz ',
    'a b.tgz',
    'a\\b.tgz',
    'a$(id).tgz',
    '${{ secrets.TOKEN }}.tgz',
    'HEAD:b.tgz',
    'b.tgz\n',
  ]) {
    assert.deepEqual(faults(fleetWith({ path, sha256: digest })), [
      `fleet/fleet.yaml:8:27 SPEC_CI ${JSON.stringify(path)} is not the path of a tarball in this repository`,
    ])
  }
})

test('a digest is 64 hexadecimal digits', () => {
  for (const sha256 of ['', 'abc', 'A'.repeat(64), `${digest}\n`, 'g'.repeat(64), `${digest}a`]) {
    assert.deepEqual(faults(fleetWith({ path: 'b.tgz', sha256 })), [
      `fleet/fleet.yaml:8:44 SPEC_CI ${JSON.stringify(sha256)} is not a SHA-256 digest`,
    ])
  }
})

function fleetWith(bulkhead: object): string {
  return `${smallFleet.trim()}\n  ci: { bulkhead: ${JSON.stringify(bulkhead)} }\n`
}
