/**
 * Who a generated file belongs to.
 * - `managed`: regenerated on every run; a hand edit is reported, never overwritten.
 * - `given`: written once, then a person's: never touched again.
 */
export type Owner = 'managed' | 'given'

/** A file of the planned repository, in memory. */
export interface PlannedFile {
  /** Repository-relative, with `/`; never leaves the repository. */
  readonly path: string
  /** UTF-8 text with `\n` line ends. */
  readonly content: string
  readonly owner: Owner
  /** The name of the pack that wrote it. */
  readonly pack: string
}

/** Everything that the spec asks for, sorted by path. */
export interface PlannedTree {
  readonly files: readonly PlannedFile[]
  /** The version of each pack that took part, by name. */
  readonly packs: Readonly<Record<string, string>>
  /** Hash of everything the tree was computed from; see `hashInputs`. */
  readonly inputs: string
}
