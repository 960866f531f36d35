import assert from 'node:assert/strict'
import { test } from 'node:test'
import { acmeRepository, observe, reportOf } from '../testing/acme.ts'
import { clusterApi, islandSpec, kindCluster } from '../testing/manifests.ts'
import type { Files } from '../testing/memory-repository.ts'
import { serviceCidrOverlapAcrossClusters as rule } from './net004-service-cidr-overlap-across-clusters.ts'

const observeFiles = (files: Files) => observe(rule, acmeRepository({}, files))

const twins = {
  'a.yaml': kindCluster('a', '172.20.0.0/16', '172.22.0.0/16'),
  'b.yaml': kindCluster('b', '172.21.0.0/16', '172.22.128.0/20'),
}

test('service ranges of two clusters that overlap are a warning in both files', () => {
  const { findings } = reportOf(rule, acmeRepository({}, twins))
  assert.deepEqual(
    findings.map(({ location, severity, message }) => [location.file, severity, message]),
    [
      [
        'a.yaml',
        'warning',
        '172.22.0.0/16 (services of a) overlaps 172.22.128.0/20 (services of b)',
      ],
      [
        'b.yaml',
        'warning',
        '172.22.128.0/20 (services of b) overlaps 172.22.0.0/16 (services of a)',
      ],
    ],
  )
})

test('services where another cluster has pods are an error', () => {
  const text = clusterApi('lab', { services: '10.12.0.0/20' })
  const { findings } = reportOf(rule, acmeRepository({}, { 'lab.yaml': text }))
  assert.deepEqual(
    findings.map(({ location, severity }) => [location.file, severity]),
    [
      ['fleet/addresses.yaml', 'error'],
      ['lab.yaml', 'error'],
    ],
  )
})

test('islands may repeat their services, and have them where others have pods', () => {
  assert.deepEqual(observeFiles({ ...twins, 'fleet/fleet.yaml': islandSpec() }), [])
})

const submariner = (cluster: string, globalCIDR = '') => `apiVersion: submariner.io/v1alpha1
kind: Submariner
metadata: { name: submariner }
spec: { clusterID: ${cluster}, globalCIDR: '${globalCIDR}' }
`

test('Submariner carries services between islands, unless Globalnet translates them', () => {
  const files = { ...twins, 'fleet/fleet.yaml': islandSpec() }
  const joined = { ...files, 'c.yaml': submariner('a'), 'd.yaml': submariner('b') }
  const { findings } = reportOf(rule, acmeRepository({}, joined))
  assert.deepEqual(
    findings.map(({ severity }) => severity),
    ['error', 'error'],
  )
  const translated = { ...joined, 'c.yaml': submariner('a', '242.0.0.0/16') }
  assert.deepEqual(observeFiles(translated), [])
})

test('every cluster of GKE may have the range that GKE has for services', () => {
  const cluster = (name: string) => `apiVersion: container.cnrm.cloud.google.com/v1beta1
kind: ContainerCluster
metadata: { name: ${name} }
spec: { ipAllocationPolicy: { servicesIpv4CidrBlock: 34.118.224.0/20 } }
`
  assert.deepEqual(observeFiles({ 'a.yaml': cluster('a'), 'b.yaml': cluster('b') }), [])
})

test('what the ledger gave to two clusters is told by NET008 alone', () => {
  const ledger = acmeRepository()
    .read('fleet/addresses.yaml')
    ?.replace('10.9.64.0/18', '10.9.32.0/19')
  assert.deepEqual(observeFiles({ 'fleet/addresses.yaml': ledger }), [])
})
