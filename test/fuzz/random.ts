/** Numbers that look random and hang on the seed alone (sfc32). */
export class Random {
  #a: number
  #b: number
  #c: number
  #d = 1

  constructor(...seeds: readonly number[]) {
    const [first = 0, second = 0] = seeds
    this.#a = first | 0
    this.#b = second | 0
    this.#c = 0x9e3779b9
    for (let i = 0; i < 12; i++) this.#next()
  }

  /** A whole number from 0 up to, and without, `end`. */
  below(end: number): number {
    return Math.floor((this.#next() / 4294967296) * end)
  }

  /** Whether something happens that happens in one of `times` cases. */
  oneIn(times: number): boolean {
    return this.below(times) === 0
  }

  /** One of these. */
  pick<T>(items: readonly T[]): T {
    if (items.length === 0) throw new Error('there is nothing to choose from')
    return items[this.below(items.length)] as T
  }

  /** One of these, each as often as the number beside it says. */
  weighted<T>(items: readonly (readonly [weight: number, item: T])[]): T {
    let left = this.below(items.reduce((sum, [weight]) => sum + weight, 0))
    for (const [weight, item] of items) {
      if (left < weight) return item
      left -= weight
    }
    throw new Error('the weights do not add up')
  }

  #next(): number {
    const sum = (((this.#a + this.#b) | 0) + this.#d) | 0
    this.#d = (this.#d + 1) | 0
    this.#a = this.#b ^ (this.#b >>> 9)
    this.#b = (this.#c + (this.#c << 3)) | 0
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0
    return sum >>> 0
  }
}
