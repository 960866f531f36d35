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
    readonly clusterResourceWhitelist?: readonly GroupKind[]
    readonly namespaceResourceBlacklist?: readonly GroupKind[]
  }
}

export interface GroupKind {
  readonly group: string
  readonly kind: string
}
