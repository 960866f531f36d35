import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generate, tinySpec } from '../support/fleets.ts'
import { readTree, writeTree, type Tree } from '../support/tree.ts'
import type { FuzzInput } from './input.ts'

/** A fleet that uses most of what a spec can say: pools of all roles, a mesh, a pack of its own. */
const wideSpec: Tree = {
  'fleet/fleet.yaml': `apiVersion: bulkhead.dev/v1alpha1
kind: Fleet
metadata: { name: wide }
spec:
  repository: { url: https://example.com/fleet.git, revision: main }
  environments:
    - { name: dev }
    - { name: prod, protected: true, replicas: { min: 2, max: 4 } }
  network:
    pools:
      region: { cidr: 10.0.0.0/8, block: /13, headroom: /12, ipv6: { cidr: "fd00:12::/40", block: /48 } }
    reserved:
      - { cidr: 10.0.0.0/13, reason: on-premises }
    capacity: { clusters: 4, nodes: 100, zones: 4 }
    mesh: { enabled: true, maxConnectedClusters: 255 }
    asns: { from: 64512, to: 64600 }
  gitops: { argocd: { topology: regional, shards: 2 } }
  systems: [cilium-clustermesh, mcs, beacon]
  waivers:
    - { rule: NET002, path: clusters, reason: adopted, until: "2027-03-31" }
  changeBudget:
    reach: [{ in: [prod], clusters: 1, regions: 1 }]
    removedApplications: 2
    waveOrder: true
  options: { cilium-clustermesh: { domain: mesh.example.com }, beacon: { color: red } }
`,
  'fleet/regions.yaml': `apiVersion: bulkhead.dev/v1alpha1
kind: Region
metadata: { name: eu-west-1 }
spec:
  provider: aws
  zones: [eu-west-1a, eu-west-1b]
  residency: eu
  vpcId: vpc-0a1b2c3d4e5f60002
  clusters:
    - { name: eu-prod, environment: prod, kubernetesVersion: 1.35.0, nodes: 6 }
---
apiVersion: bulkhead.dev/v1alpha1
kind: Region
metadata: { name: local }
spec:
  provider: kind
  clusters:
    - { name: local-dev, environment: dev, nodes: 2 }
`,
  'fleet/workloads.yaml': `apiVersion: bulkhead.dev/v1alpha1
kind: Workload
metadata: { name: cart }
spec:
  tier: 1
  team: shop
  namespace: carts
  image: ghcr.io/acme/cart:1.8.2
  port: 8443
  placement: { environments: [dev, prod] }
  state: { pattern: stateless }
  exposure: global
  callers: [web]
---
apiVersion: bulkhead.dev/v1alpha1
kind: Workload
metadata: { name: web }
spec: { team: shop, tier: 2 }
---
apiVersion: bulkhead.dev/v1alpha1
kind: Team
metadata: { name: shop }
spec: { description: The shop, owners: ['@acme/shop'] }
`,
  'fleet/packs/beacon/pack.yaml': `apiVersion: bulkhead.dev/v1alpha1
kind: Pack
metadata: { name: beacon }
spec:
  version: 1.0.0
  description: Says where it is.
  role: system
  provides: [beacon]
  options:
    properties:
      color: { type: string, default: blue, pattern: '^[a-z]+$' }
      size: { type: integer, default: 3, minimum: 1 }
  application:
    namespace: kube-system
  files:
    - scope: fleet
      from: base
      to: infrastructure/beacon/base
      kustomization: {}
    - scope: cluster
      from: cluster
      to: infrastructure/beacon/overlays/{{cluster.name}}
      kustomization:
        resources: [../../base]
        labels:
          - pairs: { region: '{{region.name}}' }
`,
  'fleet/packs/beacon/base/place.yaml.hbs': `apiVersion: v1
kind: ConfigMap
metadata:
  name: place
data:
  color: {{yaml options.color}}
  fleet: {{yaml (text "of " fleet.name)}}
{{#each fleet.clusters}}
  {{yaml name}}: {{yaml environment.name}}
{{/each}}
`,
  'fleet/packs/beacon/cluster/here.yaml.hbs': `apiVersion: v1
kind: ConfigMap
metadata:
  name: here
data:
  cluster: {{yaml cluster.name}}
{{#if cluster.nodes}}
  nodes: {{yaml (text cluster.nodes)}}
{{/if}}
`,
}

/** The files that inputs start from, worked out once. */
export function loadBases(): Promise<Bases> {
  return (loading ??= makeBases())
}

let loading: Promise<Bases> | undefined

export type Bases = Readonly<Record<FuzzInput['base'], Tree>>

async function makeBases(): Promise<Bases> {
  return { tiny: await generated(tinySpec), wide: await generated(wideSpec), empty: {} }
}

async function generated(spec: Tree): Promise<Tree> {
  const dir = mkdtempSync(join(tmpdir(), 'bulkhead-fuzz-'))
  try {
    writeTree(dir, spec)
    await generate(dir)
    return readTree(dir)
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}
