import type { Problem } from '@bulkhead/diagnostics'
import type { JsonObject, Path } from './json.ts'
import type { Origin } from './parameters.ts'
import type { Rollout } from './rollout.ts'
import type { SyncEffect } from './sync-effect.ts'
import type { Rejection } from './validate.ts'

/**
 * What one ApplicationSet makes.
 *
 * - `generated`: these Applications, and no others.
 * - `frozen`: Argo CD stops at a fault, and neither creates, updates nor deletes anything.
 * - `unknown`: some of it depends on the living world. `applications` has what does not.
 */
export interface Expansion {
  readonly status: 'generated' | 'frozen' | 'unknown'
  readonly name: string
  readonly namespace: string
  /** In the order of the generators; of a frozen set none. */
  readonly applications: readonly GeneratedApplication[]
  /** What freezes the set. Argo CD reports the first. */
  readonly faults: readonly ExpansionFault[]
  /** What cannot be known here, and where it is asked for. */
  readonly unknown: readonly UnknownPart[]
  /** Entries that make nothing, because Argo CD does not know what they name. */
  readonly unrecognizedGenerators: readonly string[]
  readonly effect: SyncEffect
  /** Steps of a RollingSync; nothing where all Applications are synced at once. */
  readonly rollout: Rollout | undefined
}

/** A fault of the set, with the field that it lies in. */
export interface ExpansionFault extends Problem {
  readonly path: Path
}

export interface UnknownPart {
  readonly message: string
  readonly path: Path
}

export interface GeneratedApplication {
  readonly name: string
  /** The object as Argo CD would create it. */
  readonly application: JsonObject
  /** Why it is not created or updated after all. It is not deleted either. */
  readonly rejection: Rejection | undefined
  /** The entry of `spec.generators` that made it. */
  readonly generator: Path
  /** What its parameters were taken from: elements, clusters, files, directories. */
  readonly origins: readonly Origin[]
  /** Each parameter by its dotted name, with its value as it prints, and where it comes from. */
  parameters(): readonly ExplainedParameter[]
}

export interface ExplainedParameter {
  readonly name: string
  readonly value: string
  readonly origin: Origin | undefined
}
