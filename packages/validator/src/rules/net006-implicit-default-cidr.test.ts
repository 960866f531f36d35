import assert from 'node:assert/strict'
import { test } from 'node:test'
import { acmeRepository, observe, reportOf } from '../testing/acme.ts'
import { awsCluster, clusterApi } from '../testing/manifests.ts'
import { validate } from '../validate.ts'
import { podServiceOverlapInCluster } from './net001-pod-service-overlap-in-cluster.ts'
import { podCidrOverlapAcrossClusters } from './net002-pod-cidr-overlap-across-clusters.ts'
import { implicitDefaultCidr as rule } from './net006-implicit-default-cidr.ts'

const kind = (name: string) => `apiVersion: kind.x-k8s.io/v1alpha4
kind: Cluster
name: ${name}
`

test('ranges that are written are fine', () => {
  const text = [
    clusterApi('lab', { pods: '172.20.0.0/16', services: '172.21.0.0/16' }),
    awsCluster('lab', '172.22.0.0/16'),
  ].join('---\n')
  assert.deepEqual(observe(rule, acmeRepository({}, { 'lab.yaml': text })), [])
})

test('each field that is left out is a warning, with what its tool takes', () => {
  const repository = acmeRepository({}, { 'lab.yaml': kind('lab') })
  assert.deepEqual(observe(rule, repository), [
    'lab.yaml:1:1 networking.podSubnet is absent, so that kind takes 10.244.0.0/16 for the pods of lab',
    'lab.yaml:1:1 networking.serviceSubnet is absent, so that kind takes 10.96.0.0/16 for the services of lab',
  ])
  const [finding] = reportOf(rule, repository).findings
  assert.equal(finding?.severity, 'warning')
  assert.equal(finding?.hint, 'Write a range into networking.podSubnet that no other network has.')
})

test('for a cluster of the spec, the hint has the range of the ledger', () => {
  const { findings } = reportOf(rule, acmeRepository({}, { 'a.yaml': kind('us-east-1-staging') }))
  assert.deepEqual(
    findings.map(({ hint }) => hint),
    [
      'Write 10.13.0.0/16, which fleet/addresses.yaml gives to us-east-1-staging.',
      'Write 10.9.64.0/18, which fleet/addresses.yaml gives to us-east-1-staging.',
    ],
  )
})

test('a default collides like a range that is written', () => {
  const files = { 'a.yaml': kind('a'), 'b.yaml': clusterApi('b', { pods: '10.244.8.0/21' }) }
  const rules = [podServiceOverlapInCluster, podCidrOverlapAcrossClusters]
  const { findings } = validate(acmeRepository({}, files), { rules })
  assert.deepEqual(
    findings.map(({ rule, message }) => `${rule} ${message}`),
    [
      'NET002 10.244.0.0/16 (pods of a, the default of kind) overlaps 10.244.8.0/21 (pods of b)',
      'NET002 10.244.8.0/21 (pods of b) overlaps 10.244.0.0/16 (pods of a, the default of kind)',
    ],
  )
})

test('so it does in its own cluster: 10.97.0.0/16 for pods lies in what kubeadm takes for services', () => {
  const text = `apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
clusterName: lab
networking:
  podSubnet: 10.97.0.0/16
`
  assert.deepEqual(observe(podServiceOverlapInCluster, acmeRepository({}, { 'lab.yaml': text })), [
    'lab.yaml:5:14 10.97.0.0/16 (pods of lab) overlaps 10.96.0.0/12 (services of lab, the default of kubeadm)',
  ])
})
