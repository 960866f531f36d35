import type { RegisteredCluster } from '../cluster-secret.ts'
import type { JsonObject, Path } from '../json.ts'
import type { Renderer } from '../renderer.ts'
import type { Repositories } from '../repository-tree.ts'
import type { ControllerSettings } from '../settings.ts'
import type { ExpansionWork } from '../work.ts'

/** Generators whose parameters come from the living world. */
export type OutsideKind = 'scmProvider' | 'clusterDecisionResource' | 'pullRequest' | 'plugin'

/** A generator that asks the outside world, for whoever knows what it would be told. */
export interface OutsideGenerator {
  readonly kind: OutsideKind
  /** Its fields, with what a matrix has put into them. */
  readonly spec: JsonObject
  readonly path: Path
  readonly set: { readonly name: string; readonly namespace: string }
}

/** The parameters that the outside would give, without `values`; nothing when they are not known. */
export type Supply = (generator: OutsideGenerator) => readonly JsonObject[] | undefined

/** What generators of one ApplicationSet work with. */
export interface GeneratorContext {
  readonly set: { readonly name: string; readonly namespace: string }
  readonly renderer: Renderer
  readonly work: ExpansionWork
  readonly clusters: readonly RegisteredCluster[]
  readonly repositories: Repositories
  readonly supply: Supply
  readonly settings: ControllerSettings
  /** Refuses a project that does not exist, before a repository is asked. */
  readonly checkProject: (path: Path) => void
}
