import type { FieldPath } from './field-path.ts'
import type { Condition, RangeDefault } from './range-kind.ts'

/* The service ranges that installers take where none is given: several kinds lead to each. */

export function kubeadmServices(at: FieldPath, when: readonly Condition[] = []): RangeDefault {
  return {
    role: 'service',
    at,
    when,
    ranges: ['10.96.0.0/12'],
    by: 'kubeadm',
    source:
      'https://kubernetes.io/docs/reference/config-api/kubeadm-config.v1beta4/, Networking.serviceSubnet',
  }
}

/**
 * The documentation of EKS names both ranges and not which is taken; its nodes reckon with
 * 172.20.0.0/16 where the VPC has a range in 10.0.0.0/8, and with 10.100.0.0/16 elsewhere.
 */
export function eksServices(
  at: FieldPath,
  when: readonly Condition[] = [],
): readonly RangeDefault[] {
  const source = 'awslabs/amazon-eks-ami files/bootstrap.sh, TEN_RANGE'
  const common = { role: 'service', at, when, by: 'EKS', source } as const
  const range = '10.0.0.0/8'
  return [
    { ...common, vpcIn: { range, is: true }, ranges: ['172.20.0.0/16'] },
    { ...common, vpcIn: { range, is: false }, ranges: ['10.100.0.0/16'] },
  ]
}

export function aksServices(at: FieldPath, when: readonly Condition[] = []): RangeDefault {
  return {
    role: 'service',
    at,
    when,
    ranges: ['10.0.0.0/16'],
    by: 'AKS',
    source: 'https://learn.microsoft.com/azure/aks/configure-dual-stack, --service-cidrs',
  }
}
