import type { ObjectMeta } from './meta.ts'

/** One deployment of one source to one destination. */
export interface Application {
  readonly apiVersion: 'argoproj.io/v1alpha1'
  readonly kind: 'Application'
  readonly metadata: ObjectMeta
  readonly spec: ApplicationSpec
}

export interface ApplicationSpec {
  readonly project: string
  readonly source?: ApplicationSource
  readonly sources?: readonly ApplicationSource[]
  readonly destination: ApplicationDestination
  readonly syncPolicy?: SyncPolicy
}

export interface ApplicationSource {
  readonly repoURL: string
  readonly targetRevision: string
  readonly path?: string
  readonly chart?: string
  /** A name by which other sources refer to files of this one, as `$name/path`. */
  readonly ref?: string
  readonly helm?: { readonly releaseName?: string; readonly valueFiles?: readonly string[] }
}

/** A cluster by its name or by its server, never both. */
export type ApplicationDestination =
  | { readonly name: string; readonly namespace?: string }
  | { readonly server: string; readonly namespace?: string }

export interface SyncPolicy {
  readonly automated?: { readonly prune?: boolean; readonly selfHeal?: boolean }
  readonly syncOptions?: readonly string[]
  readonly retry?: {
    readonly limit: number
    readonly backoff?: {
      readonly duration: string
      readonly factor: number
      readonly maxDuration: string
    }
  }
}
