import { parseCidr } from './read-cidr.ts'
import type { Reservation } from './pool.ts'

/**
 * Ranges that tools and clouds use unless they are told otherwise. A network in one of them works
 * until it meets the default: nothing new is given out there.
 */
export const commonRanges: readonly Reservation[] = (
  [
    ['10.96.0.0/12', 'the services of kubeadm by default'], // kubeadm, ServiceSubnet
    ['10.244.0.0/16', 'the pods of kind and flannel by default'], // kind, podSubnet
    ['34.118.224.0/20', 'the services that GKE manages'], // GKE, "VPC-native clusters"
    ['169.254.0.0/16', 'link-local addresses, RFC 3927'],
    ['172.17.0.0/16', 'the bridge of Docker by default'], // dockerd, "bip"
    ['172.20.0.0/16', 'the services of EKS by default'], // EKS, KubernetesNetworkConfigRequest
    ['172.30.0.0/15', 'ranges that AKS refuses and default VPCs of AWS'], // AKS, "Configure Azure CNI"
    ['192.0.2.0/24', 'documentation, RFC 5737; AKS refuses it'],
    ['fd00:10:96::/112', 'the services of kind by default'], // kind, serviceSubnet
    ['fd00:10:244::/56', 'the pods of kind by default'], // kind, podSubnet
  ] as const
).map(([cidr, reason]) => ({ cidr: parseCidr(cidr), reason, strength: 'common' }))
