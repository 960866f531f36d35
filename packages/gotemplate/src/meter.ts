import { Budget, type LazyLocation } from '@bulkhead/diagnostics'
import { GoMap, GoSlice, type GoValue } from './value.ts'

/** Characters of a text, or elements of a list, that take about as long as one step. */
const perStep = 8

/**
 * Counts the work of carrying out one template. It is bounded for each template, and for all of a
 * run together.
 */
export class Meter {
  readonly #budget: Budget
  readonly #at: LazyLocation
  readonly #most: number
  #steps = 0

  /** @param at where the template stands, for the error of a limit */
  constructor(budget: Budget = new Budget(), at?: LazyLocation) {
    this.#budget = budget
    this.#at = at
    this.#most = budget.most('template-steps')
  }

  /** @throws FleetError `LIMIT_EXCEEDED` */
  step(count = 1): void {
    this.#steps += count
    if (this.#steps > this.#most) throw this.#budget.exceeded('template-steps', this.#at)
  }

  /** Counts what takes time or room for each character or element. */
  copy(size: number): void {
    this.step(Math.floor(size / perStep))
  }

  /** Counts every value within a value, as often as something that walks through it meets it. */
  walk(values: readonly GoValue[]): void {
    const open: GoValue[] = [...values]
    for (let value = open.pop(); value !== undefined; value = open.pop()) {
      this.#steps++
      if (typeof value === 'string') this.copy(value.length)
      else if (value instanceof GoSlice) {
        this.step(value.items.length)
        for (const item of value.items) open.push(item)
      } else if (value instanceof GoMap) {
        this.step(value.entries.size)
        for (const [key, item] of value.entries) {
          this.copy(key.length)
          open.push(item)
        }
      }
    }
  }

  /** Counts the text or the list at hand, and not what is within. */
  touch(value: GoValue): void {
    if (typeof value === 'string') this.copy(value.length)
    else if (value instanceof GoSlice) this.copy(value.items.length)
    else if (value instanceof GoMap) this.copy(value.entries.size)
  }

  /** @throws FleetError `LIMIT_EXCEEDED` */
  write(length: number): void {
    this.#budget.hold('template-output', length, this.#at)
  }

  /**
   * Adds what was counted to that of the whole run.
   *
   * @throws FleetError `LIMIT_EXCEEDED`
   */
  finish(): void {
    this.#budget.spend('expansion-steps', this.#steps, this.#at)
  }
}
