import assert from 'node:assert/strict'
import { test } from 'node:test'
import { acmeRepository, observe, reportOf } from '../testing/acme.ts'
import { awsCluster, ciliumValues, clusterApi, kindCluster } from '../testing/manifests.ts'
import { cidrNotCanonical as rule } from './net005-cidr-not-canonical.ts'

const repository = (text: string, file = 'cluster.yaml') => acmeRepository({}, { [file]: text })

test('canonical ranges are fine, of both families', () => {
  const text = kindCluster('lab', '172.20.0.0/16,fd00:1::/56', '172.21.0.0/16')
  assert.deepEqual(observe(rule, repository(text)), [])
})

test('host bits are reported with both things that may have been meant', () => {
  const text = clusterApi('lab', { services: '"10.100.0.0/12"', pods: '"10.96.0.0/12"' })
  const [finding] = reportOf(rule, repository(text)).findings
  assert.equal(finding?.message, 'host bits are set in 10.100.0.0/12; did you mean 10.96.0.0/12?')
  assert.equal(finding?.location.line, 10)
  assert.equal(
    finding?.hint,
    'Write 10.96.0.0/12, which is what most tools take it for, or 10.100.0.0/14, the largest range that begins there.',
  )
})

test('so is what is no range at all, in every kind of manifest', () => {
  assert.equal(observe(rule, repository(awsCluster('lab', '10.0.0.0'))).length, 1)
  assert.equal(
    observe(rule, repository(kindCluster('lab', '10.0.0.0/33', '10.1.0.0/16'))).length,
    1,
  )
  const values = 'infrastructure/cilium/overlays/lab/values.yaml'
  assert.equal(observe(rule, repository(ciliumValues('lab', 9, '10.0.0.1/16'), values)).length, 1)
})

test('another spelling of the same range is reported', () => {
  const [found] = observe(rule, repository(kindCluster('lab', 'FD00:1::/56', '172.21.0.0/16')))
  assert.equal(found, 'cluster.yaml:5:14 FD00:1::/56 is not written as fd00:1::/56')
})

test('a placeholder is not a range yet', () => {
  assert.deepEqual(observe(rule, repository(awsCluster('lab', '${VPC_CIDR}'))), [])
})

test('a pool of load balancers may be from one address to another, in order', () => {
  const pool = (addresses: string) => `apiVersion: metallb.io/v1beta1
kind: IPAddressPool
metadata: { name: pool }
spec: { addresses: [${addresses}] }
`
  assert.deepEqual(observe(rule, repository(pool('10.8.8.7-10.8.8.9, 10.8.9.0/24'))), [])
  assert.equal(observe(rule, repository(pool('10.8.8.9-10.8.8.7'))).length, 1)
  assert.equal(observe(rule, repository(pool('10.8.9.1/24'))).length, 1)
})

test('the size of a range that GKE is to choose is no range', () => {
  const text = `apiVersion: container.cnrm.cloud.google.com/v1beta1
kind: ContainerCluster
metadata: { name: lab }
spec: { ipAllocationPolicy: { clusterIpv4CidrBlock: /14 } }
`
  assert.deepEqual(observe(rule, repository(text)), [])
})

test('a range that a tool takes by itself is not written at all', () => {
  const text = 'apiVersion: kind.x-k8s.io/v1alpha4\nkind: Cluster\nname: lab\n'
  assert.deepEqual(observe(rule, repository(text)), [])
})

test('the ledger is held to it as well', () => {
  const ledger = acmeRepository()
    .read('fleet/addresses.yaml')
    ?.replace('10.13.0.0/16', '10.13.4.0/16')
  assert.deepEqual(observe(rule, acmeRepository({}, { 'fleet/addresses.yaml': ledger })), [
    'fleet/addresses.yaml:14:9 host bits are set in 10.13.4.0/16; did you mean 10.13.0.0/16?',
  ])
})
