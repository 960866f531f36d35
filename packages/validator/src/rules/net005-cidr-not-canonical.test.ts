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

test('the ledger is held to it as well', () => {
  const ledger = acmeRepository()
    .read('fleet/addresses.yaml')
    ?.replace('10.13.0.0/16', '10.13.4.0/16')
  assert.deepEqual(observe(rule, acmeRepository({}, { 'fleet/addresses.yaml': ledger })), [
    'fleet/addresses.yaml:14:9 host bits are set in 10.13.4.0/16; did you mean 10.13.0.0/16?',
  ])
})
