import assert from 'node:assert/strict'
import { test } from 'node:test'
import { acmeRepository, observe, reportOf } from '../testing/acme.ts'
import { islandSpec } from '../testing/manifests.ts'
import { flatNetworkAtScale as rule } from './net009-flat-network-at-scale.ts'

/** A region of the spec with some clusters. */
function region(name: string, provider: string, zones: string, clusters: number): string {
  const rows = Array.from(
    { length: clusters },
    (_, at) => `    - { name: ${name}-${at}, environment: staging }\n`,
  )
  return `apiVersion: bulkhead.dev/v1alpha1
kind: Region
metadata: { name: ${name} }
spec:
  provider: ${provider}
  zones: ${zones}
  clusters:
${rows.join('')}`
}

const observeRegion = (text: string, spec?: string) =>
  observe(
    rule,
    acmeRepository({}, { 'fleet/more.yaml': text, ...(spec && { 'fleet/fleet.yaml': spec }) }),
  )

test('a few clusters of one provider are fine', () => {
  assert.deepEqual(observeRegion(region('r', 'aws', '[r1]', 7)), [])
})

test('regions that are islands do not count', () => {
  const text = region('r', 'gcp', '[r1]', 8).replace('provider:', 'model: island\n  provider:')
  assert.deepEqual(observeRegion(text), [])
})

test('more than ten clusters in one flat network are a note', () => {
  const text = region('r', 'aws', '[r1]', 8)
  assert.deepEqual(observeRegion(text), [
    'fleet/fleet.yaml:10:5 11 clusters are in one flat network',
  ])
  const [finding] = reportOf(rule, acmeRepository({}, { 'fleet/more.yaml': text })).findings
  assert.equal(finding?.severity, 'info')
})

test('so are those of two providers', () => {
  const [found] = observeRegion(region('r', 'gcp', '[r1]', 1))
  assert.match(found ?? '', / 4 clusters from aws, gcp are in one flat network$/)
})

test('local clusters, which have no zones, do not count', () => {
  assert.deepEqual(observeRegion(region('r', 'kind', '[]', 20)), [])
})

test('islands may be many', () => {
  assert.deepEqual(observeRegion(region('r', 'gcp', '[r1]', 20), islandSpec()), [])
})
