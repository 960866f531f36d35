import type { Spec } from '../read-spec.ts'
import type { Answers } from './answers.ts'
import type { Question } from './question.ts'

/** A file of the spec as it shall be; nothing where it shall not be any more. */
export interface SpecEdit {
  readonly path: string
  readonly content: string | undefined
}

/** What can be added to a fleet, and how: the same for the command and the generator. */
export interface Addition {
  /** The word on the command line, as in `bulkhead add region`. */
  readonly kind: string
  /** What it does, in one line. */
  readonly summary: string
  /** The first question is the name. */
  readonly questions: readonly Question[]
  /**
   * The edits of the spec that add it. Pure: reads the spec as it is and returns the files to be.
   *
   * @throws FleetError when a name is not legal or taken, or what it names does not exist
   */
  edit(answers: Answers, context: EditContext): readonly SpecEdit[]
}

export interface EditContext {
  readonly spec: Spec
  /** The text of each spec file, by repository path. */
  readonly files: ReadonlyMap<string, string>
}
