import assert from 'node:assert/strict'
import { test } from 'node:test'
import { acmeRepository, observe } from '../testing/acme.ts'
import { awsCluster, clusterApi } from '../testing/manifests.ts'
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
