import assert from 'node:assert/strict'
import { test } from 'node:test'
import { acmeRepository, observe, reportOf } from '../testing/acme.ts'
import { ciliumValues, clusterApi, islandSpec, kindCluster } from '../testing/manifests.ts'
import { validate } from '../validate.ts'
import { podCidrOverlapAcrossClusters as rule } from './net002-pod-cidr-overlap-across-clusters.ts'

const ledger = acmeRepository().read('fleet/addresses.yaml') ?? ''
const [us, eu] = ['us-east-1-production', 'eu-west-1-production']
const manifests = {
  [`clusters/${us}/cluster.yaml`]: clusterApi(us!, { pods: '10.12.0.0/16' }),
  [`clusters/${eu}/cluster.yaml`]: clusterApi(eu!, { pods: '10.20.0.0/16' }),
  [`infrastructure/cilium/overlays/${eu}/values.yaml`]: ciliumValues(eu!, 1, '[10.20.0.0/16]'),
}
const withLedger = (text: string) => acmeRepository(manifests, { 'fleet/addresses.yaml': text })

test('ranges that are stated in several places for one cluster do not collide', () => {
  assert.deepEqual(observe(rule, acmeRepository(manifests)), [])
})

test('a manifest that takes the range of another cluster is told, and so is every file of that one', () => {
  const path = `clusters/${us}/cluster.yaml`
  const edited = { [path]: clusterApi(us!, { pods: '10.20.64.0/18' }) }
  assert.deepEqual(observe(rule, acmeRepository(manifests, edited)), [
    `clusters/${eu}/cluster.yaml:8:20 10.20.0.0/16 (pods of ${eu}) overlaps 10.20.64.0/18 (pods of ${us})`,
    `clusters/${us}/cluster.yaml:8:20 10.20.64.0/18 (pods of ${us}) overlaps 10.20.0.0/16 (pods of ${eu})`,
    `fleet/addresses.yaml:23:9 10.20.0.0/16 (pods of ${eu}) overlaps 10.20.64.0/18 (pods of ${us})`,
    `infrastructure/cilium/overlays/${eu}/values.yaml:6:34 10.20.0.0/16 (pods of ${eu}) overlaps 10.20.64.0/18 (pods of ${us})`,
  ])
  const { findings } = reportOf(rule, acmeRepository(manifests, edited))
  const mine = findings.find(({ location }) => location.file === path)
  assert.deepEqual(
    mine?.related.map(({ file, line }) => `${file}:${line}`),
    [
      `clusters/${eu}/cluster.yaml:8`,
      'fleet/addresses.yaml:23',
      `infrastructure/cilium/overlays/${eu}/values.yaml:6`,
    ],
  )
})

test('a commit to a third file is not told of it', () => {
  const edited = { [`clusters/${us}/cluster.yaml`]: clusterApi(us!, { pods: '10.20.64.0/18' }) }
  const repository = acmeRepository(manifests, edited)
  const count = (path: string) =>
    validate(repository, { rules: [rule], scope: new Set([path]) }).findings.length
  assert.equal(count('README.md'), 0)
  assert.equal(count(`clusters/${us}/cluster.yaml`), 4)
})

test('a range of the ledger that is moved onto a neighbour is found there, once', () => {
  const moved = withLedger(ledger.replace('10.13.0.0/16', '10.12.128.0/17'))
  assert.deepEqual(observe(rule, moved), [
    'clusters/us-east-1-production/cluster.yaml:8:20 10.12.0.0/16 (pods of us-east-1-production) overlaps 10.12.128.0/17 (pods of us-east-1-staging)',
    'fleet/addresses.yaml:13:9 10.12.0.0/16 (pods of us-east-1-production) overlaps 10.12.128.0/17 (pods of us-east-1-staging)',
  ])
})

test('so is one that is given twice, though no YAML may say so', () => {
  const doubled = withLedger(ledger.replace('10.13.0.0/16', '10.12.0.0/16'))
  assert.deepEqual(observe(rule, doubled), [
    'clusters/us-east-1-production/cluster.yaml:8:20 10.12.0.0/16 (pods of us-east-1-production) overlaps 10.12.0.0/16 (pods of us-east-1-staging)',
    'fleet/addresses.yaml:13:9 10.12.0.0/16 (pods of us-east-1-production) overlaps 10.12.0.0/16 (pods of us-east-1-staging)',
  ])
})

test('and one that is moved into the block of another region', () => {
  const [finding] = observe(rule, withLedger(ledger.replace('10.20.0.0/16', '10.13.0.0/16')))
  assert.equal(
    finding,
    'fleet/addresses.yaml:23:9 10.13.0.0/16 (pods of eu-west-1-production) overlaps 10.13.0.0/16 (pods of us-east-1-staging)',
  )
})

test('islands may repeat their pod ranges', () => {
  const edited = {
    'fleet/fleet.yaml': islandSpec(),
    'a.yaml': kindCluster('a', '10.244.0.0/16', '10.96.0.0/16'),
    'b.yaml': kindCluster('b', '10.244.0.0/16', '10.96.0.0/16'),
  }
  assert.deepEqual(observe(rule, acmeRepository({}, edited)), [])
})

test('islands that a mesh joins may not, each environment having its own', () => {
  const values = (name: string, id: number) => ({
    [`infrastructure/cilium/overlays/${name}/values.yaml`]: ciliumValues(name, id, '10.30.0.0/16'),
  })
  const joined = { 'fleet/fleet.yaml': islandSpec(), ...values(eu!, 1) }
  const apart = { ...joined, ...values('us-east-1-staging', 3) }
  assert.deepEqual(observe(rule, acmeRepository({}, apart)), [])
  const found = observe(rule, acmeRepository({}, { ...joined, ...values(us!, 2) }))
  assert.deepEqual(
    found.map(finding => finding.split(' ').slice(1).join(' ')),
    [
      `10.30.0.0/16 (pods of ${eu}) overlaps 10.30.0.0/16 (pods of ${us})`,
      `10.30.0.0/16 (pods of ${us}) overlaps 10.30.0.0/16 (pods of ${eu})`,
    ],
  )
})

test('an island is a region: its clusters share routes, and have other pods than one another', () => {
  const edited = {
    'fleet/fleet.yaml': islandSpec(),
    'us.yaml': clusterApi('us-east-1-staging', { pods: '10.12.0.0/16' }),
    'eu.yaml': clusterApi(eu!, { pods: '10.12.0.0/16' }),
  }
  assert.deepEqual(
    observe(rule, acmeRepository({}, edited)).map(finding => finding.split(':')[0]),
    ['fleet/addresses.yaml', 'us.yaml'],
  )
})

test('in a flat fleet one region can be an island', () => {
  const edited = { 'eu.yaml': clusterApi(eu!, { pods: '10.12.0.0/16' }) }
  assert.equal(observe(rule, acmeRepository({}, edited)).length, 2)
  const spec = acmeRepository().read('fleet/fleet.yaml') ?? ''
  const island = spec.replace('zones: [eu-west-1a', 'model: island\n  zones: [eu-west-1a')
  assert.deepEqual(observe(rule, acmeRepository({}, { ...edited, 'fleet/fleet.yaml': island })), [])
})

test('ranges that the spec fixes take part, and are not said to be moved by generating', () => {
  const spec = acmeRepository().read('fleet/fleet.yaml') ?? ''
  const pods = "addresses: { pods: '10.244.0.0/16' }"
  const adopted = spec
    .replace('us-east-1-production, environment: production', `$&, ${pods}`)
    .replace('us-east-1-staging, environment: staging', `$&, ${pods}`)
  const text = (acmeRepository().read('fleet/addresses.yaml') ?? '')
    .split('\n')
    .filter(line => !/role: pod, owner: cluster\/us/.test(line))
    .join('\n')
  const files = { 'fleet/fleet.yaml': adopted, 'fleet/addresses.yaml': text }
  const { findings } = reportOf(rule, acmeRepository({}, files))
  assert.equal(findings.length, 1)
  assert.equal(findings[0]?.location.file, 'fleet/fleet.yaml')
  assert.match(findings[0]?.hint ?? '', /spec\.waivers/)
})

const submariner = (cluster: string, globalCIDR: string) => `apiVersion: submariner.io/v1alpha1
kind: Submariner
metadata: { name: submariner }
spec: { clusterID: ${cluster}, clusterCIDR: 172.20.0.0/16, globalCIDR: '${globalCIDR}' }
`

test('Submariner joins islands as they are, or by global addresses that may not repeat', () => {
  const observeJoined = (a: string, b: string) =>
    observe(
      rule,
      acmeRepository(
        {},
        {
          'fleet/fleet.yaml': islandSpec(),
          'a.yaml': submariner('a', a),
          'b.yaml': submariner('b', b),
        },
      ),
    )
  assert.deepEqual(observeJoined('', ''), [
    'a.yaml:4:36 172.20.0.0/16 (pods of a) overlaps 172.20.0.0/16 (pods of b)',
    'b.yaml:4:36 172.20.0.0/16 (pods of b) overlaps 172.20.0.0/16 (pods of a)',
  ])
  assert.deepEqual(observeJoined('242.0.0.0/16', '242.1.0.0/16'), [])
  assert.equal(observeJoined('242.0.0.0/16', '242.0.0.0/16').length, 2)
})

test('many clusters with one range do not flood the report', () => {
  const names = Array.from({ length: 40 }, (_, index) => `lab-${index}`)
  const files = Object.fromEntries(
    names.map(name => [`${name}.yaml`, kindCluster(name, '172.20.0.0/16', '172.21.0.0/16')]),
  )
  const found = observe(rule, acmeRepository({}, files))
  assert.equal(found.length, 40 * 10)
  assert.match(found[9] ?? '', / and the ranges of 29 more$/)
})
