import type { ChangeReport, Excuse, Skipped } from '@bulkhead/validator'

/** What `bulkhead plan` prints, in each of its formats. */
export interface PlanReport extends ChangeReport {
  /** The commit that the change is counted from; nothing where there was none. */
  readonly since: string | undefined
  /** The waivers, accepted paths and suppressions that the change itself brings. */
  readonly excuses: readonly Excuse[]
  /** What could not be compared: never to be read as unchanged. */
  readonly skipped: readonly Skipped[]
}
