import type { Limit } from './limit.ts'

const apiserver =
  'kubernetes/kubernetes cmd/kube-apiserver/app/options/validation.go, validateClusterIPFlags'
const kubeadm = 'kubernetes/kubernetes cmd/kubeadm/app/constants/constants.go'

const serviceRange = 'Choose a service range of /16, or /112 in IPv6: it holds 65,536 services.'
const podRange = 'Choose a pod range of /16, or /56 in IPv6: it holds 256 nodes.'

/** What Kubernetes, and those who install it, ask of ranges. */
export const kubernetesLimits: readonly Limit[] = [
  {
    id: 'kubernetes-service-size',
    tool: 'kubernetes',
    severity: 'error',
    roles: ['service'],
    // The gates that lift it, MultiCIDRServiceAllocator and DisableAllocatorDualWrite, are both on
    // from 1.34 (pkg/features/kube_features.go).
    before: '1.34',
    law: { kind: 'size', 4: { largest: 12 }, 6: { largest: 108 } },
    because: 'kube-apiserver before 1.34 takes service ranges of at most 20 bits',
    hint: serviceRange,
    source: apiserver,
  },
  {
    id: 'kubernetes-service-allocator',
    tool: 'kubernetes',
    severity: 'error',
    roles: ['service'],
    law: { kind: 'size', 6: { largest: 64 } },
    because: 'the allocator of service addresses takes nothing larger than /64',
    hint: serviceRange,
    source: 'kubernetes/kubernetes pkg/registry/core/service/ipallocator/cidrallocator.go',
  },
  {
    id: 'kubernetes-service-count',
    tool: 'kubernetes',
    severity: 'error',
    roles: ['service'],
    law: { kind: 'count', most: 1 },
    because: 'a cluster begins with one service range of each family, and so does a ServiceCIDR',
    hint: 'Keep one range of each family, and add more later with ServiceCIDR objects.',
    source: `${apiserver}; pkg/apis/networking/validation/validation.go, ValidateServiceCIDR`,
  },
  {
    id: 'kubernetes-node-room',
    tool: 'kubernetes',
    unless: ['cilium-pool', 'gke', 'aks', 'eni', 'azure-cni'],
    severity: 'error',
    roles: ['pod'],
    law: { kind: 'room', unit: { of: 'block' } },
    because: 'each node takes a block of the pod range',
    hint: 'Take nodes from the cluster, or replace it by one with a larger pod range.',
    source:
      'https://kubernetes.io/docs/reference/command-line-tools-reference/kube-controller-manager/, --node-cidr-mask-size',
  },
  {
    id: 'private-asn',
    tool: 'kubernetes',
    severity: 'warning',
    roles: [],
    law: {
      kind: 'number',
      of: 'asn',
      allowed: [
        [64512, 65534],
        [4200000000, 4294967294],
      ],
    },
    because: 'the AS numbers for private use are 64512 to 65534 and 4200000000 to 4294967294',
    hint: 'Choose a private AS number, unless this one was assigned to you.',
    source: 'https://www.rfc-editor.org/rfc/rfc6996#section-5',
  },
  {
    id: 'kubeadm-service-size',
    tool: 'kubeadm',
    severity: 'error',
    roles: ['service'],
    law: {
      kind: 'size',
      4: { largest: 12, smallest: 28 },
      6: { largest: 108, smallest: 124 },
    },
    because: 'kubeadm takes service ranges of at most 20 bits and at least 10 addresses',
    hint: serviceRange,
    source: `${kubeadm}, MaximumBitsForServiceSubnet and MinimumAddressesInServiceSubnet`,
  },
  {
    id: 'kubeadm-service-clamped',
    tool: 'kubeadm',
    severity: 'warning',
    roles: ['service'],
    before: '1.34',
    law: { kind: 'size', 6: { largest: 112 } },
    because: 'the allocator before 1.34 uses no more than the first /112 of it',
    hint: serviceRange,
    source: `${kubeadm}, the comment on MaximumBitsForServiceSubnet`,
  },
  {
    id: 'kubeadm-pod-size',
    tool: 'kubeadm',
    severity: 'error',
    roles: ['pod'],
    law: { kind: 'size', 4: { smallest: 28 }, 6: { smallest: 124 } },
    because: 'kubeadm takes pod ranges of at least 14 addresses',
    hint: podRange,
    source: `${kubeadm}, MinimumAddressesInPodSubnet`,
  },
  {
    id: 'kubeadm-node-spread',
    tool: 'kubeadm',
    severity: 'error',
    roles: ['pod'],
    law: { kind: 'node-spread', most: 16 },
    because: 'kubeadm takes a pod range for 1 to 65,536 blocks of nodes',
    hint: podRange,
    source: `${kubeadm}, PodSubnetNodeMaskMaxDiff`,
  },
  {
    id: 'kind-docker-bridge',
    tool: 'kind',
    severity: 'warning',
    roles: ['pod', 'service'],
    law: { kind: 'outside', ranges: ['172.17.0.0/16'] },
    because: 'Docker has its default bridge there',
    hint: 'Choose a range outside 172.17.0.0/16.',
    source: 'https://docs.docker.com/engine/network/, default address pools',
  },
  {
    id: 'ovn-kubernetes-reserved',
    tool: 'ovn-kubernetes',
    severity: 'warning',
    roles: ['pod', 'service', 'vpc', 'subnet', 'node'],
    law: { kind: 'outside', ranges: ['169.254.0.0/17', 'fd69::/112'] },
    because: 'OVN-Kubernetes has its own addresses there, in each node',
    hint: 'Choose a range outside 169.254.0.0/17 and fd69::/112.',
    source: 'https://github.com/openshift/openshift-docs/issues/101783',
  },
]
