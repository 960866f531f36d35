import { Budget, type LazyLocation, type Location } from '@bulkhead/diagnostics'
import type { Json, Path } from './json.ts'
import type { ParameterSet } from './parameters.ts'

/** Characters that take about as long as one step. */
const perStep = 8

/** Counts the work that one ApplicationSet makes, within that of the run. */
export class ExpansionWork {
  readonly budget: Budget
  readonly #locate: (path: Path) => Location | undefined
  #parameters = 0
  #applications = 0
  #values = 0

  constructor(
    budget: Budget = new Budget(),
    locate: (path: Path) => Location | undefined = () => undefined,
  ) {
    this.budget = budget
    this.#locate = locate
  }

  /** Where a field stands, for the error of a limit. */
  at(path: Path): LazyLocation {
    return () => this.#locate(path) ?? this.#locate([])
  }

  /** @throws FleetError `LIMIT_EXCEEDED` */
  step(count: number, path: Path): void {
    this.budget.spend('expansion-steps', count, this.at(path))
  }

  /** @throws FleetError `LIMIT_EXCEEDED` */
  read(text: string, path: Path): void {
    this.step(Math.ceil(text.length / perStep), path)
  }

  /**
   * Counts a text that is put together.
   *
   * @throws FleetError `LIMIT_EXCEEDED`
   */
  write(length: number, path: Path): void {
    this.budget.hold('template-output', length, this.at(path))
  }

  /**
   * Counts the parameters of one Application, or of what becomes one.
   *
   * @throws FleetError `LIMIT_EXCEEDED`
   */
  give({ params }: ParameterSet, path: Path): void {
    // A set takes room by itself.
    const count = 5 + params.entries.size
    this.#parameters += count
    this.step(count, path)
    this.budget.hold('parameters', this.#parameters, this.at(path))
  }

  /**
   * Counts Applications before they are made.
   *
   * @param size as `sizeOf` their template says
   * @throws FleetError `LIMIT_EXCEEDED`
   */
  make(count: number, size: number, path: Path): void {
    this.#values += count * size
    this.#applications += count
    this.step(count * size, path)
    this.budget.hold('applications', this.#applications, this.at(path))
    this.budget.hold('application-values', this.#values, this.at(path))
  }
}

/** How many values there are in a value, itself included; long texts count as several. */
export function sizeOf(value: Json): number {
  let size = 0
  const open: Json[] = [value]
  for (let item = open.pop(); item !== undefined; item = open.pop()) {
    size++
    if (typeof item === 'string') size += Math.floor(item.length / 64)
    else if (typeof item === 'object' && item !== null) {
      for (const inner of Object.values(item) as Json[]) open.push(inner)
    }
  }
  return size
}
