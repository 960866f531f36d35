/** A kind of input that can grow, and what is done with it. */
export interface Growth {
  readonly name: string
  /** How much of it takes long enough to measure, and not long. */
  readonly size: number
  /** Makes an input of a size; what it gives back is measured. */
  readonly of: (size: number) => () => unknown
}
