import type { ApplicationSpec } from './application.ts'
import type { LabelSelector, ObjectMeta } from './meta.ts'

/** Makes one Application for each set of parameters that its generators give. */
export interface ApplicationSet {
  readonly apiVersion: 'argoproj.io/v1alpha1'
  readonly kind: 'ApplicationSet'
  readonly metadata: ObjectMeta
  readonly spec: {
    readonly goTemplate: true
    readonly goTemplateOptions: readonly string[]
    readonly generators: readonly ClusterGenerator[]
    readonly syncPolicy?: {
      readonly applicationsSync?: 'sync' | 'create-update' | 'create-delete' | 'create-only'
      readonly preserveResourcesOnDeletion?: boolean
    }
    readonly strategy?: RollingSync
    readonly template: { readonly metadata: ObjectMeta; readonly spec: ApplicationSpec }
  }
}

/** One set of parameters for each registered cluster that the selector matches. */
export interface ClusterGenerator {
  readonly clusters: { readonly selector: LabelSelector }
}

/** The order in which an ApplicationSet syncs its Applications. */
export interface RollingSync {
  readonly type: 'RollingSync'
  readonly rollingSync: { readonly steps: readonly RollingSyncStep[] }
}

/** The Applications that are synced together: those whose labels match. */
export interface RollingSyncStep {
  readonly matchExpressions: NonNullable<LabelSelector['matchExpressions']>
  /** How many Applications change at a time: a number, or a share such as `25%`. Without it all. */
  readonly maxUpdate?: number | string
}
