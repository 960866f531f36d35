import { memoryFileSystem } from '@bulkhead/kustomize'
import { compareInstances, type Moment, type StateChange } from '../compare/compare-instances.ts'
import { compileInstance } from '../compile.ts'
import type { StateRepository } from '../repository.ts'

/** Texts by path; `undefined` stands for a file that is not there. */
export type Files = Readonly<Record<string, string | undefined>>

export const url = 'https://example.com/fleet.git'

export function repositoryOf(tree: Files): StateRepository {
  const files = Object.fromEntries(
    Object.entries(tree).flatMap(([path, text]) => (text === undefined ? [] : [[path, text]])),
  )
  return {
    paths: Object.keys(files).sort(),
    fileSystem: memoryFileSystem(files),
    url,
    revision: 'main',
  }
}

/** What the Argo CD that starts from `hub` has. */
export function momentOf(tree: Files): Moment {
  const repository = repositoryOf(tree)
  return { repository, instance: compileInstance(repository, 'hub') }
}

/** What edits do to the two clusters; `before` says what else is there before them. */
export function changeOf(edits: Files, before: Files = {}): StateChange {
  const old = { ...twoClusters, ...before }
  return compareInstances(momentOf(old), momentOf({ ...old, ...edits }))
}

/** Each Application that changes, with its objects, as `changed cart-eu: changed Deployment/cart`. */
export function linesOf({ applications }: Pick<StateChange, 'applications'>): readonly string[] {
  return applications.map(({ verdict, application, objects, charts, unknown, fields, fate }) =>
    [
      `${verdict} ${application.name}${fate === undefined ? '' : ` (${fate})`}:`,
      ...fields.map(({ path }) => path),
      ...objects.map(
        one =>
          `${one.verdict} ${one.object.kind}/${one.object.name}${one.verdict === 'removed' ? ` (${one.fate})` : ''}`,
      ),
      ...charts.map(
        one => `${one.verdict} ${one.chart}${one.fields.map(({ path }) => ` ${path}`).join('')}`,
      ),
      ...unknown.map(why => `? ${why}`),
    ].join(' '),
  )
}

export const resources = (...names: readonly string[]) => `resources: [${names.join(', ')}]\n`

/** An Application that is written, with more of its spec. */
export function application(name: string, source: string, more = ''): string {
  return `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: ${name}
  namespace: argocd
  finalizers: [resources-finalizer.argocd.argoproj.io]
spec:
  project: default
  ${source}
  destination: { name: ${name.startsWith('own') ? 'in-cluster' : 'eu'}, namespace: shop }
${more}`
}

export const here = (path: string, more = '') =>
  `source: { repoURL: ${url}, targetRevision: main, path: '${path}'${more} }`

export const pruning = '  syncPolicy: { automated: { prune: true } }\n'

interface SetOptions {
  readonly selector?: string
  readonly more?: string
  readonly sync?: string
  readonly project?: string
  readonly label?: string
}

/** The set of the workload. */
export function cartSet({
  selector = 'matchExpressions: [{ key: environment, operator: Exists }]',
  more = '',
  sync = '{ automated: { prune: true } }',
  project = 'shop',
  label = 'environment',
}: SetOptions = {}): string {
  return `apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: { name: cart, namespace: argocd }
spec:
  goTemplate: true
  goTemplateOptions: [missingkey=error]
  generators: [{ clusters: { selector: { ${selector} } } }]
${more}  template:
    metadata: { name: 'cart-{{ .name }}', labels: { environment: '{{ .metadata.labels.${label} }}' } }
    spec:
      project: ${project}
      ${here('cart/{{ .name }}')}
      destination: { name: '{{ .name }}', namespace: shop }
      syncPolicy: ${sync}
`
}

const registration = (name: string, environment: string) => `apiVersion: v1
kind: Secret
metadata:
  name: cluster-${name}
  namespace: argocd
  labels: { argocd.argoproj.io/secret-type: cluster, environment: ${environment} }
stringData: { name: ${name}, server: https://${name} }
`

export const map = (name: string, value: string, annotations = '') =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n  annotations: {${annotations}}\ndata: { value: '${value}' }\n`

/** A hub with one set for two clusters, whose overlays share a base. */
export const twoClusters: Files = {
  'hub/kustomization.yaml': resources('root.yaml', 'clusters.yaml', 'project.yaml', 'cart.yaml'),
  'hub/root.yaml': application('own-root', here('hub'), pruning),
  'hub/clusters.yaml': application('own-clusters', here('clusters'), pruning),
  'hub/project.yaml':
    'apiVersion: argoproj.io/v1alpha1\nkind: AppProject\nmetadata: { name: shop, namespace: argocd }\n',
  'hub/cart.yaml': cartSet(),
  'clusters/kustomization.yaml': resources('eu.yaml', 'us.yaml'),
  'clusters/eu.yaml': registration('eu', 'production'),
  'clusters/us.yaml': registration('us', 'staging'),
  'cart/base/kustomization.yaml': resources('map.yaml'),
  'cart/base/map.yaml': map('cart', '1'),
  'cart/eu/kustomization.yaml': resources('../base'),
  'cart/us/kustomization.yaml': resources('../base'),
}
