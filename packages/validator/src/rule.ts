import type { Location, RelatedLocation, Severity } from '@bulkhead/diagnostics'
import type { Unchecked, Waiver } from '@bulkhead/fleet'
import type { ChangeView } from './change/judge-change.ts'
import type { Snapshot } from './snapshot.ts'
import type { Suppression } from './suppression.ts'

/** What a rule demands, and what it is called. */
export interface Law {
  /** Three letters of its group and three digits, never reused: `NET002`. */
  readonly id: string
  /** What it looks for, in kebab case; also the name of its files. */
  readonly name: string
  readonly severity: Severity
  /** The law in one sentence. */
  readonly summary: string
}

/**
 * A law of a fleet repository as it is. Keeps nothing and writes nothing; what it cannot check it
 * notes with `snapshot.skip`.
 */
export interface Rule extends Law {
  check(snapshot: Snapshot): Iterable<Observation>
  /** What can only be said when all rules have looked. */
  review?(snapshot: Snapshot, outcome: Outcome): Iterable<Observation>
}

/** How a run went, for what judges the run itself. */
export interface Outcome {
  /** The ids of the rules that took part, and of all that there are. */
  readonly ran: ReadonlySet<string>
  readonly known: ReadonlySet<string>
  /** The suppressions, waivers and acceptances that have answered for a finding. */
  readonly used: ReadonlySet<Suppression | Waiver | Unchecked>
  /** As `ValidateOptions.today`. */
  readonly today: string | undefined
}

/** A law of what changes from one moment of a fleet to the next. */
export interface ChangeRule extends Law {
  check(view: ChangeView): Iterable<Observation>
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
  /** The name of what it is about, as it is written, for `spec.unchecked` to accept. */
  readonly subject?: string | undefined
  /** `kind/namespace/name` of the object concerned, where there is one. */
  readonly object?: string | undefined
  /** Where this case is milder than the rule. */
  readonly severity?: Severity
  /** Whether it also hangs on a path that no location names, such as one that is missing. */
  readonly concerns?: (path: string) => boolean
}
