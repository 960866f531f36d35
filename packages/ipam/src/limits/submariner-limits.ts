import type { Limit } from './limit.ts'

/** What Submariner asks of ranges. */
export const submarinerLimits: readonly Limit[] = [
  {
    id: 'submariner-defaults',
    tool: 'submariner',
    severity: 'warning',
    roles: ['pod', 'service', 'vpc', 'subnet', 'node'],
    family: 4,
    law: { kind: 'outside', ranges: ['242.0.0.0/8', '243.0.0.0/8'] },
    because: 'Submariner takes global addresses and those of its services there by default',
    hint: 'Choose a range outside 242.0.0.0/7.',
    source:
      'submariner-io/submariner-operator pkg/discovery/globalnet/config_map.go, DefaultGlobalnetCIDR; pkg/discovery/clustersetip/config_map.go, DefaultCIDR',
  },
]
