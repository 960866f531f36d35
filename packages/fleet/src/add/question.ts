import type { Spec } from '../read-spec.ts'

/** As much of the answers given so far as a later question needs to know. */
interface Given {
  text(name: string): string | undefined
}

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
  when?(answers: Given): boolean
}
