import type { Spec } from '../read-spec.ts'
import type { Answers } from './answers.ts'

/** One thing to know before something is added: a prompt, a flag and a line of an answer file. */
export interface Question {
  /** The name of the answer; the flag is the same word with hyphens. */
  readonly name: string
  readonly message: string
  readonly type: 'text' | 'list' | 'number' | 'yes-no'
  /** Used without asking where there is no terminal. A question without one must be answered. */
  readonly default?: string | number | boolean | readonly string[]
  /** What to choose from, given the fleet as it is; other answers stay possible. */
  choices?(spec: Spec): readonly string[]
  /** Asked only with these earlier answers; otherwise its default holds. */
  when?(answers: Answers): boolean
}

/** A file of the spec as it shall be. */
export interface SpecEdit {
  readonly path: string
  readonly content: string
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
