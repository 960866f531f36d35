import { compareLocations, type Location } from './location.ts'

export type Severity = 'error' | 'warning' | 'info'

/** A place that takes part in a finding without being its subject. */
export interface RelatedLocation extends Location {
  readonly message: string
}

/** What a rule has to say about one place in the repository. */
export interface Finding {
  /** A rule id: three letters of its group and three digits, `NET002`. */
  readonly rule: string
  readonly severity: Severity
  readonly message: string
  readonly location: Location
  /** The cluster concerned, where there is exactly one. */
  readonly cluster?: string
  /** `kind/namespace/name` of the object concerned, where there is one. */
  readonly object?: string
  readonly related: readonly RelatedLocation[]
  /** The next thing to try, as one imperative sentence. */
  readonly hint: string
}

/** Orders findings by place, then rule, then message, so that reports are the same bytes every time. */
export function compareFindings(a: Finding, b: Finding): number {
  return (
    compareLocations(a.location, b.location) ||
    compareText(a.rule, b.rule) ||
    compareText(a.message, b.message)
  )
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
