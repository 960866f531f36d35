import type { Fleet, Instance } from '@bulkhead/fleet'
import type { ChosenPacks } from '../pack/choose-packs.ts'
import type { Options } from '../pack/resolve-options.ts'
import type { Views } from '../render/views.ts'

/** What a tree is rendered from. */
export interface RenderContext {
  readonly fleet: Fleet
  readonly packs: ChosenPacks
  readonly views: Views
}

/** What a builder of typed objects works from. */
export interface BuildContext extends RenderContext {
  /** Those of the pack that names the builder. */
  readonly options: Options
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
