import { Budget, type Location } from '@bulkhead/diagnostics'

/** A scalar that holds a text of its own, as an inline patch does. */
interface Enclosing {
  readonly source?: Source | undefined
  readonly offset: number
  readonly style?: string
}

interface SourceOptions {
  /** The scalar that holds the text, where it is no file of its own. */
  readonly outer?: Enclosing | undefined
  readonly budget?: Budget | undefined
}

/** A file that was read: knows its text, and turns an offset in it into a line and a column. */
export class Source {
  readonly file: string
  readonly text: string
  /** How much may be made of it. */
  readonly budget: Budget
  readonly #outer: Enclosing | undefined
  #lineStarts: number[] | undefined
  /** How many nodes aliases have added to this file's documents so far. */
  aliasedNodes = 0

  constructor(file: string, text: string, { outer, budget = new Budget() }: SourceOptions = {}) {
    this.file = file
    this.text = text
    this.#outer = outer
    this.budget = budget
  }

  locate(offset: number): Location {
    const starts = (this.#lineStarts ??= lineStarts(this.text))
    let low = 0
    let high = starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((starts[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    const location = { file: this.file, line: low + 1, column: offset - (starts[low] ?? 0) + 1 }
    return this.#outer?.source ? this.#within(this.#outer.source, this.#outer, location) : location
  }

  /** A place inside a block scalar is a place in the lines below its indicator. */
  #within(source: Source, outer: Enclosing, inner: Location): Location {
    const start = source.locate(outer.offset)
    if (outer.style !== 'literal' && outer.style !== 'folded') return start
    const lines = source.text.slice(outer.offset).split('\n', inner.line + 1)
    const firstLine = lines.slice(1).find(line => line.trim() !== '') ?? ''
    const indent = firstLine.length - firstLine.trimStart().length
    return { file: this.file, line: start.line + inner.line, column: inner.column + indent }
  }
}

/** Text that stands in no file, and was asked for at one place: all of it is told as written there. */
export class PlacedSource extends Source {
  readonly #place: Location

  constructor(place: Location) {
    super(place.file, '')
    this.#place = place
  }

  override locate(): Location {
    return this.#place
  }
}

function lineStarts(text: string): number[] {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}
