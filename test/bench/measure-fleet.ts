/* One process of the scale benchmark: plans and writes a fleet of N clusters, then does it again. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { applyChanges, planRepository } from '@bulkhead/workspace'

const clusters = Number(process.argv[2])
const dir = mkdtempSync(join(tmpdir(), 'bulkhead-scale-'))
try {
  mkdirSync(join(dir, 'fleet'))
  writeFileSync(join(dir, 'fleet/fleet.yaml'), specOf(clusters))
  const start = performance.now()
  const plan = await planRepository(dir)
  applyChanges(dir, plan)
  const written = performance.now()
  applyChanges(dir, await planRepository(dir))
  const again = performance.now()
  process.stdout.write(
    JSON.stringify({
      files: plan.changes.length,
      seconds: (written - start) / 1000,
      again: (again - written) / 1000,
      megabytes: process.resourceUsage().maxRSS / 1024,
    }),
  )
} finally {
  rmSync(dir, { recursive: true, force: true })
}

/** Four clusters to a region, twenty workloads everywhere, one system. */
function specOf(count: number): string {
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
  const workloads = Array.from({ length: 20 }, (_, w) =>
    document('Workload', `service-${w}`, { team: 'all' }),
  )
  const fleet = document('Fleet', 'large', {
    repository: { url: 'https://example.com/large.git' },
    environments: [{ name: 'production', protected: true }],
    systems: ['mcs'],
    network: {
      pools: { region: { cidr: '10.0.0.0/8', block: '/16' } },
      capacity: { clusters: 4, nodes: 30, zones: 4 },
      // A Cilium mesh joins at most 511 clusters.
      mesh: { enabled: false },
    },
  })
  return [fleet, ...regions, document('Team', 'all', {}), ...workloads].join('\n---\n')
}
