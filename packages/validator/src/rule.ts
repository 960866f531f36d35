import type { Location, RelatedLocation, Severity } from '@bulkhead/diagnostics'
import type { Snapshot } from './snapshot.ts'

/**
 * One law of a fleet repository. Keeps nothing and writes nothing; what it cannot check it notes
 * with `snapshot.skip`.
 */
export interface Rule {
  /** Three letters of its group and three digits, never reused: `NET002`. */
  readonly id: string
  /** What it looks for, in kebab case; also the name of its files. */
  readonly name: string
  readonly severity: Severity
  /** The law in one sentence. */
  readonly summary: string
  check(snapshot: Snapshot): Iterable<Observation>
}

/** What a rule saw. The engine makes it a `Finding` by adding the rule's id and severity. */
export interface Observation {
  readonly message: string
  readonly location: Location
  /** The next thing to try, as one imperative sentence. */
  readonly hint: string
  readonly related?: readonly RelatedLocation[]
  /** The cluster concerned, where there is exactly one. */
  readonly cluster?: string | undefined
  /** Every cluster that takes part, where that is not the one concerned; as `Judged` has them. */
  readonly parties?: readonly string[]
  /** `kind/namespace/name` of the object concerned, where there is one. */
  readonly object?: string | undefined
  /** Where this case is milder than the rule. */
  readonly severity?: Severity
  /** Whether it also hangs on a path that no location names, such as one that is missing. */
  readonly concerns?: (path: string) => boolean
}
