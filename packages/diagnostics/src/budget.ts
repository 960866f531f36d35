import { FleetError } from './fleet-error.ts'
import { limitNames, limits, type LimitName } from './limits.ts'
import type { Location } from './location.ts'
import { didYouMean } from './suggest.ts'

/** A place, or a function that finds it: places cost time, and few are needed. */
export type LazyLocation = Location | (() => Location | undefined) | undefined

/**
 * The work that one run may still do. It is passed to everything that a repository can make grow;
 * what takes none is given the defaults.
 */
export class Budget {
  readonly #most: ReadonlyMap<LimitName, number>
  readonly #spent = new Map<LimitName, number>()

  /** @param raised limits that are not the default, as `readLimit` gives them */
  constructor(raised: Iterable<readonly [LimitName, number]> = []) {
    this.#most = new Map(raised)
  }

  /** Tells it from budgets with other limits. */
  get key(): string {
    return JSON.stringify([...this.#most].sort(([a], [b]) => (a < b ? -1 : 1)))
  }

  /** The largest value of a limit in this run. */
  most(name: LimitName): number {
    return this.#most.get(name) ?? limits[name].most
  }

  /**
   * Adds to what the run has spent of a limit.
   *
   * @throws FleetError `LIMIT_EXCEEDED`, of kind `environment`, when it is more than the limit
   */
  spend(name: LimitName, amount: number, at?: LazyLocation): void {
    const spent = (this.#spent.get(name) ?? 0) + amount
    this.#spent.set(name, spent)
    if (spent > this.most(name)) throw this.exceeded(name, at)
  }

  /**
   * Holds a single value against a limit that does not add up over the run, such as a size or a
   * depth.
   *
   * @throws FleetError `LIMIT_EXCEEDED`, of kind `environment`, when it is more than the limit
   */
  hold(name: LimitName, value: number, at?: LazyLocation): void {
    if (value > this.most(name)) throw this.exceeded(name, at)
  }

  /** The error of a limit that was exceeded. */
  exceeded(name: LimitName, at?: LazyLocation): FleetError {
    const most = this.most(name)
    const location = typeof at === 'function' ? at() : at
    return new FleetError(
      {
        code: 'LIMIT_EXCEEDED',
        message: `${limits[name].counts}: more than ${most.toLocaleString('en')} ${limits[name].unit}`,
        ...(location && { location }),
        hint: `If this is meant, raise the limit: --limit ${name}=${most * 2}.`,
      },
      { kind: 'environment' },
    )
  }
}

/** Whether an error says that one file is too large, and not that there is too much work. */
export function isFileTooLarge(error: unknown): error is FleetError {
  if (!(error instanceof FleetError)) return false
  const { code, location } = error.problems[0]
  return code === 'LIMIT_EXCEEDED' && location !== undefined
}

/**
 * Reads a limit of the command line.
 *
 * @param text as `manifest-file=33554432`
 * @throws FleetError `LIMIT_INVALID`
 */
export function readLimit(text: string): readonly [LimitName, number] {
  const [, name = '', value = ''] = /^([^=]*)=(.*)$/s.exec(text) ?? []
  if (!isLimitName(name)) {
    throw invalid(
      `there is no limit ${JSON.stringify(name || text)}${didYouMean(name, limitNames)}`,
      `Write NAME=VALUE, with one of ${limitNames.join(', ')}.`,
    )
  }
  const most = Number(value)
  if (/^[1-9]\d*$/.test(value) && Number.isSafeInteger(most)) return [name, most]
  throw invalid(
    `${JSON.stringify(value)} is not a number of ${limits[name].unit}`,
    'Write a whole number.',
  )
}

function isLimitName(name: string): name is LimitName {
  return Object.hasOwn(limits, name)
}

function invalid(message: string, hint: string): FleetError {
  return new FleetError({ code: 'LIMIT_INVALID', message, hint })
}
