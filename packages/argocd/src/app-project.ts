import type { ObjectMeta } from './meta.ts'

/** What a group of Applications may deploy, and where to. */
export interface AppProject {
  readonly apiVersion: 'argoproj.io/v1alpha1'
  readonly kind: 'AppProject'
  readonly metadata: ObjectMeta
  readonly spec: {
    readonly description?: string
    readonly sourceRepos: readonly string[]
    readonly destinations: readonly (
      | { readonly name: string; readonly namespace: string }
      | { readonly server: string; readonly namespace: string }
    )[]
    readonly clusterResourceWhitelist?: readonly NamedGroupKind[]
    readonly namespaceResourceBlacklist?: readonly GroupKind[]
  }
}

export interface GroupKind {
  readonly group: string
  readonly kind: string
}

/** Kinds that are cluster-scoped can be told apart by name too, as a pattern. Since Argo CD 3.3. */
export interface NamedGroupKind extends GroupKind {
  readonly name?: string
}
