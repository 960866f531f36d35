import { loadFleet } from '@bulkhead/fleet'
import { validate } from '@bulkhead/validator'
import { tinySpec } from '../support/fleets.ts'
import type { Growth } from './growth.ts'

type Files = Readonly<Record<string, string>>

const lines = (count: number, line: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => line(i)).join('')

const documents = (count: number, document: (i: number) => string) =>
  lines(count, i => `---\n${document(i)}`)

const header = (kind: string, name: string) =>
  `apiVersion: bulkhead.dev/v1alpha1\nkind: ${kind}\nmetadata: { name: ${name} }\n`

/** Loads a spec: what is there besides the tiny one, or in its place. */
const loading = (files: Files) => () =>
  loadFleet(new Map(Object.entries({ ...tinySpec, ...files })))

/** Holds a repository against all rules. */
function judging(files: Files): () => unknown {
  const all = new Map(Object.entries({ ...tinySpec, ...files }))
  return () => validate({ paths: [...all.keys()].sort(), read: path => all.get(path) })
}

const fleetWith = (fields: string): Files => ({
  'fleet/fleet.yaml': `${tinySpec['fleet/fleet.yaml']}${fields}`,
})

const secret = (i: number) =>
  `apiVersion: v1\nkind: Secret\nmetadata: { name: s${i} }\nstringData: { token: hunter${i} }\n`

const application = (name: string) => `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: ${name}, namespace: argocd }
spec:
  project: default
  source: { repoURL: 'https://example.com/fleet.git', path: apps, targetRevision: main }
  destination: { name: in-cluster, namespace: a }
`

/** What a fleet can have very many of. */
export const fleetGrowths: readonly Growth[] = [
  {
    name: 'regions with a cluster, loaded',
    size: 400,
    of: n =>
      loading({
        'fleet/more.yaml': documents(
          n,
          i =>
            `${header('Region', `r${i}`)}spec: { provider: kind, clusters: [{ name: c${i}, environment: dev }] }\n`,
        ),
      }),
  },
  {
    name: 'workloads, loaded',
    size: 1600,
    of: n =>
      loading({
        'fleet/more.yaml': documents(
          n,
          i => `${header('Workload', `w${i}`)}spec: { team: shop }\n`,
        ),
      }),
  },
  {
    name: 'faults of a spec',
    size: 1600,
    of: n =>
      loading({
        'fleet/more.yaml': documents(n, i => `${header('Team', `t${i}`)}spec: { none: ${i} }\n`),
      }),
  },
  {
    name: 'Secrets in the clear',
    size: 100,
    of: n => judging({ 'apps/a/base/secrets.yaml': documents(n, secret) }),
  },
  {
    name: 'Secrets and waivers of each',
    size: 100,
    of: n =>
      judging({
        ...fleetWith(
          `  waivers:\n${lines(n, i => `  - { rule: SEC001, path: apps/a${i}, reason: known, until: 2999-01-01 }\n`)}`,
        ),
        ...Object.fromEntries(
          Array.from({ length: n }, (_, i) => [`apps/a${i}/base/secret.yaml`, secret(i)]),
        ),
      }),
  },
  {
    name: 'comments that suppress',
    size: 200,
    of: n =>
      judging({
        'apps/a/base/secrets.yaml': documents(
          n,
          i => `# bulkhead-ignore SEC001: known\n${secret(i)}`,
        ),
      }),
  },
  {
    name: 'clusters with one range',
    size: 50,
    of: n =>
      judging(
        Object.fromEntries(
          Array.from({ length: n }, (_, i) => [
            `clusters/c${i}/cluster.yaml`,
            `apiVersion: cluster.x-k8s.io/v1beta1\nkind: Cluster\nmetadata: { name: c${i} }\nspec: { clusterNetwork: { pods: { cidrBlocks: [10.1.0.0/16] } } }\n`,
          ]),
        ),
      ),
  },
  {
    name: 'Applications of one name',
    size: 100,
    of: n =>
      judging({
        'gitops/hub/kustomization.yaml': 'resources: [facts.yaml]\n',
        'gitops/hub/facts.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: facts }\n',
        'gitops/hub/more.yaml': documents(n, i => application(i % 2 === 0 ? 'same' : `a${i}`)),
      }),
  },
]
