import {
  FleetError,
  formatLocation,
  mostProblems,
  oneLine,
  printableText,
  type Problem,
} from './library.ts'

/**
 * A failure as Yeoman shows it: `yo` prints the message, exits with `code`, and other environments
 * print the stack, which here is the message. Where the fault lies in our code is no help to a
 * person who can mend it.
 */
export class GeneratorFailure extends Error {
  override readonly name = 'GeneratorFailure'
  /** The exit code, as of the `bulkhead` command. */
  readonly code: 1 | 2 | 3

  constructor(message: string, code: 1 | 2 | 3, options?: ErrorOptions) {
    super(message, options)
    this.code = code
    this.stack = message
  }
}

/** Does a task of a generator; what the user can mend comes out as a readable failure. */
export async function withReadableFailure<T>(task: () => Promise<T> | T): Promise<T> {
  try {
    return await task()
  } catch (error) {
    if (!(error instanceof FleetError)) throw error
    const shown = error.problems.slice(0, mostProblems).map(describe)
    const rest = error.problems.length - shown.length
    const message = [...shown, ...(rest > 0 ? [`… and ${rest} more`] : [])].join('\n')
    throw new GeneratorFailure(printableText(message), error.kind === 'input' ? 2 : 3)
  }
}

function describe({ code, message, location, hint }: Problem): string {
  const place = location ? `${formatLocation(location)}: ` : ''
  return `${place}error: ${oneLine(message)} [${code}]${hint ? `\n  → ${oneLine(hint)}` : ''}`
}
