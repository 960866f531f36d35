import { test } from 'node:test'
import { assertRefused, type Refusal } from '../../support/refusal.ts'

/* A spec that cannot be read, or that says what no spec can say. Exit code 2, nothing is written. */

const table: Readonly<Record<string, Omit<Refusal, 'code'>>> = {
  'malformed YAML: a bracket that is never closed': {
    files: {
      'fleet/region.yaml': `apiVersion: bulkhead.dev/v1alpha1
kind: Region
metadata: { name: local }
spec:
  provider: kind
  clusters: [{ name: local-dev, environment: dev }
`,
    },
    says: [
      'fleet/region.yaml:7:1: error: Flow sequence in block collection must be sufficiently indented and end with a ] [bad indent] [YAML_SYNTAX]',
    ],
  },
  'malformed YAML: a tab as indentation': {
    files: {
      'fleet/region.yaml': `apiVersion: bulkhead.dev/v1alpha1
kind: Region
metadata: { name: local }
spec:
\tprovider: kind
`,
    },
    says: [
      'fleet/region.yaml:5:1: error: Tabs are not allowed as indentation [tab as indent] [YAML_SYNTAX]',
    ],
  },
  'a key given twice': {
    files: {
      'fleet/team.yaml': `apiVersion: bulkhead.dev/v1alpha1
kind: Team
metadata: { name: shop }
spec: {}
spec: {}
`,
    },
    says: ['fleet/team.yaml:5:1: error: Map keys must be unique [duplicate key] [YAML_SYNTAX]'],
  },
  'a tree with merge-conflict markers in the spec': {
    files: {
      'fleet/team.yaml': `apiVersion: bulkhead.dev/v1alpha1
kind: Team
metadata: { name: shop }
<<<<<<< HEAD
spec: {}
=======
spec: { description: The shop }
>>>>>>> theirs
`,
    },
    says: [
      'fleet/team.yaml:4:1: error: an unresolved merge conflict: the line begins with "<<<<<<<" [YAML_CONFLICT_MARKER]',
    ],
  },
  'an unknown field, with the one that was meant': {
    files: {
      'fleet/region.yaml': `apiVersion: bulkhead.dev/v1alpha1
kind: Region
metadata: { name: local }
spec:
  provider: kind
  cluster: [{ name: local-dev, environment: dev }]
`,
    },
    says: [
      'fleet/region.yaml:6:3: error: unknown field "cluster"; did you mean "clusters"? [SPEC_UNKNOWN_FIELD]',
    ],
  },
  'an unknown field deep inside': {
    files: {
      'fleet/region.yaml': `apiVersion: bulkhead.dev/v1alpha1
kind: Region
metadata: { name: local }
spec:
  provider: kind
  clusters:
    - name: local-dev
      environment: dev
      kubernetesVersoin: 1.35.0
`,
    },
    says: [
      'fleet/region.yaml:9:7: error: unknown field "kubernetesVersoin"; did you mean "kubernetesVersion"? [SPEC_UNKNOWN_FIELD]',
    ],
  },
  'a field that is missing': {
    files: {
      'fleet/workload.yaml': `apiVersion: bulkhead.dev/v1alpha1
kind: Workload
metadata: { name: cart }
spec: { port: 80 }
`,
    },
    says: ['fleet/workload.yaml:4:1: error: spec needs the field "team" [SPEC_MISSING_FIELD]'],
  },
  'a value of the wrong type': {
    files: {
      'fleet/workload.yaml': `apiVersion: bulkhead.dev/v1alpha1
kind: Workload
metadata: { name: cart }
spec: { team: shop, port: '80' }
`,
    },
    says: [
      'fleet/workload.yaml:4:27: error: spec.port must be an integer, and "80" is a string [SPEC_TYPE]',
    ],
  },
  'a value that is not one of the choices, with the one that was meant': {
    files: {
      'fleet/workload.yaml': `apiVersion: bulkhead.dev/v1alpha1
kind: Workload
metadata: { name: cart }
spec: { team: shop, exposure: globl }
`,
    },
    says: [
      'fleet/workload.yaml:4:31: error: spec.exposure is "globl"; did you mean "global"? [SPEC_CHOICE]',
    ],
  },
  'a number out of its range': {
    files: {
      'fleet/workload.yaml': `apiVersion: bulkhead.dev/v1alpha1
kind: Workload
metadata: { name: cart }
spec: { team: shop, port: 70000 }
`,
    },
    says: [
      'fleet/workload.yaml:4:27: error: spec.port must be <= 65535, and it is 70000 [SPEC_VALUE]',
    ],
  },
  'an unknown kind, with the one that was meant': {
    files: {
      'fleet/more.yaml': `apiVersion: bulkhead.dev/v1alpha1
kind: Regoin
metadata: { name: eu }
spec: { provider: kind }
`,
    },
    says: ['fleet/more.yaml:2:7: error: unknown kind "Regoin"; did you mean "Region"? [SPEC_KIND]'],
  },
  'no kind at all': {
    files: { 'fleet/more.yaml': 'apiVersion: bulkhead.dev/v1alpha1\nspec: {}\n' },
    says: [
      'fleet/more.yaml:1:1: error: a document under fleet/ begins with apiVersion and kind, and this one has no kind [SPEC_KIND]',
    ],
  },
  'an unknown apiVersion': {
    files: {
      'fleet/more.yaml': `apiVersion: bulkhead.dev/v1
kind: Region
metadata: { name: eu }
spec: { provider: kind }
`,
    },
    says: ['fleet/more.yaml:1:13: error: unknown apiVersion "bulkhead.dev/v1" [SPEC_API_VERSION]'],
  },
  'a file of something else under fleet/': {
    files: { 'fleet/more.yaml': 'replicas: 3\n' },
    says: [
      'fleet/more.yaml:1:1: error: a document under fleet/ begins with apiVersion and kind, and this one has no apiVersion [SPEC_API_VERSION]',
    ],
  },
  'no Fleet document': {
    files: { 'fleet/fleet.yaml': '# gone\n' },
    says: ['error: no document of kind Fleet under fleet/ [SPEC_NO_FLEET]'],
  },
  'two Fleet documents': {
    files: {
      'fleet/more.yaml': `apiVersion: bulkhead.dev/v1alpha1
kind: Fleet
metadata: { name: other }
spec:
  repository: { url: https://example.com/other.git }
  environments: [{ name: dev }]
  network: { pools: { region: { cidr: 10.0.0.0/8 } } }
`,
    },
    says: [
      'fleet/more.yaml:2:7: error: a repository describes one fleet, and this is a second document of kind Fleet [SPEC_TWO_FLEETS]',
      'fleet/more.yaml:6:26: error: two environments are named "dev"; the other is at fleet/fleet.yaml:6:26 [SPEC_DUPLICATE]',
    ],
  },
  'a region that does not exist': {
    files: {
      'fleet/workload.yaml': `apiVersion: bulkhead.dev/v1alpha1
kind: Workload
metadata: { name: cart }
spec:
  team: shop
  placement: { regions: [locl] }
`,
    },
    says: [
      'fleet/workload.yaml:6:26: error: no region is named "locl"; did you mean "local"? [SPEC_UNKNOWN_REGION]',
    ],
  },
  'a team that does not exist': {
    files: {
      'fleet/workload.yaml': `apiVersion: bulkhead.dev/v1alpha1
kind: Workload
metadata: { name: cart }
spec: { team: shpo }
`,
    },
    says: [
      'fleet/workload.yaml:4:15: error: no team is named "shpo"; did you mean "shop"? [SPEC_UNKNOWN_TEAM]',
    ],
  },
  'a workload that does not exist': {
    files: {
      'fleet/workload.yaml': `apiVersion: bulkhead.dev/v1alpha1
kind: Workload
metadata: { name: cart }
spec: { team: shop, callers: [cat] }
`,
    },
    says: [
      'fleet/workload.yaml:4:31: error: no workload is named "cat"; did you mean "cart"? [SPEC_UNKNOWN_WORKLOAD]',
    ],
  },
  'an environment that does not exist, in a cluster and in a placement': {
    files: {
      'fleet/region.yaml': `apiVersion: bulkhead.dev/v1alpha1
kind: Region
metadata: { name: local }
spec:
  provider: kind
  clusters: [{ name: local-dev, environment: deev }]
`,
      'fleet/workload.yaml': `apiVersion: bulkhead.dev/v1alpha1
kind: Workload
metadata: { name: cart }
spec:
  team: shop
  placement: { environments: [dev, production] }
`,
    },
    says: [
      'fleet/region.yaml:6:46: error: no environment is named "deev"; did you mean "dev"? [SPEC_UNKNOWN_ENVIRONMENT]',
      'fleet/workload.yaml:6:36: error: no environment is named "production" [SPEC_UNKNOWN_ENVIRONMENT]',
    ],
  },
  'a primary region outside the placement': {
    files: {
      'fleet/more.yaml': `apiVersion: bulkhead.dev/v1alpha1
kind: Region
metadata: { name: eu }
spec: { provider: kind }
`,
      'fleet/workload.yaml': `apiVersion: bulkhead.dev/v1alpha1
kind: Workload
metadata: { name: cart }
spec:
  team: shop
  placement: { regions: [local] }
  state: { pattern: active-passive, primary: eu }
`,
    },
    says: [
      'fleet/workload.yaml:7:46: error: the primary region "eu" is not among the regions of the placement [SPEC_PRIMARY]',
    ],
  },
  'an active-passive workload without a primary': {
    files: {
      'fleet/workload.yaml': `apiVersion: bulkhead.dev/v1alpha1
kind: Workload
metadata: { name: cart }
spec: { team: shop, state: { pattern: active-passive } }
`,
    },
    says: [
      'fleet/workload.yaml:4:28: error: cart is active-passive and names no primary region [SPEC_PRIMARY]',
    ],
  },
  'two clusters of one name, in different regions': {
    files: {
      'fleet/more.yaml': `apiVersion: bulkhead.dev/v1alpha1
kind: Region
metadata: { name: eu }
spec:
  provider: kind
  clusters: [{ name: local-dev, environment: dev }]
`,
    },
    says: [
      'fleet/region.yaml:6:22: error: two clusters are named "local-dev"; the other is at fleet/more.yaml:6:22 [SPEC_DUPLICATE]',
    ],
  },
  'two regions of one name': {
    files: {
      'fleet/regions.yaml': `apiVersion: bulkhead.dev/v1alpha1
kind: Region
metadata: { name: local }
spec: { provider: kind }
`,
    },
    says: [
      'fleet/regions.yaml:3:19: error: two regions are named "local"; the other is at fleet/region.yaml:3:19 [SPEC_DUPLICATE]',
    ],
  },
  'two environments of one name': {
    files: {
      'fleet/fleet.yaml': `apiVersion: bulkhead.dev/v1alpha1
kind: Fleet
metadata: { name: tiny }
spec:
  repository: { url: https://example.com/fleet.git }
  environments: [{ name: dev }, { name: dev }]
  network: { pools: { region: { cidr: 10.0.0.0/8 } } }
`,
    },
    says: [
      'fleet/fleet.yaml:6:41: error: two environments are named "dev"; the other is at fleet/fleet.yaml:6:26 [SPEC_DUPLICATE]',
    ],
  },
  'a cluster named like an environment': {
    files: {
      'fleet/region.yaml': `apiVersion: bulkhead.dev/v1alpha1
kind: Region
metadata: { name: local }
spec:
  provider: kind
  clusters: [{ name: dev, environment: dev }]
`,
    },
    says: [
      'fleet/region.yaml:6:22: error: "dev" names a cluster and an environment, and both have an overlay of that name [SPEC_DUPLICATE]',
    ],
  },
  'a version of Kubernetes that is none': {
    files: {
      'fleet/region.yaml': `apiVersion: bulkhead.dev/v1alpha1
kind: Region
metadata: { name: local }
spec:
  provider: kind
  clusters: [{ name: local-dev, environment: dev, kubernetesVersion: v1.35 }]
`,
    },
    says: ['fleet/region.yaml:6:70: error: "v1.35" is not a Kubernetes version [SPEC_VERSION]'],
  },
  'a system that does not exist': {
    files: {
      'fleet/fleet.yaml': `apiVersion: bulkhead.dev/v1alpha1
kind: Fleet
metadata: { name: tiny }
spec:
  repository: { url: https://example.com/fleet.git }
  environments: [{ name: dev }]
  network: { pools: { region: { cidr: 10.0.0.0/8 } } }
  systems: [cilium-clustermsh]
`,
    },
    says: [
      'fleet/fleet.yaml:8:12: error: no pack is a system named "cilium-clustermsh"; did you mean "cilium-clustermesh"? [SPEC_UNKNOWN_SYSTEM]',
    ],
  },
  'a mesh of islands that repeat their pods': {
    files: {
      'fleet/fleet.yaml': `apiVersion: bulkhead.dev/v1alpha1
kind: Fleet
metadata: { name: tiny }
spec:
  repository: { url: https://example.com/fleet.git }
  environments: [{ name: dev }]
  network:
    model: island
    pools:
      region: { cidr: 10.0.0.0/8 }
      pods: { role: pod, cidr: 100.64.0.0/12, islands: true }
  systems: [cilium-clustermesh]
`,
      'fleet/other.yaml': `apiVersion: bulkhead.dev/v1alpha1
kind: Region
metadata: { name: other }
spec: { provider: kind }
`,
    },
    says: [
      'fleet/fleet.yaml:11:56: error: "cilium-clustermesh" joins clusters by the addresses of their pods, and pool "pods" gives the same to every island [PACK_ISLANDS]',
    ],
  },
  'a system named twice': {
    files: {
      'fleet/fleet.yaml': `apiVersion: bulkhead.dev/v1alpha1
kind: Fleet
metadata: { name: tiny }
spec:
  repository: { url: https://example.com/fleet.git }
  environments: [{ name: dev }]
  network: { pools: { region: { cidr: 10.0.0.0/8 } } }
  systems: [mcs, mcs]
`,
    },
    says: [
      'fleet/fleet.yaml:8:18: error: two systems are named "mcs"; the other is at fleet/fleet.yaml:8:13 [SPEC_DUPLICATE]',
    ],
  },
  'a workload named like a system': {
    files: {
      'fleet/fleet.yaml': `apiVersion: bulkhead.dev/v1alpha1
kind: Fleet
metadata: { name: tiny }
spec:
  repository: { url: https://example.com/fleet.git }
  environments: [{ name: dev }]
  network: { pools: { region: { cidr: 10.0.0.0/8 } } }
  systems: [mcs]
`,
      'fleet/more.yaml': `apiVersion: bulkhead.dev/v1alpha1
kind: Workload
metadata: { name: mcs }
spec: { team: shop }
`,
    },
    says: ['fleet/more.yaml:3:19: error: "mcs" names a workload and a system [SPEC_DUPLICATE]'],
  },
  'a way to bootstrap that no pack has': {
    files: {
      'fleet/region.yaml': `apiVersion: bulkhead.dev/v1alpha1
kind: Region
metadata: { name: local }
spec:
  provider: azure
  clusters: [{ name: local-dev, environment: dev }]
`,
    },
    says: [
      'fleet/region.yaml:6:14: error: no pack bootstraps "local-dev" by cluster-api on the provider "azure" [SPEC_BOOTSTRAP]',
    ],
  },
  'an Argo CD of a region in a fleet that has a hub': {
    files: {
      'fleet/region.yaml': `apiVersion: bulkhead.dev/v1alpha1
kind: Region
metadata: { name: local }
spec:
  provider: kind
  argocd: local-dev
  clusters: [{ name: local-dev, environment: dev }]
`,
    },
    says: [
      'fleet/region.yaml:6:11: error: the topology "hub" has no Argo CD of a region [SPEC_TOPOLOGY]',
    ],
  },
  'clusters on AWS in a region that has no zones to put them in': {
    files: {
      'fleet/more.yaml': `apiVersion: bulkhead.dev/v1alpha1
kind: Region
metadata: { name: eu-west-1 }
spec:
  provider: aws
  clusters: [{ name: eu, environment: dev }]
`,
    },
    says: [
      'fleet/more.yaml:3:19: error: eu-west-1 has clusters and no zones to put them in [SPEC_ZONES]',
    ],
  },
  'fewer replicas at most than at least': {
    files: {
      'fleet/fleet.yaml': `apiVersion: bulkhead.dev/v1alpha1
kind: Fleet
metadata: { name: tiny }
spec:
  repository: { url: https://example.com/fleet.git }
  environments: [{ name: dev, replicas: { min: 5, max: 2 } }]
  network: { pools: { region: { cidr: 10.0.0.0/8 } } }
`,
    },
    says: [
      'fleet/fleet.yaml:6:56: error: dev has at most 2 replicas and at least 5 [SPEC_REPLICAS]',
    ],
  },
  'a namespace of Argo CD that is none': {
    files: {
      'fleet/fleet.yaml': `apiVersion: bulkhead.dev/v1alpha1
kind: Fleet
metadata: { name: tiny }
spec:
  repository: { url: https://example.com/fleet.git }
  environments: [{ name: dev }]
  network: { pools: { region: { cidr: 10.0.0.0/8 } } }
  gitops: { argocd: { namespace: ../x } }
`,
    },
    says: [
      'fleet/fleet.yaml:8:34: error: "../x" cannot name a namespace: a name must not lead out of its directory [SPEC_NAME]',
    ],
  },
  'a team whose project would be one of the fleet itself': {
    files: {
      'fleet/fleet.yaml': `apiVersion: bulkhead.dev/v1alpha1
kind: Fleet
metadata: { name: tiny }
spec:
  repository: { url: https://example.com/fleet.git }
  environments: [{ name: dev }, { name: root }]
  network: { pools: { region: { cidr: 10.0.0.0/8 } } }
`,
      'fleet/more.yaml': `apiVersion: bulkhead.dev/v1alpha1
kind: Team
metadata: { name: fleet }
spec: {}
`,
    },
    says: [
      'fleet/more.yaml:3:19: error: the project of the team "fleet" in root would be "fleet-root", as that of the fleet itself [SPEC_DUPLICATE]',
    ],
  },
  'several faults at once, each with its place': {
    files: {
      'fleet/fleet.yaml': `apiVersion: bulkhead.dev/v1alpha1
kind: Fleet
metadata: { name: tiny }
spec:
  repository: { url: https://example.com/fleet.git }
  environments: [{ name: dev }]
  network: { pools: { region: { cidr: 10.4.1.0/14 } } }
`,
      'fleet/region.yaml': `apiVersion: bulkhead.dev/v1alpha1
kind: Region
metadata: { name: Local }
spec:
  provider: kind
  clusters: [{ name: local-dev, environment: prod }]
`,
      'fleet/workload.yaml': `apiVersion: bulkhead.dev/v1alpha1
kind: Workload
metadata: { name: cart }
spec: { team: shoppe }
`,
    },
    says: [
      'fleet/region.yaml:3:19: error: "Local" cannot name a region: capital letters are not allowed (DNS-1123) [SPEC_NAME]',
      'fleet/fleet.yaml:7:39: error: host bits are set in 10.4.1.0/14; did you mean 10.4.0.0/14? [SPEC_CIDR]',
      'fleet/region.yaml:6:46: error: no environment is named "prod" [SPEC_UNKNOWN_ENVIRONMENT]',
      'fleet/workload.yaml:4:15: error: no team is named "shoppe"; did you mean "shop"? [SPEC_UNKNOWN_TEAM]',
    ],
  },
}

for (const [name, refusal] of Object.entries(table)) {
  test(`generate refuses ${name}`, t => assertRefused(t, { ...refusal, code: 2 }))
}
