import type { Owner } from '@bulkhead/blueprint'

/**
 * What a run does, or refuses to do, with one file.
 * - `create`, `update`, `merge`, `delete`: the file changes.
 * - `conflict`: a person changed it, or something stands in its way; it is reported and left alone.
 * - `keep`: it belongs to a person, who may also have deleted it.
 * - `identical`: nothing to do.
 */
export type Verdict = 'create' | 'update' | 'merge' | 'conflict' | 'keep' | 'delete' | 'identical'

/** One file of the repository, before and after. */
export interface Change {
  readonly path: string
  readonly verdict: Verdict
  /** The text on disk; undefined when there is no file. */
  readonly before: string | undefined
  /**
   * The text that is meant to be there; undefined when no file is. Of a `conflict`, what would
   * have been written.
   */
  readonly after: string | undefined
  /** `person` for the files below `fleet/` that a command edits on a person's behalf. */
  readonly owner: Owner | 'person'
  /** Why, where the verdict alone leaves a question: one clause for a report. */
  readonly reason?: string
}
