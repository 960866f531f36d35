interface Size {
  readonly clusters: number
  readonly workloads: number
}

/** The spec of a fleet: four clusters to a region, every workload everywhere, one system. */
export function largeFleet({ clusters: count, workloads: services }: Size): string {
  const document = (kind: string, name: string, spec: object) =>
    JSON.stringify({ apiVersion: 'bulkhead.dev/v1alpha1', kind, metadata: { name }, spec })
  const regions = Array.from({ length: Math.ceil(count / 4) }, (_, r) =>
    document('Region', `region-${r}`, {
      provider: 'aws',
      zones: ['a', 'b', 'c'].map(zone => `region-${r}${zone}`),
      clusters: Array.from({ length: 4 }, (_, c) => ({
        name: `region-${r}-${c}`,
        environment: 'production',
      })),
    }),
  )
  const workloads = Array.from({ length: services }, (_, w) =>
    document('Workload', `service-${w}`, { team: 'all' }),
  )
  const fleet = document('Fleet', 'large', {
    repository: { url: 'https://example.com/large.git' },
    environments: [{ name: 'production', protected: true }],
    systems: ['mcs'],
    network: {
      pools: { region: { cidr: count > 1000 ? '8.0.0.0/5' : '10.0.0.0/8', block: '/16' } },
      capacity: { clusters: 4, nodes: 30, zones: 4 },
      // A Cilium mesh joins at most 511 clusters.
      mesh: { enabled: false },
    },
  })
  return [fleet, ...regions, document('Team', 'all', {}), ...workloads].join('\n---\n')
}
