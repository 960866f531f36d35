import type { Location } from './location.ts'

/** More than fit on a screen help nobody: of what is wrong, the rest is counted. */
export const mostProblems = 20

/** One thing a user can mend: what is wrong, where, and the next step. */
export interface Problem {
  /** Stable, upper-case, never reused: what scripts and tests match on. */
  readonly code: string
  readonly message: string
  readonly location?: Location
  /** The name of what it is about, as it is written, where something is named. */
  readonly subject?: string
  /** The next thing to try, as one imperative sentence. */
  readonly hint?: string
}
