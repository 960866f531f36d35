/** A template that cannot be read or carried out, in Go's own words. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError'
  /** The line of the template, from 1. */
  readonly line: number

  constructor(message: string, { line, ...options }: ErrorOptions & { readonly line: number }) {
    super(message, options)
    this.line = line
  }
}

/**
 * A function whose result depends on the clock, on chance or on the outside world. What it would
 * give cannot be known beforehand, and is not guessed.
 */
export class NotDeterministic extends Error {
  override readonly name = 'NotDeterministic'
  readonly functionName: string

  constructor(functionName: string, why: string) {
    super(`the result of the template function "${functionName}" cannot be foretold: ${why}`)
    this.functionName = functionName
  }
}

/** A template that works or writes without end. */
export class TemplateLimit extends Error {
  override readonly name = 'TemplateLimit'
}
