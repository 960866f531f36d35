import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formatCidr } from '../format-cidr.ts'
import { parseCidr } from '../read-cidr.ts'
import { allLimits } from './all-limits.ts'
import { checkLimits, type LimitedRange, type LimitQuestion } from './check-limits.ts'
import type { RangeRole, Tool } from './limit.ts'

type Question = LimitQuestion

/** A question about ranges written as `pod 10.0.0.0/16`. */
function ask(
  tools: readonly Tool[],
  ranges: readonly string[],
  more: Partial<Question> = {},
): Question {
  return { tools: new Set(tools), ranges: ranges.map(rangeOf), nameOf, ...more }
}

function rangeOf(text: string): LimitedRange {
  const [role, cidr = ''] = text.split(' ')
  return { role: role as RangeRole, cidr: parseCidr(cidr) }
}

function nameOf({ cidr, role }: LimitedRange): string {
  return `${formatCidr(cidr)} (${role})`
}

const nodes = (count: number) => ({ nodes: { count, said: `the cluster has ${count}` } })
const version = (kubernetesVersion: string) => ({ kubernetesVersion })

/** A question that breaks a row, and how the sentence begins that says so. */
const broken: Readonly<Record<string, readonly [Question, string]>> = {
  'kubernetes-service-size': [
    ask(['kubernetes'], ['service 10.0.0.0/11'], version('1.33.1')),
    '10.0.0.0/11 (service) is larger than /12',
  ],
  'kubernetes-service-allocator': [
    ask(['kubernetes'], ['service fd00::/48']),
    'fd00::/48 (service) is larger than /64',
  ],
  'kubernetes-service-count': [
    ask(['kubernetes'], ['service 10.0.0.0/16', 'service 10.1.0.0/16', 'service fd00::/112']),
    '10.1.0.0/16 (service) is number 2 of 2 ranges of IPv4',
  ],
  'kubernetes-node-room': [
    ask(['kubernetes'], ['pod 10.0.0.0/22'], nodes(5)),
    '10.0.0.0/22 (pod) has room for 4 nodes at /24 each, and the cluster has 5',
  ],
  'private-asn': [
    ask(['kubernetes'], [], {
      numbers: [
        { of: 'asn', value: 64512 },
        { of: 'asn', value: 3000 },
        { of: 'asn', value: 4_294_967_294 },
      ],
    }),
    'AS number 3000 is not a private one',
  ],
  'kubeadm-service-size': [
    ask(['kubeadm'], ['service 10.96.0.0/29']),
    '10.96.0.0/29 (service) is smaller than /28',
  ],
  'kubeadm-service-clamped': [
    ask(['kubeadm'], ['service fd00::/110'], version('1.33.0')),
    'fd00::/110 (service) is larger than /112',
  ],
  'kubeadm-pod-size': [
    ask(['kubeadm'], ['pod 10.0.0.0/30'], {
      nodePrefix: { kubeadm: { 4: 30, 6: 64 } },
    }),
    '10.0.0.0/30 (pod) is smaller than /28',
  ],
  'kubeadm-node-spread': [
    ask(['kubeadm'], ['pod 10.0.0.0/9'], { nodePrefix: { kubeadm: { 4: 26, 6: 64 } } }),
    '10.0.0.0/9 (pod) is 17 bits larger than the /26 of a node',
  ],
  'kind-docker-bridge': [
    ask(['kind'], ['pod 172.16.0.0/12']),
    '172.16.0.0/12 (pod) overlaps 172.17.0.0/16',
  ],
  'ovn-kubernetes-reserved': [
    ask(['ovn-kubernetes'], ['subnet 169.254.64.0/20']),
    '169.254.64.0/20 (subnet) overlaps 169.254.0.0/17',
  ],
  'cilium-native-routing': [
    ask(['cilium'], ['pod 10.128.0.0/16', 'routing 10.0.0.0/9']),
    '10.128.0.0/16 (pod) is not inside 10.0.0.0/9',
  ],
  'cilium-pool-size': [
    ask(['cilium-pool'], ['pod 10.0.0.0/31']),
    '10.0.0.0/31 (pod) is smaller than /30',
  ],
  'cilium-node-spread': [
    ask(['cilium-pool'], ['pod fd00::/96']),
    'fd00::/96 (pod) is 24 bits larger than the /120 of a node',
  ],
  'cilium-node-room': [
    ask(['kubernetes', 'cilium-pool'], ['pod 10.0.0.0/24', 'pod 10.0.2.0/24'], {
      nodePrefix: { 'cilium-pool': { 4: 25, 6: 120 } },
      ...nodes(5),
    }),
    '10.0.0.0/24 (pod) and 1 more has room for 4 nodes at /25 each, and the cluster has 5',
  ],
  'submariner-defaults': [
    ask(['submariner'], ['pod 242.1.0.0/16', 'globalnet 242.0.0.0/16']),
    '242.1.0.0/16 (pod) overlaps 242.0.0.0/8',
  ],
  'aws-vpc-size': [ask(['aws'], ['vpc 10.0.0.0/14']), '10.0.0.0/14 (vpc) is larger than /16'],
  'aws-vpc-size-ipv6': [ask(['aws'], ['vpc fd00::/40']), 'fd00::/40 (vpc) is larger than /44'],
  'aws-vpc-link-local': [
    ask(['aws'], ['vpc 169.254.0.0/20']),
    '169.254.0.0/20 (vpc) overlaps 169.254.0.0/16',
  ],
  'aws-vpc-docker': [
    ask(['aws'], ['vpc 172.17.0.0/16']),
    '172.17.0.0/16 (vpc) overlaps 172.17.0.0/16',
  ],
  'aws-vpc-count': [
    ask(
      ['aws'],
      [0, 1, 2, 3, 4, 5].map(octet => `vpc 100.64.${octet}.0/24`),
    ),
    '100.64.5.0/24 (vpc) is number 6 of 6 ranges of IPv4',
  ],
  'aws-vpc-beside-10': [
    ask(['aws'], ['vpc 10.8.0.0/16', 'vpc 100.64.0.0/16', 'vpc 192.168.0.0/16']),
    '192.168.0.0/16 (vpc) is beside 10.8.0.0/16',
  ],
  'aws-vpc-beside-10-0': [
    ask(['aws'], ['vpc 10.1.0.0/16', 'vpc 10.0.0.0/20']),
    '10.0.0.0/20 (vpc) is beside 10.1.0.0/16',
  ],
  'aws-vpc-beside-172-16': [
    ask(['aws'], ['vpc 172.20.0.0/16', 'vpc 172.31.0.0/16']),
    '172.31.0.0/16 (vpc) is beside 172.20.0.0/16',
  ],
  'aws-vpc-beside-192-168': [
    ask(['aws'], ['vpc 192.168.0.0/20', 'vpc 10.0.0.0/16']),
    '10.0.0.0/16 (vpc) is beside 192.168.0.0/20',
  ],
  'aws-vpc-beside-198-19': [
    ask(['aws'], ['vpc 198.19.0.0/20', 'vpc 10.0.0.0/16']),
    '10.0.0.0/16 (vpc) is beside 198.19.0.0/20',
  ],
  'aws-vpc-beside-public': [
    ask(['aws'], ['vpc 100.64.0.0/16', 'vpc 198.19.0.0/16']),
    '198.19.0.0/16 (vpc) is beside 100.64.0.0/16',
  ],
  'aws-subnet-size': [
    ask(['aws'], ['subnet 10.0.0.0/29']),
    '10.0.0.0/29 (subnet) is smaller than /28',
  ],
  'aws-subnet-size-ipv6': [
    ask(['aws'], ['subnet fd00::/80']),
    'fd00::/80 (subnet) is smaller than /64',
  ],
  'aws-subnet-in-vpc': [
    ask(['aws'], ['subnet 10.1.0.0/20'], { others: [rangeOf('vpc 10.0.0.0/16')] }),
    '10.1.0.0/20 (subnet) is not inside 10.0.0.0/16',
  ],
  'aws-subnet-room': [
    ask(['aws'], ['subnet 10.0.0.0/28', 'subnet 10.0.1.0/28'], nodes(23)),
    '10.0.0.0/28 (subnet) and 1 more has room for 22 nodes, and the cluster has 23',
  ],
  'eks-service-private': [
    ask(['eks'], ['service 100.64.0.0/16']),
    '100.64.0.0/16 (service) is not inside 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16',
  ],
  'eks-service-size': [
    ask(['eks'], ['service 10.0.0.0/25']),
    '10.0.0.0/25 (service) is smaller than /24',
  ],
  'gcp-subnet-size': [
    ask(['gcp'], ['subnet 10.0.0.0/30']),
    '10.0.0.0/30 (subnet) is smaller than /29',
  ],
  'gcp-subnet-room': [
    ask(['gcp'], ['subnet 10.0.0.0/29'], nodes(5)),
    '10.0.0.0/29 (subnet) has room for 4 nodes, and the cluster has 5',
  ],
  'gke-managed-services': [
    ask(['gke'], ['pod 34.118.0.0/16', 'service 34.118.224.0/20']),
    '34.118.0.0/16 (pod) overlaps 34.118.224.0/20',
  ],
  'gke-pod-size': [ask(['gke'], ['pod 10.0.0.0/25']), '10.0.0.0/25 (pod) is smaller than /24'],
  'gke-service-size': [
    ask(['gke'], ['service 10.0.0.0/15']),
    '10.0.0.0/15 (service) is larger than /16',
  ],
  'gke-control-plane-size': [
    ask(['gke'], ['control-plane 10.0.0.0/27']),
    '10.0.0.0/27 (control-plane) is larger than /28',
  ],
  'gke-max-pods': [
    ask(['gke'], [], {
      numbers: [
        { of: 'maxPods', value: 110 },
        { of: 'maxPods', value: 300 },
      ],
    }),
    'a node may run 300 pods',
  ],
  'gke-node-room': [
    ask(['gke', 'kubernetes'], ['pod 10.0.0.0/21'], {
      nodePrefix: { gke: { 4: 23, 6: 64 } },
      ...nodes(5),
    }),
    '10.0.0.0/21 (pod) has room for 4 nodes at /23 each, and the cluster has 5',
  ],
  'azure-vnet-size': [ask(['azure'], ['vpc 10.0.0.0/7']), '10.0.0.0/7 (vpc) is larger than /8'],
  'azure-subnet-in-vnet': [
    ask(['azure'], ['vpc 10.0.0.0/16', 'subnet 10.1.0.0/16']),
    '10.1.0.0/16 (subnet) is not inside 10.0.0.0/16',
  ],
  'azure-subnet-room': [
    ask(['azure'], ['subnet 10.0.0.0/28'], nodes(12)),
    '10.0.0.0/28 (subnet) has room for 11 nodes, and the cluster has 12',
  ],
  'aks-reserved': [
    ask(['aks'], ['service 172.16.0.0/13', 'pod 172.24.0.0/13']),
    '172.24.0.0/13 (pod) overlaps 172.30.0.0/16',
  ],
  'aks-service-size': [
    ask(['aks'], ['service 10.0.0.0/12']),
    '10.0.0.0/12 (service) is larger than /13',
  ],
  'aks-dns-in-services': [
    ask(['aks'], ['dns 10.1.0.10/32'], { others: [rangeOf('service 10.0.0.0/16')] }),
    '10.1.0.10/32 (dns) is not inside 10.0.0.0/16',
  ],
  'aks-dns-not-first': [
    ask(['aks'], ['dns 10.0.0.1/32', 'service 10.0.0.0/16']),
    '10.0.0.1/32 (dns) is one of the first of 10.0.0.0/16',
  ],
  'aks-pod-private': [
    ask(['aks'], ['pod 100.0.0.0/16']),
    '100.0.0.0/16 (pod) is not inside 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 100.64.0.0/10',
  ],
  'aks-max-pods': [
    ask(['aks'], [], { numbers: [{ of: 'maxPods', value: 8 }] }),
    'a node may run 8 pods',
  ],
  'aks-node-room': [
    ask(['aks', 'kubernetes'], ['pod 10.0.0.0/22'], nodes(5)),
    '10.0.0.0/22 (pod) has room for 4 nodes at /24 each, and the cluster has 5',
  ],
  'aks-flat-subnet-room': [
    ask(['azure', 'aks', 'azure-cni'], ['subnet 10.0.0.0/21'], {
      numbers: [{ of: 'maxPods', value: 30 }],
      ...nodes(66),
    }),
    '10.0.0.0/21 (subnet) has room for 2043 of the 2077 addresses that nodes with 30 pods each take, and the cluster has 66',
  ],
}

test('every row has a case that breaks it, and every id is used once', () => {
  const ids = allLimits.map(({ id }) => id)
  assert.deepEqual([...new Set(ids)].sort(), [...ids].sort())
  assert.deepEqual(Object.keys(broken).sort(), [...ids].sort())
})

for (const [id, [question, fact]] of Object.entries(broken)) {
  test(`${id}: ${fact}`, () => {
    const breaches = checkLimits(question)
    assert.deepEqual(
      breaches.map(({ limit, message }) => [limit.id, message]),
      [[id, `${fact}: ${breaches[0]?.limit.because}`]],
    )
    assert.equal(breaches[0]?.severity, breaches[0]?.limit.severity)
  })
}

const sound: Readonly<Record<string, Question>> = {
  'kubeadm on AWS, with Cilium': ask(
    ['kubernetes', 'kubeadm', 'aws', 'cilium', 'cilium-pool'],
    ['vpc 10.8.0.0/16', 'subnet 10.8.0.0/20', 'pod 10.12.0.0/16', 'service 10.9.0.0/18'],
    { ...version('1.32.0'), ...nodes(200) },
  ),
  'dual stack by kubeadm': ask(
    ['kubernetes', 'kubeadm'],
    [
      'pod 10.244.0.0/16',
      'pod fd00:10:244::/56',
      'service 10.96.0.0/12',
      'service fd00:10:96::/112',
    ],
    version('1.33.0'),
  ),
  'a service range of /64 from 1.34 on': ask(
    ['kubernetes'],
    ['service fd00::/64'],
    version('1.34.0'),
  ),
  'EKS with a second range for pods': ask(
    ['kubernetes', 'aws', 'eks', 'eni'],
    ['vpc 10.0.0.0/16', 'vpc 100.64.0.0/16', 'subnet 100.64.0.0/18', 'service 172.20.0.0/16'],
    nodes(1000),
  ),
  'GKE with 110 pods on a node': ask(
    ['kubernetes', 'gcp', 'gke'],
    [
      'subnet 10.0.0.0/20',
      'pod 10.16.0.0/14',
      'service 34.118.224.0/20',
      'control-plane 10.1.0.0/28',
    ],
    { numbers: [{ of: 'maxPods', value: 110 }], ...nodes(800) },
  ),
  'AKS with an overlay': ask(
    ['kubernetes', 'azure', 'aks'],
    [
      'vpc 10.224.0.0/12',
      'subnet 10.224.0.0/16',
      'pod 10.244.0.0/16',
      'service 10.0.0.0/16',
      'dns 10.0.0.10/32',
    ],
    nodes(200),
  ),
}

for (const [name, question] of Object.entries(sound)) {
  test(`nothing is wrong with ${name}`, () => assert.deepEqual(checkLimits(question), []))
}

test('without a version, no row speaks that holds for some versions only', () => {
  assert.deepEqual(checkLimits(ask(['kubernetes'], ['service 10.0.0.0/11'])), [])
})

test('room that is short is a warning', () => {
  const [breach] = checkLimits(ask(['kubernetes'], ['pod 10.0.0.0/16'], nodes(205)))
  assert.equal(breach?.severity, 'warning')
  assert.equal(breach?.range?.role, 'pod')
})

test('where no nodes are wanted, room is no matter', () => {
  assert.deepEqual(checkLimits(ask(['kubernetes'], ['pod 10.0.0.0/30'])), [])
})

test('every row says where it is from and what to do', () => {
  for (const { id, because, hint, source } of allLimits) {
    assert.match(because, /^[A-Za-z].*[^.]$/, id)
    assert.match(hint, /^[A-Z].*\.$/, id)
    assert.match(source, /^(https:\/\/|\w[\w.-]+\/[\w.-]+ )/, id)
  }
})
