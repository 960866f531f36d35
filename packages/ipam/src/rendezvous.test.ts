import assert from 'node:assert/strict'
import { test } from 'node:test'
import { attractionOf, mostAttractive } from './rendezvous.ts'

test('attraction is the same number for ever', () => {
  // Computed by another implementation of FNV-1a and of MurmurHash3's finaliser.
  assert.equal(attractionOf('region/us-east-1')('10.16.0.0/13'), 4_169_202_234)
  assert.equal(attractionOf('region/us-east-1')('10.24.0.0/13'), 3_851_552_637)
  assert.equal(attractionOf('cluster/a')('7'), 2_918_035_697)
})

test('owners spread evenly over the candidates', () => {
  const candidates = Array.from({ length: 32 }, (_, index) => `10.${index * 8}.0.0/13`)
  const counts = new Map(candidates.map(candidate => [candidate, 0]))
  for (let owner = 0; owner < 3200; owner++) {
    const chosen = mostAttractive(`region/r-${owner}`, candidates, String)!
    counts.set(chosen, counts.get(chosen)! + 1)
  }
  // 100 each on average; a fair choice strays so far from it once in more than 10,000 times.
  for (const count of counts.values()) assert.ok(count > 60 && count < 140, `${count}`)
})

test('a choice stays when other candidates come and go', () => {
  const candidates = ['a', 'b', 'c', 'd', 'e']
  const chosen = mostAttractive('owner', candidates, String)!
  for (const gone of candidates.filter(candidate => candidate !== chosen)) {
    const rest = candidates.filter(candidate => candidate !== gone)
    assert.equal(mostAttractive('owner', rest, String), chosen)
  }
})

test('of candidates that draw alike the first is chosen', () => {
  assert.equal(
    mostAttractive('owner', [1, 2], () => 'same'),
    1,
  )
})

test('where there is no candidate there is no choice', () => {
  assert.equal(mostAttractive('owner', [], String), undefined)
})
