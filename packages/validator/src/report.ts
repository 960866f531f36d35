import type { Finding } from '@bulkhead/diagnostics'

/** What validation found, what it looked at and what it did not. */
export interface Report {
  /** In order of place, rule and message. */
  readonly findings: readonly Finding[]
  /** Findings that a comment in the source or a waiver of the fleet answers for, or that it accepts; same order. */
  readonly suppressed: readonly Suppressed[]
  readonly checked: Checked
  /** What could not be checked: never to be read as passed. */
  readonly skipped: readonly Skipped[]
}

export interface Suppressed {
  readonly finding: Finding
  readonly reason: string
  /** That nothing can look at it is accepted in the fleet, by `spec.unchecked`. */
  readonly isAccepted?: true
  /** The last day, of a waiver. */
  readonly until?: string
}

export interface Checked {
  readonly files: number
  /** Kustomization files whose references were followed. */
  readonly roots: number
  /** Applications that every Argo CD of the fleet will have. */
  readonly applications: number
  readonly clusters: number
  /** What those deploy that rules looked at, each once for every Application. */
  readonly objects: number
  readonly rules: number
}

export interface Skipped {
  readonly what: string
  readonly why: string
}
