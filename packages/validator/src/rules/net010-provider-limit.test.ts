import assert from 'node:assert/strict'
import { test } from 'node:test'
import { acmeRepository, observe, reportOf } from '../testing/acme.ts'
import { awsCluster, clusterApi } from '../testing/manifests.ts'
import type { Files } from '../testing/memory-repository.ts'
import { providerLimit as rule } from './net010-provider-limit.ts'

const observeFiles = (files: Files) => observe(rule, acmeRepository({}, files))

test('what the ledger gives in AWS is what AWS takes', () => {
  assert.deepEqual(observeFiles({}), [])
})

test('a range that its provider refuses is an error, with the source in the hint', () => {
  const repository = acmeRepository({}, { 'lab.yaml': awsCluster('lab', '10.0.0.0/14') })
  const [finding] = reportOf(rule, repository).findings
  assert.equal(
    finding?.message,
    '10.0.0.0/14 (VPC of lab) is larger than /16: AWS takes VPC ranges of /16 to /28',
  )
  assert.equal(finding?.location.line, 8)
  assert.equal(finding?.severity, 'error')
  assert.equal(finding?.object, 'AWSCluster/lab')
  assert.equal(
    finding?.hint,
    'Choose a VPC range of /16 to /28, and add others to it when it is full. See https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html.',
  )
})

test('so is one of the ledger, there', () => {
  const ledger = acmeRepository()
    .read('fleet/addresses.yaml')
    ?.replace('10.8.0.0/20', '10.8.0.0/29')
  assert.deepEqual(observeFiles({ 'fleet/addresses.yaml': ledger }), [
    'fleet/addresses.yaml:10:9 10.8.0.0/29 (subnet of region us-east-1) is smaller than /28: AWS takes subnets of /16 to /28',
  ])
})

test('and one that the spec fixes, by the provider of its own region', () => {
  const spec = (acmeRepository().read('fleet/fleet.yaml') ?? '')
    .replace('provider: aws', "provider: azure\n  addresses: { vpc: '172.24.0.0/14' }")
    .replace('provider: aws', "provider: aws\n  addresses: { vpc: '172.28.0.0/14' }")
  assert.deepEqual(
    observeFiles({ 'fleet/fleet.yaml': spec }).filter(finding => finding.includes('172.')),
    [
      'fleet/fleet.yaml:30:21 172.28.0.0/14 (VPC of region us-east-1) is larger than /16: AWS takes VPC ranges of /16 to /28',
    ],
  )
})

test('advice is a warning', () => {
  const text = awsCluster('lab', '172.17.0.0/16')
  const { findings } = reportOf(rule, acmeRepository({}, { 'lab.yaml': text }))
  assert.deepEqual(
    findings.map(({ severity }) => severity),
    ['warning'],
  )
})

test('a limit of some versions holds for clusters of those', () => {
  const spec = acmeRepository()
    .read('fleet/fleet.yaml')
    ?.replace('environment: staging }', 'environment: staging, kubernetesVersion: 1.33.0 }')
  const files = { 'a.yaml': clusterApi('us-east-1-staging', { services: '10.0.0.0/11' }) }
  assert.deepEqual(observeFiles(files), [])
  const [found] = observeFiles({ ...files, 'fleet/fleet.yaml': spec })
  assert.match(found ?? '', /is larger than \/12: kube-apiserver before 1\.34/)
})

test('an address of the DNS service is held to the services that another manifest has', () => {
  const text = `apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
kind: AzureManagedControlPlane
metadata: { name: lab }
spec:
  dnsServiceIP: 10.96.0.10
---
${clusterApi('lab', { services: '10.100.0.0/16' })}`
  assert.deepEqual(observeFiles({ 'lab.yaml': text }), [
    'lab.yaml:5:17 10.96.0.10 (DNS of lab) is not inside 10.100.0.0/16: the DNS service is one of the services of the cluster',
  ])
})

test('a number is pointed at, whoever the cluster is', () => {
  const text = `apiVersion: metallb.io/v1beta2
kind: BGPPeer
metadata: { name: router }
spec:
  myASN: 3320
  peerASN: 65000
`
  assert.deepEqual(observeFiles({ 'infrastructure/metallb/base/peer.yaml': text }), [
    'infrastructure/metallb/base/peer.yaml:5:10 AS number 3320 is not a private one: the AS numbers for private use are 64512 to 65534 and 4200000000 to 4294967294',
  ])
})

test('what kubeadm refuses is no matter in a field that Cilium alone reads', () => {
  const text = `ipv6: { enabled: true }
ipam:
  operator:
    clusterPoolIPv4PodCIDRList: 10.13.0.0/16
    clusterPoolIPv6PodCIDRList: fd00:13::/104
`
  const kubeadm = `apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
networking: { serviceSubnet: 10.9.64.0/18 }
`
  assert.deepEqual(
    observeFiles({
      'clusters/us-east-1-staging/kubeadm.yaml': kubeadm,
      'infrastructure/cilium/overlays/us-east-1-staging/values.yaml': text,
    }),
    [],
  )
})

test('what nobody wrote is not held against limits', () => {
  const text = `apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
kind: AzureManagedControlPlane
metadata: { name: lab }
spec: { networkPluginMode: overlay }
`
  assert.deepEqual(observeFiles({ 'lab.yaml': text }), [])
})

test('a native routing range covers the pods of every cluster that shares routes', () => {
  const path = (cluster: string) => `infrastructure/cilium/overlays/${cluster}/values.yaml`
  const values = (pods: string, routing: string) => `routingMode: native
ipv4NativeRoutingCIDR: ${routing}
ipam: { operator: { clusterPoolIPv4PodCIDRList: ${pods} } }
`
  const staging = path('us-east-1-staging')
  assert.deepEqual(observeFiles({ [staging]: values('10.13.0.0/16', '10.0.0.0/8') }), [])
  assert.deepEqual(observeFiles({ [staging]: values('10.13.0.0/16', '10.8.0.0/13') }), [
    `${staging}:2:24 10.8.0.0/13 (native routing of us-east-1-staging) leaves out 10.20.0.0/16 (pods of eu-west-1-production): with native routing, that range covers the pods of the whole mesh`,
  ])
})
