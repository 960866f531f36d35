import { loadFleet } from '@bulkhead/fleet'
import { memoryFileSystem } from '@bulkhead/kustomize'
import { compareInstances, compileInstance, type StateRepository } from '@bulkhead/state'
import type { FleetChange } from '../change/fleet-change.ts'
import { judgeChange, type ChangeReport } from '../change/judge-change.ts'
import type { ChangeRule } from '../rule.ts'
import type { Files } from './memory-repository.ts'

const url = 'https://github.com/acme/fleet.git'

/** Cluster → what its registration says of it, in the order of regions. */
const clusters = {
  'eu-west-1-production': 'production',
  'us-east-1-production': 'production',
  'us-east-1-staging': 'staging',
} as const

/** Lines are counted from 1 in messages; the text of an example begins below its path. */
const yaml = (text: string) => text.replace(/^\n/, '')

const kustomization = (...resources: readonly string[]) =>
  `resources:\n${resources.map(resource => `- ${resource}\n`).join('')}`

/** The spec of the fleet, with more of it said below `spec`. */
export function fleetSpec(more = ''): string {
  return yaml(`
apiVersion: bulkhead.dev/v1alpha1
kind: Fleet
metadata: { name: acme }
spec:
  repository: { url: ${url} }
  environments: [{ name: staging }, { name: production, protected: true }]
  network: { pools: { region: { cidr: 10.0.0.0/8, block: /13 } } }
${more}`)
}

const regions = yaml(`
apiVersion: bulkhead.dev/v1alpha1
kind: Region
metadata: { name: eu-west-1 }
spec:
  provider: aws
  zones: [eu-west-1a]
  clusters: [{ name: eu-west-1-production, environment: production }]
---
apiVersion: bulkhead.dev/v1alpha1
kind: Region
metadata: { name: us-east-1 }
spec:
  provider: aws
  zones: [us-east-1a]
  clusters:
    - { name: us-east-1-production, environment: production }
    - { name: us-east-1-staging, environment: staging }
`)

/** An Application of Argo CD's own. */
export function ownApplication(name: string, path: string): string {
  return yaml(`
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: ${name}, namespace: argocd }
spec:
  project: default
  source: { repoURL: ${url}, targetRevision: main, path: ${path} }
  destination: { name: in-cluster, namespace: argocd }
  syncPolicy: { automated: { prune: true } }
`)
}

/** The ApplicationSet of the one workload, for clusters of some environments. */
export function cartSet({
  environments = 'staging, production',
  name = 'cart-{{ .name }}',
  more = '',
} = {}): string {
  return yaml(`
apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: { name: cart, namespace: argocd }
spec:
  goTemplate: true
  goTemplateOptions: [missingkey=error]
  generators:
    - clusters:
        selector: { matchExpressions: [{ key: environment, operator: In, values: [${environments}] }] }
${more}  template:
    metadata:
      name: '${name}'
      labels: { environment: '{{ .metadata.labels.environment }}' }
    spec:
      project: default
      source: { repoURL: ${url}, targetRevision: main, path: 'apps/cart/overlays/{{ .name }}' }
      destination: { name: '{{ .name }}', namespace: shop }
      syncPolicy: { automated: { prune: true } }
`)
}

/** One environment after the other. */
export const rolling = `  strategy:
    type: RollingSync
    rollingSync:
      steps:
        - matchExpressions: [{ key: environment, operator: In, values: [staging] }]
        - matchExpressions: [{ key: environment, operator: In, values: [production] }]
`

export function deployment(image: string): string {
  return yaml(`
apiVersion: apps/v1
kind: Deployment
metadata: { name: cart }
spec:
  template:
    spec:
      containers: [{ name: cart, image: ${image} }]
`)
}

const registration = (name: string, environment: string) =>
  yaml(`
apiVersion: v1
kind: Secret
metadata:
  name: cluster-${name}
  namespace: argocd
  labels: { argocd.argoproj.io/secret-type: cluster, environment: ${environment} }
stringData: { name: ${name}, server: https://${name} }
`)

/** Three clusters in two regions, which one ApplicationSet brings a workload to. */
export const smallFleet: Files = {
  'fleet/fleet.yaml': fleetSpec(),
  'fleet/regions.yaml': regions,
  'gitops/kustomization.yaml': kustomization('root.yaml', 'clusters.yaml', 'applicationsets'),
  'gitops/root.yaml': ownApplication('root', 'gitops'),
  'gitops/clusters.yaml': ownApplication('clusters', 'clusters'),
  'gitops/applicationsets/kustomization.yaml': kustomization('cart.yaml'),
  'gitops/applicationsets/cart.yaml': cartSet(),
  'clusters/kustomization.yaml': kustomization(...Object.keys(clusters)),
  'apps/cart/base/kustomization.yaml': kustomization('deployment.yaml'),
  'apps/cart/base/deployment.yaml': deployment('cart:1.0.0'),
  ...Object.fromEntries(
    Object.entries(clusters).flatMap(([name, environment]) => [
      [`clusters/${name}/kustomization.yaml`, kustomization('registration.yaml')],
      [`clusters/${name}/registration.yaml`, registration(name, environment)],
      [`apps/cart/overlays/${name}/kustomization.yaml`, kustomization('../../base')],
    ]),
  ),
}

export interface TestedChange {
  /** What is otherwise before the change, and after it unless it changes; `undefined` deletes. */
  readonly before?: Files
  /** What the change does to that. */
  readonly after: Files
  /** The day on which waivers are judged. */
  readonly today?: string
  /** What has come to be there and is not read. */
  readonly unread?: FleetChange['unread']
}

/** What a change of the small fleet does, as `bulkhead plan` tells it. */
export function judgeEdits({
  before = {},
  after,
  today = '2027-01-01',
  unread = [],
}: TestedChange): ChangeReport {
  const [old, now] = [
    { ...smallFleet, ...before },
    { ...smallFleet, ...before, ...after },
  ].map(momentOf) as [Moment, Moment]
  const change = compareInstances(old, now)
  return judgeChange({ before: old.fleet, after: now, change, unread }, today)
}

/** What one rule finds in a change, as `file:line:column severity message`. */
export function observeChange(rule: ChangeRule, change: TestedChange): readonly string[] {
  return judgeEdits(change)
    .findings.filter(finding => finding.rule === rule.id)
    .map(
      ({ location: { file, line, column }, severity, message }) =>
        `${file}:${line}:${column} ${severity} ${message}`,
    )
}

type Moment = ReturnType<typeof momentOf>

function momentOf(tree: Files) {
  const files = Object.fromEntries(
    Object.entries(tree).flatMap(([path, text]) => (text === undefined ? [] : [[path, text]])),
  )
  const spec = Object.entries(files).filter(([path]) => path.startsWith('fleet/'))
  const { loaded, problems } = loadFleet(new Map(spec))
  if (!loaded) throw new Error(problems.map(({ message }) => message).join('\n'))
  const repository: StateRepository = {
    paths: Object.keys(files).sort(),
    fileSystem: memoryFileSystem(files),
    url,
    revision: 'main',
  }
  const instance = compileInstance(repository, 'gitops')
  return { ...loaded, repository, instance, read: (path: string) => files[path] }
}
