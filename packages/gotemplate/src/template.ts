import { Budget, type LazyLocation } from '@bulkhead/diagnostics'
import { builtins } from './builtins.ts'
import { execute, type MissingKey } from './exec.ts'
import type { FunctionMap } from './function.ts'
import { Meter } from './meter.ts'
import { parse, type TemplateSet } from './parse.ts'
import { TemplateLimit } from './template-error.ts'
import type { GoValue } from './value.ts'

export interface TemplateOptions {
  readonly functions: FunctionMap
  /** What Go's `Option` takes, such as `missingkey=error`. */
  readonly options?: readonly string[]
}

/** A template that has been read and can be carried out many times. */
export class Template {
  readonly #name: string
  readonly #source: string
  readonly #functions: FunctionMap
  readonly #missingKey: MissingKey
  readonly #trees: TemplateSet

  /** @throws TemplateError when the source is not a template; UnknownOption */
  constructor(name: string, source: string, { functions, options = [] }: TemplateOptions) {
    this.#name = name
    this.#source = source
    this.#functions = functions
    this.#missingKey = options.reduce<MissingKey>((_, option) => readOption(option), 'invalid')
    this.#trees = parse(
      name,
      source,
      called => Object.hasOwn(functions, called) || Object.hasOwn(builtins, called),
    )
  }

  /**
   * What the template makes of a value.
   *
   * @param at where the template stands, for the error of a limit
   * @throws TemplateError, NotDeterministic, TemplateLimit, FleetError `LIMIT_EXCEEDED`
   */
  execute(data: GoValue, budget: Budget = new Budget(), at?: LazyLocation): string {
    const meter = new Meter(budget, at)
    try {
      return execute(
        {
          meter,
          name: this.#name,
          source: this.#source,
          trees: this.#trees,
          functions: this.#functions,
          missingKey: this.#missingKey,
        },
        data,
      )
    } catch (error) {
      // A map can be put into itself; Go, too, then runs out of stack.
      if (!(error instanceof RangeError)) throw error
      throw new TemplateLimit('a value is nested without end, or too long', { cause: error })
    } finally {
      meter.finish()
    }
  }
}

/** An option that text/template does not know; it panics. */
export class UnknownOption extends Error {
  override readonly name = 'UnknownOption'
}

function readOption(option: string): MissingKey {
  switch (option) {
    case 'missingkey=default':
    case 'missingkey=invalid':
      return 'invalid'
    case 'missingkey=zero':
      return 'zero'
    case 'missingkey=error':
      return 'error'
    case '':
      throw new UnknownOption('empty option string')
    default:
      throw new UnknownOption(`unrecognized option: ${option}`)
  }
}
