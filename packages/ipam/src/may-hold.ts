import type { Role } from './ledger.ts'

/** What may lie inside what: pods and services are routed apart from the VPC. */
export const mayHold: Readonly<Record<Role, readonly Role[]>> = {
  region: ['vpc', 'subnet', 'node', 'pod', 'service', 'loadbalancer'],
  vpc: ['subnet', 'node', 'loadbalancer'],
  subnet: ['node', 'loadbalancer'],
  node: [],
  pod: [],
  service: [],
  loadbalancer: [],
  globalnet: [],
}
