import { formatLocation } from './location.ts'
import type { Problem } from './problem.ts'

/**
 * - `input`: the command line or the spec is wrong (exit code 2).
 * - `environment`: the work could not be done here, as with a full disk (exit code 3).
 */
export type FailureKind = 'input' | 'environment'

/**
 * A failure that the user can act on, with every fault that was found.
 * Anything else that is thrown is our bug, and the CLI reports it as one, with its stack.
 */
export class FleetError extends Error {
  override readonly name = 'FleetError'
  readonly problems: readonly [Problem, ...Problem[]]
  readonly kind: FailureKind

  constructor(
    problems: Problem | readonly [Problem, ...Problem[]],
    { kind = 'input', ...options }: ErrorOptions & { readonly kind?: FailureKind } = {},
  ) {
    const all: readonly [Problem, ...Problem[]] = 'code' in problems ? [problems] : problems
    super(all.map(describe).join('\n'), options)
    this.problems = all
    this.kind = kind
  }
}

/** Throws all problems as one `FleetError`; does nothing when there are none. */
export function throwIfAny(problems: readonly Problem[]): void {
  const [first, ...rest] = problems
  if (first) throw new FleetError([first, ...rest])
}

function describe({ code, message, location }: Problem): string {
  return `${location ? `${formatLocation(location)}: ` : ''}${message} (${code})`
}
