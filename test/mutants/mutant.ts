/** A fault that someone could write, and the tests that must notice. */
export interface Mutant {
  /** What the fault does. */
  readonly name: string
  /** From the root of this repository. */
  readonly file: string
  /** Is in the file once, or the mutant is out of date. */
  readonly find: string
  readonly replace: string
  /** From the root; default: the test beside the file. */
  readonly test?: string
}
