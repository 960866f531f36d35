/** The parts of the program that inputs are made for. */
export const kinds = [
  'spec',
  'tree',
  'packs',
  'ledger',
  'lock',
  'index',
  'history',
  'kustomize',
  'applicationset',
] as const

export type Kind = (typeof kinds)[number]

/** A change of one path before the commands run; `bytes` are base64, a name of `latin1` is bytes. */
export type Change = { readonly path: string; readonly latin1?: true } & (
  | { readonly text: string; readonly executable?: true }
  | { readonly bytes: string }
  | { readonly remove: true }
  | { readonly rename: string }
  | { readonly link: string }
  | { readonly directory: true }
  | { readonly pipe: true }
  | { readonly size: number }
)

/** A call of git that makes a state; one that fails is passed over. */
export interface GitStep {
  readonly git: readonly string[]
  readonly input?: string
  /** A name for what it prints, which later steps and changes write as `{{name}}`. */
  readonly as?: string
}

/**
 * One input, complete in itself.
 *
 * In texts, links and arguments `{{outside}}` stands for a directory that no command may touch or
 * print anything of, `{{marker}}` for a program that no command may run, `{{repo}}` for the
 * repository.
 */
export interface FuzzInput {
  readonly kind: Kind
  /** The files that it starts from. */
  readonly base: 'tiny' | 'wide' | 'empty'
  /** In memory the packages are called with the files; on disk and in git, commands are run. */
  readonly where: 'memory' | 'disk' | 'git'
  readonly git?: readonly GitStep[]
  readonly changes: readonly Change[]
  /** Each a command line. */
  readonly commands: readonly (readonly string[])[]
}

/** How one command ended. */
export interface Ending {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** Something that may not happen. */
export interface Fault {
  /** The same for all inputs that fail for the same reason. */
  readonly sign: string
  readonly detail: string
}

/** What became of an input. */
export interface Outcome {
  readonly endings: readonly Ending[]
  readonly faults: readonly Fault[]
}
