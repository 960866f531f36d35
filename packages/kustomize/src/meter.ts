import { Budget, type LazyLocation, type LimitName, type Location } from '@bulkhead/diagnostics'
import { BuildError } from './build-error.ts'
import type { Node } from './yaml/node.ts'

/** Where something grew: a node of a file, a place, or a function that finds it. */
export type Grower = Node | LazyLocation

/**
 * The work that one kustomization and all that it builds on has cost. What a base has cost is
 * counted for each that builds on it, so that a limit does not hang on who came first; the run is
 * charged once.
 *
 * Each method throws a `BuildError` `LIMIT_EXCEEDED` when a limit is exceeded.
 */
export class Meter {
  readonly budget: Budget
  readonly #mostSteps: number
  readonly #mostText: number
  #steps = 0
  #text = 0
  /** Steps that the run has not been charged yet: that is done for many at once. */
  #uncharged = 0

  constructor(budget: Budget = new Budget()) {
    this.budget = budget
    this.#mostSteps = budget.most('root-steps')
    this.#mostText = budget.most('root-text')
  }

  /** Counts steps: one for each value that is made, or for some that are looked at. */
  step(count: number, at?: Grower): void {
    this.#steps += count
    this.#uncharged += count
    if (this.#steps > this.#mostSteps) throw exceeded(this.budget, 'root-steps', at)
    if (this.#uncharged > 1000) this.#charge(at)
  }

  /** Counts characters that are made: texts of objects and of the output. */
  text(length: number, at?: Grower): void {
    this.#text += length
    if (this.#text > this.#mostText) throw exceeded(this.budget, 'root-text', at)
    spend(this.budget, 'build-text', length, at)
  }

  /** Counts objects that join the `present` ones of a kustomization. */
  objects(present: number, joining: number, at?: Grower): void {
    hold(this.budget, 'root-objects', present + joining, at)
    spend(this.budget, 'build-objects', joining, at)
  }

  /** Adds what a base has cost. The run has been charged for that already. */
  add(base: Meter, at?: Grower): void {
    base.#charge(at)
    this.#steps += base.#steps
    this.#text += base.#text
    this.step(0, at)
    this.text(0, at)
  }

  #charge(at: Grower): void {
    const count = this.#uncharged
    this.#uncharged = 0
    spend(this.budget, 'build-steps', count, at)
  }
}

/** Holds a value against a limit that does not add up, as `Budget.hold` does. */
export function hold(budget: Budget, name: LimitName, value: number, at?: Grower): void {
  if (value > budget.most(name)) throw exceeded(budget, name, at)
}

function spend(budget: Budget, name: LimitName, amount: number, at: Grower): void {
  try {
    budget.spend(name, amount)
  } catch {
    throw exceeded(budget, name, at)
  }
}

/** The error of a limit, at the node that exceeded it. */
export function exceeded(budget: Budget, name: LimitName, at: Grower): BuildError {
  const location = isNode(at) ? () => locationOf(at) : at
  const error = budget.exceeded(name, location)
  return new BuildError(error.problems, { kind: 'environment', cause: error })
}

/** Whether an error says that a limit was exceeded. Nothing may take that for another fault. */
export function isLimit(error: unknown): error is BuildError {
  return error instanceof BuildError && error.problems[0].code === 'LIMIT_EXCEEDED'
}

function isNode(at: Grower): at is Node {
  return typeof at === 'object' && 'kind' in at
}

function locationOf(node: Node): Location | undefined {
  return node.source?.locate(node.offset)
}
