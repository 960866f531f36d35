import type { Location } from '@bulkhead/diagnostics'
import type { Patch, StringMap } from '../kustomization.ts'

/** One change to a kustomization, as a subcommand of `kustomize edit` makes it. */
export type KustomizationEdit =
  | { readonly set: 'namePrefix' | 'nameSuffix' | 'namespace'; readonly value: string }
  /** Each as `name=new:tag@digest`, of which only some is said; `*` keeps what is there. */
  | { readonly set: 'images'; readonly images: readonly string[] }
  | {
      readonly set: 'replicas'
      readonly replicas: readonly { readonly name: string; readonly count: number }[]
    }
  | {
      readonly add: 'labels'
      readonly pairs: StringMap
      readonly force: boolean
      readonly withoutSelector: boolean
      readonly includeTemplates: boolean
    }
  | { readonly add: 'annotations'; readonly pairs: StringMap; readonly force: boolean }
  | { readonly add: 'components'; readonly paths: readonly string[] }
  /** No subcommand: written behind the patches of the file. */
  | { readonly add: 'patches'; readonly patches: readonly Patch[] }

/** A directory whose kustomization is changed before it is built; its file stays as it is. */
export interface EditedRoot {
  readonly root: string
  readonly edits: readonly KustomizationEdit[]
  /** Where the edits are asked for: what they bring is told as written there. */
  readonly location: Location | undefined
}
