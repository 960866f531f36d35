/** One field of an API type: where its own fields or its elements are described, and its merge keys. */
export interface FieldSchema {
  /** The definition of a field that is an object. */
  readonly ref?: string
  /** The definition of the elements of a list. */
  readonly items?: string
  /** The definition of the values of a map with free keys. */
  readonly map?: string
  /** The keys by which a list merges; empty for a list of plain values. Absent: it is replaced. */
  readonly merge?: readonly string[]
}

export type FieldTable = Readonly<Record<string, FieldSchema>>
