import { scopeOfKind } from '@bulkhead/kustomize'
import type { ObjectSummary } from '@bulkhead/state'

/** What one object is in a cluster, whatever version of its API it is written in. */
export interface ObjectIdentity {
  readonly group: string
  readonly kind: string
  readonly name: string
  /** Nothing for a kind that lives outside namespaces. */
  readonly namespace: string
  /** Nothing for kinds that Kubernetes does not bring: the cluster knows. */
  readonly scope: 'cluster' | 'namespace' | undefined
}

/**
 * @param destination the namespace of the Application, in which objects are that name none; kinds
 *   that are not known count as such, as Kustomize has it
 */
export function identityOf(resource: ObjectSummary, destination: string): ObjectIdentity {
  const { apiVersion, kind, name } = resource
  const slash = apiVersion.indexOf('/')
  const scope = scopeOfKind(apiVersion, kind)
  return {
    group: slash === -1 ? '' : apiVersion.slice(0, slash),
    kind,
    name,
    namespace: scope === 'cluster' ? '' : resource.namespace || destination,
    scope,
  }
}

/** `kind/namespace/name`, as findings name objects. */
export function formatIdentity({ kind, namespace, name }: ObjectIdentity): string {
  return [kind, namespace, name].filter(Boolean).join('/')
}
