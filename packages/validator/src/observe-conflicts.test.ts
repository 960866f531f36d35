import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { formatCidr, overlaps, parseCidr, supernet } from '@bulkhead/ipam'
import type { NetworkClaim } from './network-claim.ts'
import { networkOf } from './network-of.ts'
import { observeConflicts } from './observe-conflicts.ts'
import { stateOnce } from './stated-once.ts'

const isConflict = (a: NetworkClaim, b: NetworkClaim) => networkOf(a) !== networkOf(b)

test('one observation for each file and pair of networks, exactly as comparing all with all finds', () => {
  const claim = fc.record({
    cluster: fc.constantFrom('a', 'b', 'c', 'd'),
    file: fc.constantFrom('one', 'two', 'three'),
    octet: fc.integer({ min: 0, max: 15 }),
    prefix: fc.integer({ min: 12, max: 17 }),
  })
  fc.assert(
    fc.property(fc.array(claim, { maxLength: 12 }), rows => {
      const claims = rows.map(podClaim)
      const found = observeConflicts(stateOnce(claims), { isConflict }).map(
        ({ location, message }) => {
          const clusters = [...message.matchAll(/pods of (\w)/g)].map(([, cluster]) => cluster)
          return `${location.file} ${clusters.sort().join(' ')}`
        },
      )
      assert.deepEqual(found.sort(), [...expectedPairs(claims)].sort())
    }),
    { numRuns: 300, seed: 1 },
  )
})

test('two that nest are told with both ranges, whichever is the outer', () => {
  const claims = [
    { cluster: 'a', file: 'one', octet: 0, prefix: 12 },
    { cluster: 'b', file: 'two', octet: 1, prefix: 16 },
  ].map(podClaim)
  assert.deepEqual(
    observeConflicts(stateOnce(claims), { isConflict }).map(({ message }) => message),
    [
      '10.0.0.0/12 (pods of a) overlaps 10.1.0.0/16 (pods of b)',
      '10.1.0.0/16 (pods of b) overlaps 10.0.0.0/12 (pods of a)',
    ],
  )
})

interface Row {
  readonly cluster: string
  readonly file: string
  readonly octet: number
  readonly prefix: number
}

/** Its line is its position, so that each claim has a place of its own. */
function podClaim({ cluster, file, octet, prefix }: Row, index: number): NetworkClaim {
  const cidr = supernet(parseCidr(`10.${octet}.0.0/16`), Math.min(prefix, 16))
  return {
    role: 'pod',
    text: formatCidr(cidr),
    form: 'cidr',
    cidr,
    cluster,
    region: undefined,
    source: 'manifest',
    exists: false,
    object: undefined,
    file,
    locate: () => ({ file, line: index + 1, column: 1 }),
  }
}

/** Every file that states a range of a pair of clusters which collides with the other's. */
function expectedPairs(claims: readonly NetworkClaim[]): ReadonlySet<string> {
  const pairs = new Set<string>()
  for (const a of claims) {
    for (const b of claims) {
      if (!isConflict(a, b) || !overlaps(a.cidr, b.cidr)) continue
      pairs.add(`${a.file} ${[a.cluster, b.cluster].sort().join(' ')}`)
    }
  }
  return pairs
}
