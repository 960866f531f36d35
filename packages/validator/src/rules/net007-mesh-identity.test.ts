import assert from 'node:assert/strict'
import { test } from 'node:test'
import { acmeRepository, observe } from '../testing/acme.ts'
import { ciliumValues } from '../testing/manifests.ts'
import { meshIdentity as rule } from './net007-mesh-identity.ts'

const fileOf = (cluster: string, system = 'cilium-clustermesh') =>
  `infrastructure/${system}/overlays/${cluster}/values.yaml`

function observeIdentities(
  ...identities: readonly (readonly [cluster: string, name: string, id: number | string])[]
): readonly string[] {
  const files = identities.map(
    ([cluster, name, id]) => [fileOf(cluster), ciliumValues(name, id, '[172.20.0.0/16]')] as const,
  )
  return observe(rule, acmeRepository({}, Object.fromEntries(files)))
}

test('names and ids as the ledger has them are fine', () => {
  assert.deepEqual(
    observeIdentities(
      ['eu-west-1-production', 'eu-west-1-production', 1],
      ['us-east-1-production', 'us-east-1-production', 2],
    ),
    [],
  )
})

for (const id of [0, 256, -1, 1.5, '"7"']) {
  test(`${id} is no id of a mesh of 255 clusters`, () => {
    const [found] = observeIdentities(['lab', 'lab', id])
    assert.match(found ?? '', /values\.yaml:3:7 .*is not a whole number between 1 and 255$/)
  })
}

test('a mesh that was made for 511 clusters has ids up to that', () => {
  const spec = acmeRepository()
    .read('fleet/fleet.yaml')
    ?.replace('network:', 'network:\n    mesh: { maxConnectedClusters: 511 }')
  const files = (id: number) => ({
    'fleet/fleet.yaml': spec,
    [fileOf('lab')]: ciliumValues('lab', id, '[172.20.0.0/16]'),
  })
  assert.deepEqual(observe(rule, acmeRepository({}, files(511))), [])
  assert.equal(observe(rule, acmeRepository({}, files(512))).length, 1)
})

for (const name of ['Lab', 'lab_1', '-lab', `"${'x'.repeat(33)}"`]) {
  test(`${name} is no name of a cluster in a mesh`, () => {
    const [found] = observeIdentities(['lab', name, 9])
    assert.match(found ?? '', /values\.yaml:2:9 .*is not 1 to 32 of a-z/)
  })
}

test('a cluster that the spec does not know has the size that its own values say', () => {
  const values = (id: number) =>
    `${ciliumValues('lab', id, '[172.20.0.0/16]')}clustermesh: { maxConnectedClusters: 511 }\n`
  assert.deepEqual(observe(rule, acmeRepository({}, { [fileOf('lab')]: values(300) })), [])
})

test('a member that is made for another size than its mesh is reported where it says so', () => {
  const files = {
    'infrastructure/cilium/base/values.yaml': 'clustermesh: { maxConnectedClusters: 511 }\n',
    [fileOf('us-east-1-staging', 'cilium')]: ciliumValues('us-east-1-staging', 3, '[10.13.0.0/16]'),
  }
  assert.deepEqual(observe(rule, acmeRepository({}, files)), [
    'infrastructure/cilium/base/values.yaml:1:38 maxConnectedClusters of us-east-1-staging is 511, and that of its mesh is 255',
  ])
})

for (const mode of [
  'ipam: { mode: eni }',
  'eni: { enabled: true }',
  'alibabacloud: { enabled: true }',
  'cni: { chainingMode: aws-cni }',
]) {
  test(`with ${mode}, an id with bit 7 is refused, and no other`, () => {
    const observeId = (id: number) =>
      observe(
        rule,
        acmeRepository({}, { [fileOf('lab')]: `cluster: { name: lab, id: ${id} }\n${mode}\n` }),
      )
    assert.deepEqual(observeId(127), [])
    for (const id of [128, 255]) {
      const [found] = observeId(id)
      assert.match(found ?? '', /values\.yaml:1:27 mesh id \d+ of lab is one that Cilium refuses/)
    }
  })
}

test('without them, all ids are fine', () => {
  assert.deepEqual(observeIdentities(['lab', 'lab', 255]), [])
})

test('Cilium keeps the name "default" for clusters without a mesh', () => {
  const [found] = observeIdentities(['lab', 'default', 9])
  assert.match(found ?? '', /values\.yaml:2:9 "default" \(mesh name of lab\) is what Cilium calls/)
})

test('an id that another cluster has is reported in both files', () => {
  assert.deepEqual(observeIdentities(['lab-a', 'lab-a', 9], ['lab-b', 'lab-b', 9]), [
    `${fileOf('lab-a')}:3:7 mesh id 9 of lab-a is also that of lab-b`,
    `${fileOf('lab-b')}:3:7 mesh id 9 of lab-b is also that of lab-a`,
  ])
})

test('so is a name', () => {
  assert.deepEqual(observeIdentities(['lab-a', 'lab', 9], ['lab-b', 'lab', 8]), [
    `${fileOf('lab-a')}:2:9 mesh name lab of lab-a is also that of lab-b`,
    `${fileOf('lab-b')}:2:9 mesh name lab of lab-b is also that of lab-a`,
  ])
})

test('one cluster may state its identity to two systems', () => {
  const values = ciliumValues('lab', 9, '[172.20.0.0/16]')
  const files = { [fileOf('lab')]: values, [fileOf('lab', 'cilium')]: values }
  assert.deepEqual(observe(rule, acmeRepository({}, files)), [])
})

test('an id that is not the one in the ledger is reported', () => {
  assert.deepEqual(observeIdentities(['us-east-1-staging', 'us-east-1-staging', 9]), [
    `${fileOf('us-east-1-staging')}:3:7 mesh id 9 of us-east-1-staging is not 3, which the ledger gives to it`,
  ])
})

test('an id of the ledger that the mesh does not give out is reported there', () => {
  const ledger = acmeRepository()
    .read('fleet/addresses.yaml')
    ?.replace('3: cluster', '300: cluster')
  const [found] = observe(rule, acmeRepository({}, { 'fleet/addresses.yaml': ledger }))
  assert.match(found ?? '', /^fleet\/addresses\.yaml:28:5 id 300 of cluster\/us-east-1-staging/)
})
