import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loadFleet } from '@bulkhead/fleet'
import { formatCidr } from '@bulkhead/ipam'
import { readPage } from './pages.ts'

const smallest = `
apiVersion: bulkhead.dev/v1alpha1
kind: Fleet
metadata: { name: acme }
spec:
  repository: { url: https://github.com/acme/fleet.git }
  environments: [{ name: staging }]
  network: { pools: { region: { cidr: 10.0.0.0/8 } } }
---
apiVersion: bulkhead.dev/v1alpha1
kind: Region
metadata: { name: eu-west-1 }
spec: { provider: aws, clusters: [{ name: eu-west-1-staging, environment: staging }] }
---
apiVersion: bulkhead.dev/v1alpha1
kind: Workload
metadata: { name: cart }
spec: { team: shop }
---
apiVersion: bulkhead.dev/v1alpha1
kind: Team
metadata: { name: shop }
spec: {}
`

test('the defaults in docs/spec.md are those of a fleet that says nothing', () => {
  const { loaded } = loadFleet(new Map([['fleet/fleet.yaml', smallest]]))
  assert.ok(loaded)
  const { fleet } = loaded
  const [environment, region, cluster] = [
    fleet.environments[0],
    fleet.regions[0],
    fleet.clusters[0],
  ]
  const [workload, pool] = [fleet.workloads[0], fleet.network.pools[0]]
  assert.ok(environment && region && cluster && workload && pool)
  const real: Readonly<Record<string, unknown>> = {
    'spec.repository.revision': fleet.repository.revision,
    'spec.environments[].protected': environment.protected,
    'spec.network.model': fleet.network.model,
    'spec.network.pools.<name>.block': `/${pool.blockPrefix}`,
    'spec.network.capacity.clusters': fleet.network.capacity.clusters,
    'spec.network.capacity.nodes': fleet.network.capacity.nodes,
    'spec.network.capacity.zones': fleet.network.capacity.zones,
    'spec.network.mesh.enabled': fleet.network.mesh !== undefined,
    'spec.network.mesh.maxConnectedClusters': fleet.network.mesh?.maxConnectedClusters,
    'spec.gitops.argocd.topology': fleet.argocd.topology,
    'spec.gitops.argocd.namespace': fleet.argocd.namespace,
    'spec.pool': region.pool,
    'spec.clusters[].kubernetesVersion': cluster.kubernetesVersion,
    'spec.clusters[].nodes': cluster.nodes,
    'spec.tier': workload.tier,
    'spec.port': workload.port,
    'spec.exposure': workload.exposure,
  }
  const documented = documentedDefaults()
  for (const [field, value] of Object.entries(real)) {
    assert.equal(documented.get(field), String(value), field)
  }
  assert.equal(documented.get('spec.image'), '<fleet>/<workload>:0.1.0')
  assert.equal(workload.image, 'acme/cart:0.1.0')
  assert.equal(formatCidr(pool.cidr), '10.0.0.0/8')
})

function documentedDefaults(): ReadonlyMap<string, string> {
  const rows = readPage('docs/spec.md')
    .split('\n')
    .filter(line => line.startsWith('| `'))
    .map(line => line.split(' | ').map(cell => cell.replaceAll(/[|`]/g, '').trim()))
  return new Map(rows.map(([field = '', , value = '']) => [field, value]))
}
