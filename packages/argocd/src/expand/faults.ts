import type { Path } from './json.ts'

/** Codes of what freezes a set. They never change their meaning and are never used again. */
export type FaultCode =
  /** The API server would refuse the object. */
  | 'APPSET_SHAPE'
  /** A generator cannot give its parameters. */
  | 'APPSET_GENERATOR'
  /** A template cannot be rendered with the parameters of one Application. */
  | 'APPSET_TEMPLATE'

/** What makes Argo CD stop, in its words, and where in the ApplicationSet it lies. */
export class ExpansionError extends Error {
  override readonly name = 'ExpansionError'
  readonly code: FaultCode
  readonly path: Path

  constructor(code: FaultCode, message: string, path: Path, options?: ErrorOptions) {
    super(message, options)
    this.code = code
    this.path = path
  }

  /** The same fault, with what Argo CD puts before it on the way out. */
  within(prefix: string): ExpansionError {
    return new ExpansionError(this.code, `${prefix}: ${this.message}`, this.path, { cause: this })
  }
}

/** Something that only the living system knows. */
export class UnknownError extends Error {
  override readonly name = 'UnknownError'
  readonly path: Path

  constructor(message: string, path: Path, options?: ErrorOptions) {
    super(message, options)
    this.path = path
  }
}

/** Adds to the message of a fault; other errors pass. */
export function wrapping<T>(prefix: string, action: () => T): T {
  try {
    return action()
  } catch (error) {
    throw error instanceof ExpansionError ? error.within(prefix) : error
  }
}
