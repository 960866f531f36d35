import type { Fleet, Instance } from '@bulkhead/fleet'
import type { ChosenPacks } from '../pack/choose-packs.ts'
import type { References } from '../own-references.ts'
import type { Options } from '../pack/resolve-options.ts'
import type { Views } from '../render/views.ts'

/** What a builder of typed objects works from. */
export interface BuildContext {
  readonly fleet: Fleet
  readonly packs: ChosenPacks
  readonly views: Views
  /** Those of the pack that names the builder. */
  readonly options: Options
  /** Which directory takes in which, of all that templates and people have written. */
  readonly references: References
}

/** A file of typed objects: its name, `.yaml` or `.json`, and the object that it holds. */
export interface BuiltFile {
  readonly name: string
  readonly object: object
}

/** Builds the objects that are too machine-owned for a template. */
export type Builder = (context: BuildContext) => readonly BuiltFile[]

/** Builds what one Argo CD instance syncs. */
export type InstanceBuilder = (context: BuildContext, instance: Instance) => readonly BuiltFile[]
