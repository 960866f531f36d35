/** How one recorded case went. */
export interface Verdict {
  readonly name: string
  readonly outcome: 'identical' | 'different' | 'failed'
  /** What differs, in a line. */
  readonly detail?: string
}

/** Runs one of our engines over recorded behaviour of a real tool. */
export interface Suite {
  /** The recording, relative to the root of the repository. */
  readonly defaultFile: string
  run(cases: unknown): Iterable<Verdict>
}
