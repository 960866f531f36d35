import assert from 'node:assert/strict'
import { test } from 'node:test'
import { acmeRepository, observe, reportOf } from '../testing/acme.ts'
import { awsCluster, ciliumValues, clusterApi, kindCluster } from '../testing/manifests.ts'
import { validate } from '../validate.ts'
import { cidrNotCanonical } from './net005-cidr-not-canonical.ts'
import { podServiceOverlapInCluster as rule } from './net001-pod-service-overlap-in-cluster.ts'

const observeFile = (file: string, text: string) =>
  observe(rule, acmeRepository({}, { [file]: text }))

test('disjoint ranges are fine, in the ledger and in manifests', () => {
  const text = clusterApi('us-east-1-production', { pods: '10.12.0.0/16', services: '10.9.0.0/18' })
  assert.deepEqual(observeFile('cluster.yaml', text), [])
})

test('a service range that host bits hide is the pod range all the same', () => {
  const text = clusterApi('production-us-east', {
    services: '"10.100.0.0/12"',
    pods: '"10.96.0.0/12"',
  })
  const repository = acmeRepository({}, { 'cluster.yaml': text })
  assert.deepEqual(observe(rule, repository), [
    'cluster.yaml:8:20 10.96.0.0/12 (pods of production-us-east) overlaps 10.100.0.0/12, which is 10.96.0.0/12 (services of production-us-east)',
  ])
  assert.equal(validate(repository, { rules: [rule, cidrNotCanonical] }).findings.length, 2)
})

test('the Cluster of a well-known tutorial is refused for both of its faults', () => {
  const text = `apiVersion: cluster.x-k8s.io/v1beta1
kind: Cluster
metadata:
  name: production-us-east
  namespace: default
spec:
  clusterNetwork:
    services:
      cidrBlocks: ["10.100.0.0/12"]
    pods:
      cidrBlocks: ["10.96.0.0/12"]
    serviceDomain: "cluster.local"
  infrastructureRef:
    kind: AWSCluster
    apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
    name: production-us-east-infra
`
  const { findings } = validate(acmeRepository({}, { 'cluster.yaml': text }))
  assert.deepEqual(
    findings.map(({ rule, severity, message }) => `${severity} ${rule} ${message}`),
    [
      'error NET005 host bits are set in 10.100.0.0/12; did you mean 10.96.0.0/12?',
      'error NET001 10.96.0.0/12 (pods of production-us-east) overlaps 10.100.0.0/12, which is 10.96.0.0/12 (services of production-us-east)',
    ],
  )
})

test('the other range is a related place', () => {
  const text = clusterApi('lab', { pods: '172.20.0.0/16', services: '172.20.8.0/24' })
  const [finding] = reportOf(rule, acmeRepository({}, { 'cluster.yaml': text })).findings
  assert.equal(finding?.cluster, 'lab')
  assert.equal(finding?.object, 'Cluster/lab')
  assert.deepEqual(finding?.related, [
    {
      file: 'cluster.yaml',
      line: 10,
      column: 20,
      endLine: 10,
      endColumn: 33,
      message: '172.20.8.0/24 (services of lab)',
    },
  ])
})

test('each file that states a colliding range is told once', () => {
  const text = clusterApi('us-east-1-staging', { pods: '10.13.0.0/16', services: '10.13.64.0/18' })
  assert.deepEqual(observeFile('cluster.yaml', text), [
    'cluster.yaml:8:20 10.13.0.0/16 (pods of us-east-1-staging) overlaps 10.13.64.0/18 (services of us-east-1-staging)',
    'fleet/addresses.yaml:14:9 10.13.0.0/16 (pods of us-east-1-staging) overlaps 10.13.64.0/18 (services of us-east-1-staging)',
  ])
})

test('the VPC of the region is the network of each cluster in it', () => {
  const pods = clusterApi('us-east-1-staging', { pods: '10.8.64.0/18' })
  assert.deepEqual(observeFile('cluster.yaml', pods), [
    'cluster.yaml:8:20 10.8.64.0/18 (pods of us-east-1-staging) overlaps 10.8.0.0/16 (VPC of region us-east-1)',
    'fleet/addresses.yaml:9:9 10.8.0.0/16 (VPC of region us-east-1) overlaps 10.8.64.0/18 (pods of us-east-1-staging)',
  ])
})

test('a cluster that the spec does not know has a VPC of its own', () => {
  const text = [
    awsCluster('lab', '172.20.0.0/16', ['172.20.0.0/20']),
    clusterApi('lab', { pods: '172.20.0.0/18' }),
  ].join('---\n')
  assert.equal(observeFile('cluster.yaml', text).length, 1)
})

test('both families of a dual-stack kind cluster are read', () => {
  const text = kindCluster('lab', '172.20.0.0/16,fd00:1::/56', '172.21.0.0/16,fd00:1::/112')
  assert.deepEqual(observeFile('kind.yaml', text), [
    'kind.yaml:5:14 fd00:1::/56 (pods of lab) overlaps fd00:1::/112 (services of lab)',
  ])
})

const pool = (name: string, block: string) => `apiVersion: cilium.io/v2
kind: CiliumLoadBalancerIPPool
metadata: { name: ${name} }
spec: { blocks: [${block}] }
`

test('a pool of load balancers may lie in the network of the machines', () => {
  const file = 'clusters/us-east-1-staging/pool.yaml'
  assert.deepEqual(observeFile(file, pool('a', '{ cidr: 10.8.9.0/24 }')), [])
})

test('but not where the cluster has its pods', () => {
  const file = 'clusters/us-east-1-staging/pool.yaml'
  assert.deepEqual(observeFile(file, pool('a', '{ start: 10.13.0.8, stop: 10.13.0.11 }')), [
    `${file}:4:27 10.13.0.8-10.13.0.11 (load balancers of us-east-1-staging) overlaps 10.13.0.0/16 (pods of us-east-1-staging)`,
    `fleet/addresses.yaml:14:9 10.13.0.0/16 (pods of us-east-1-staging) overlaps 10.13.0.8-10.13.0.11 (load balancers of us-east-1-staging)`,
  ])
})

test('nor in another pool: Cilium stops the later one', () => {
  const text = [pool('a', '{ cidr: 10.8.9.0/24 }'), pool('b', '{ cidr: 10.8.9.128/25 }')]
  const found = observeFile('clusters/us-east-1-staging/pool.yaml', text.join('---\n'))
  assert.deepEqual(found, [
    'clusters/us-east-1-staging/pool.yaml:4:26 10.8.9.0/24 (load balancers of us-east-1-staging) overlaps 10.8.9.128/25 (load balancers of us-east-1-staging)',
  ])
})

test('pods that take addresses of the VPC may lie in it', () => {
  const eks = `apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata: { name: lab }
vpc: { cidr: 172.24.0.0/16 }
kubernetesNetworkConfig: { serviceIPv4CIDR: 172.25.0.0/16 }
---
${clusterApi('lab', { pods: '172.24.64.0/18' })}`
  assert.deepEqual(observeFile('lab.yaml', eks), [])
  const values = ciliumValues('lab', 9, '172.24.64.0/18')
  const files = { 'lab.yaml': eks, 'infrastructure/cilium/overlays/lab/values.yaml': values }
  assert.equal(observe(rule, acmeRepository({}, files)).length, 2)
})

test('the control plane of a provider keeps clear of the subnets of its cluster', () => {
  const text = `apiVersion: container.cnrm.cloud.google.com/v1beta1
kind: ContainerCluster
metadata: { name: lab }
spec:
  ipAllocationPolicy: { clusterIpv4CidrBlock: 172.24.0.0/16 }
  privateClusterConfig: { masterIpv4CidrBlock: 172.24.9.0/28 }
`
  assert.equal(observeFile('lab.yaml', text).length, 1)
})
