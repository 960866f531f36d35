import { loadFleet, type LoadedFleet } from '@bulkhead/fleet'

/** A small fleet: one local region, two clusters, a workload and the team that owns it. */
export const smallSpec = `
apiVersion: bulkhead.dev/v1alpha1
kind: Fleet
metadata: { name: acme }
spec:
  repository: { url: https://github.com/acme/fleet.git }
  environments: [{ name: staging }, { name: production, protected: true }]
  network: { pools: { region: { cidr: 10.0.0.0/8 } } }
  systems: []
  options: {}
---
apiVersion: bulkhead.dev/v1alpha1
kind: Region
metadata: { name: local }
spec:
  provider: kind
  clusters:
    - { name: one, environment: staging }
    - { name: two, environment: production }
---
apiVersion: bulkhead.dev/v1alpha1
kind: Team
metadata: { name: shop }
spec: {}
---
apiVersion: bulkhead.dev/v1alpha1
kind: Workload
metadata: { name: cart }
spec: { team: shop }
`

/** A fleet from the text of its spec, which must be sound. */
export function load(text: string = smallSpec): LoadedFleet {
  const { loaded, problems } = loadFleet(new Map([['fleet/fleet.yaml', text]]))
  if (!loaded) throw new Error(JSON.stringify(problems, null, 2))
  return loaded
}
