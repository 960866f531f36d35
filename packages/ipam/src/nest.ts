import type { PackedCidrs, PackedFamily } from './pack-cidrs.ts'

/**
 * Ranges at their places: in order of family, address, prefix length, and of equals as given. What
 * lies inside a range has the places that follow its own.
 */
export interface Nesting {
  /** The id of the range at each place. */
  readonly ids: Uint32Array
  /** The place of the nearest range around the one at each place, or `none`. */
  readonly enclosers: Int32Array
}

export const none = -1

/**
 * The one sweep: it sorts ranges and finds around each the nearest other, of equals the one before.
 *
 * Blocks are laminar: two of them are disjoint or nested, never crossing. In sorted order the
 * ranges around the last one are therefore all that can be around the next, and one pass finds
 * them, in O(n) after the sort.
 */
export function nest(families: PackedCidrs): Nesting {
  const count = families.reduce((sum, family) => sum + family.count, 0)
  const nesting = { ids: new Uint32Array(count), enclosers: new Int32Array(count) }
  let place = 0
  for (const family of families) {
    sweep(family, sortRows(family), place, nesting)
    place += family.count
  }
  return nesting
}

function sweep(
  { words, prefixes, ids }: PackedFamily,
  rows: Uint32Array,
  first: number,
  nesting: Nesting,
): void {
  const lengths = new Uint8Array(rows.length)
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at]!
    nesting.ids[first + at] = ids[row]!
    lengths[at] = prefixes[row]!
    // What is around the one before is around this one if the two share all bits of its prefix.
    const shared = at === 0 ? 0 : sharedBits(words, rows[at - 1]!, row)
    let around = at === 0 ? none : first + at - 1
    while (around !== none && lengths[around - first]! > shared) around = nesting.enclosers[around]!
    nesting.enclosers[first + at] = around
  }
}

/** How many bits two addresses have in common before they differ. */
function sharedBits(words: readonly Uint32Array[], a: number, b: number): number {
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!
    const difference = word[a]! ^ word[b]!
    if (difference !== 0) return 32 * at + Math.clz32(difference)
  }
  return 32 * words.length
}

/** Below these, to clear the counters of a radix sort takes longer than to compare. */
const fewRows = 16

/** The rows in order of address and then prefix length: a stable radix sort, digit by digit. */
function sortRows({ words, prefixes, count }: PackedFamily): Uint32Array {
  let rows = new Uint32Array(count).map((_, row) => row)
  if (count < fewRows) {
    const columns = [...words, prefixes]
    return rows.sort((a, b) => compareRows(columns, a, b))
  }
  let spare = new Uint32Array(count)
  for (const column of [prefixes, ...words.toReversed()]) {
    const varying = varyingBits(column, count)
    for (let shift = 0; shift < 32; shift += digitBits) {
      if (((varying >>> shift) & digitMask) === 0) continue
      sortByDigit(column, shift, rows, spare)
      ;[rows, spare] = [spare, rows]
    }
  }
  return rows
}

/** By column after column; of equals the first given comes first. */
function compareRows(columns: readonly Uint32Array[], a: number, b: number): number {
  for (const column of columns) {
    const difference = column[a]! - column[b]!
    if (difference !== 0) return difference
  }
  return a - b
}

const digitBits = 11
const digitMask = 2 ** digitBits - 1

function varyingBits(column: Uint32Array, count: number): number {
  let varying = 0
  for (let row = 1; row < count; row++) varying |= column[row]! ^ column[0]!
  return varying
}

function sortByDigit(
  column: Uint32Array,
  shift: number,
  rows: Uint32Array,
  sorted: Uint32Array,
): void {
  const starts = new Uint32Array(digitMask + 2)
  for (let row = 0; row < rows.length; row++) starts[((column[row]! >>> shift) & digitMask) + 1]!++
  for (let digit = 0; digit < digitMask; digit++) starts[digit + 1]! += starts[digit]!
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at]!
    sorted[starts[(column[row]! >>> shift) & digitMask]!++] = row
  }
}
