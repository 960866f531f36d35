import assert from 'node:assert/strict'
import { test } from 'node:test'
import { acmeRepository, observe } from '../testing/acme.ts'
import { awsCluster, clusterApi, islandSpec, kindCluster } from '../testing/manifests.ts'
import { vpcOverlap as rule } from './net003-vpc-overlap.ts'

const observeFile = (text: string) => observe(rule, acmeRepository({}, { 'cluster.yaml': text }))

const shared = ['us-east-1-production', 'us-east-1-staging']
  .map(name => awsCluster(name, '10.8.0.0/16', ['10.8.0.0/20']))
  .join('---\n')

test('the clusters of one region share their VPC, and subnets lie in it', () => {
  const existing = shared.replaceAll('vpc:', 'vpc:\n      id: vpc-0a1b2c3d')
  assert.deepEqual(observeFile(existing), [])
})

test('two clusters of one region must not each make its VPC', () => {
  assert.deepEqual(observeFile(shared), [
    'cluster.yaml:8:18 us-east-1-production makes a VPC of 10.8.0.0/16, and so does us-east-1-staging',
    'cluster.yaml:19:18 us-east-1-staging makes a VPC of 10.8.0.0/16, and so does us-east-1-production',
  ])
})

test('the VPCs of two regions must not meet', () => {
  assert.deepEqual(observeFile(awsCluster('eu-west-1-production', '10.8.0.0/16')), [
    'cluster.yaml:8:18 10.8.0.0/16 (VPC of eu-west-1-production) overlaps 10.8.0.0/16 (VPC of region us-east-1)',
    'fleet/addresses.yaml:9:9 10.8.0.0/16 (VPC of region us-east-1) overlaps 10.8.0.0/16 (VPC of eu-west-1-production)',
  ])
})

test('nor a subnet and the pods of another region', () => {
  assert.deepEqual(
    observeFile(awsCluster('eu-west-1-production', '10.16.0.0/16', ['10.12.4.0/24'])),
    [
      'cluster.yaml:10:18 10.12.4.0/24 (subnet of eu-west-1-production) overlaps 10.12.0.0/16 (pods of us-east-1-production)',
      'fleet/addresses.yaml:13:9 10.12.0.0/16 (pods of us-east-1-production) overlaps 10.12.4.0/24 (subnet of eu-west-1-production)',
    ],
  )
})

test('nor a VPC and the services of a cluster that the spec does not know', () => {
  const found = observeFile(clusterApi('lab', { services: '10.16.128.0/20' }))
  assert.equal(found.length, 2)
  assert.match(
    found[0] ?? '',
    /services of lab\) overlaps 10\.16\.0\.0\/16 \(VPC of region eu-west-1/,
  )
})

test('a reserved range is nobody’s in the fleet', () => {
  assert.deepEqual(observeFile(clusterApi('us-east-1-staging', { pods: '10.4.0.0/16' })), [
    'cluster.yaml:8:20 10.4.0.0/16 (pods of us-east-1-staging) overlaps 10.0.0.0/13 (reserved: on-premises)',
    'fleet/fleet.yaml:13:17 10.0.0.0/13 (reserved: on-premises) overlaps 10.4.0.0/16 (pods of us-east-1-staging)',
  ])
})

test('but may be that of a cluster that the spec does not know', () => {
  assert.deepEqual(observeFile(clusterApi('lab', { pods: '10.4.0.0/16' })), [])
})

test('islands keep clear of what they must reach: VPCs, reserved ranges, global addresses', () => {
  const observeIsland = (text: string) =>
    observe(
      rule,
      acmeRepository({}, { 'fleet/fleet.yaml': islandSpec(), 'cluster.yaml': text }),
    ).filter(finding => finding.startsWith('cluster.yaml'))
  const staging = 'us-east-1-staging'
  assert.deepEqual(observeIsland(kindCluster(staging, '10.20.0.0/16', '10.17.0.0/18')), [])
  assert.equal(observeIsland(kindCluster(staging, '10.16.0.0/18', '10.17.0.0/18')).length, 1)
  assert.equal(observeIsland(kindCluster(staging, '10.20.0.0/16', '10.4.0.0/18')).length, 1)
  const broker = `apiVersion: submariner.io/v1alpha1
kind: Broker
metadata: { name: broker }
spec: { globalnetEnabled: true, globalnetCIDRRange: 242.0.0.0/8 }
---
${kindCluster('lab', '242.1.0.0/16', '172.20.0.0/16')}`
  assert.deepEqual(observeIsland(broker), [
    'cluster.yaml:4:53 242.0.0.0/8 (global addresses of Broker/broker) overlaps 242.1.0.0/16 (pods of lab)',
  ])
})

test('a range that was imported from elsewhere is held like a reserved one, at its own line', () => {
  const imported = `apiVersion: bulkhead.dev/v1alpha1
kind: ImportedRanges
metadata: { name: netbox }
spec:
  ranges:
    - { cidr: 172.22.0.0/16, reason: the mainframe }
`
  const files = {
    'fleet/imported/netbox.yaml': imported,
    'cluster.yaml': awsCluster('eu-west-1-production', '172.22.0.0/16'),
  }
  const found = observe(rule, acmeRepository({}, files))
  assert.ok(
    found.some(line => line.startsWith('fleet/imported/netbox.yaml:6:')),
    found.join('\n'),
  )
})
