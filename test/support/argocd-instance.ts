import {
  expandApplicationSets,
  memoryRepository,
  type Expansion,
  type RegisteredCluster,
} from '@bulkhead/argocd'
import { build, memoryFileSystem } from '@bulkhead/kustomize'
import type { KubernetesObject } from './kubernetes-objects.ts'
import type { Tree } from './tree.ts'

/** What one Argo CD knows and does, worked out from the tree alone. */
export interface DeliveredInstance {
  /** What its root and the list of its clusters build to. */
  readonly objects: readonly KubernetesObject[]
  readonly clusters: readonly RegisteredCluster[]
  readonly expansions: readonly Expansion[]
}

/**
 * Follows an Argo CD instance from the root that is applied by hand: the Applications there, what
 * their paths build to, and what the ApplicationSets make of the clusters that are registered.
 */
export function deliver(tree: Tree, root: string): DeliveredInstance {
  const objects = new Map<string, KubernetesObject>()
  const add = (path: string) => {
    for (const object of buildObjects(tree, path)) {
      const key = `${object.kind} ${object.metadata.namespace ?? ''}/${object.metadata.name}`
      if (objects.has(key)) continue
      objects.set(key, object)
      const { source } = (object['spec'] ?? {}) as { source?: { path?: string } }
      if (object.kind === 'Application' && source?.path) add(source.path)
    }
  }
  add(root)
  const every = [...objects.values()]
  const clusters = every.flatMap(object => registeredBy(object) ?? [])
  const ofKind = (kind: string) => every.filter(object => object.kind === kind)
  return {
    objects: every,
    clusters,
    expansions: expandApplicationSets(
      ofKind('ApplicationSet').map(value => ({ value })),
      {
        clusters,
        projects: ofKind('AppProject').map(({ metadata }) => metadata.name),
        repositories: () => memoryRepository(tree),
        settings: { progressiveSyncs: true },
      },
    ),
  }
}

function buildObjects(tree: Tree, path: string): readonly KubernetesObject[] {
  const fileSystem = memoryFileSystem(
    Object.fromEntries(Object.entries(tree).map(([file, text]) => [`/${file}`, text])),
  )
  return build(`/${path}`, { fileSystem }).resources.map(
    ({ value }) => value as unknown as KubernetesObject,
  )
}

interface SecretLike {
  readonly metadata: Pick<RegisteredCluster, 'labels' | 'annotations'>
  readonly values: { readonly name: string; readonly server: string }
}

/** The cluster that a Secret registers, or the one that External Secrets will write. */
function registeredBy(object: KubernetesObject): RegisteredCluster | undefined {
  const found = secretOf(object)
  if (found?.metadata.labels['argocd.argoproj.io/secret-type'] !== 'cluster') return undefined
  const { metadata, values } = found
  const server = values.server.includes('{{') ? `https://${values.name}.test` : values.server
  return { name: values.name, server, labels: metadata.labels, annotations: metadata.annotations }
}

function secretOf(object: KubernetesObject): SecretLike | undefined {
  if (object.kind === 'Secret') {
    return { metadata: object.metadata, values: object['stringData'] } as unknown as SecretLike
  }
  if (object.kind !== 'ExternalSecret') return undefined
  const { target } = object['spec'] as {
    target: { template?: { metadata?: SecretLike['metadata']; data: SecretLike['values'] } }
  }
  const { template } = target
  return template?.metadata && { metadata: template.metadata, values: template.data }
}
