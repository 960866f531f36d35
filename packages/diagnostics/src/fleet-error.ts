import { formatLocation, type Location } from './location.ts'
import { mostProblems, type Problem } from './problem.ts'

/**
 * - `input`: the command line or the spec is wrong (exit code 2).
 * - `environment`: the work could not be done here, as with a full disk (exit code 3).
 */
export type FailureKind = 'input' | 'environment'

interface FleetErrorOptions extends ErrorOptions {
  readonly kind?: FailureKind
  readonly sources?: ReadonlyMap<string, string>
}

/**
 * A failure that the user can act on, with every fault that was found.
 * Anything else that is thrown is our bug, and the CLI reports it as one, with its stack.
 */
export class FleetError extends Error {
  override readonly name = 'FleetError'
  readonly problems: readonly [Problem, ...Problem[]]
  readonly kind: FailureKind
  /** Texts that the places refer to, where they are not those on disk: of files not yet written. */
  readonly sources: ReadonlyMap<string, string>

  constructor(
    problems: Problem | readonly [Problem, ...Problem[]],
    { kind = 'input', sources = new Map(), ...options }: FleetErrorOptions = {},
  ) {
    const all: readonly [Problem, ...Problem[]] = 'code' in problems ? [problems] : problems
    const rest = all.length - mostProblems
    const more = rest > 0 ? [`… and ${rest} more`] : []
    super([...all.slice(0, mostProblems).map(describe), ...more].join('\n'), options)
    this.problems = all
    this.kind = kind
    this.sources = sources
  }
}

/** Throws all problems as one `FleetError`; does nothing when there are none. */
export function throwIfAny(problems: readonly Problem[]): void {
  const [first, ...rest] = problems
  if (first) throw new FleetError([first, ...rest])
}

/**
 * Does something whose faults have no place of their own, and says where they come from.
 *
 * @throws FleetError as `action` does, with the location where a problem had none
 */
export function locating<T>(location: Location | undefined, action: () => T): T {
  try {
    return action()
  } catch (error) {
    if (!(error instanceof FleetError) || !location) throw error
    const [first, ...rest] = error.problems
    throw new FleetError(
      [{ location, ...first }, ...rest.map(problem => ({ location, ...problem }))],
      {
        kind: error.kind,
        cause: error,
      },
    )
  }
}

function describe({ code, message, location }: Problem): string {
  return `${location ? `${formatLocation(location)}: ` : ''}${message} (${code})`
}
