import type { Cidr } from './cidr.ts'
import type { CidrFault } from './cidr-fault.ts'
import { readCidr } from './read-cidr.ts'

/** Ranges of one family as columns of numbers. */
export interface PackedFamily {
  /** How many rows of the columns are filled. */
  readonly count: number
  /** A column for each 32-bit word of an address, most significant first. */
  readonly words: readonly Uint32Array[]
  readonly prefixes: Uint32Array
  /** The position of each range in what was packed. */
  readonly ids: Uint32Array
}

/** Very many ranges, without an object for each: IPv4 and then IPv6. */
export type PackedCidrs = readonly PackedFamily[]

/** Ranges read from texts, and what is wrong with those that are none. */
export interface TextReading {
  readonly packed: PackedCidrs
  readonly faults: readonly (CidrFault & { readonly index: number })[]
}

export function packCidrs(cidrs: readonly Cidr[]): PackedCidrs {
  const packer = new Packer(cidrs.length)
  for (let id = 0; id < cidrs.length; id++) packer.add(cidrs[id]!, id)
  return packer.families
}

/** Reads texts as `readCidr` does. The ids of ranges are the positions of their texts. */
export function packTexts(texts: readonly string[]): TextReading {
  const packer = new Packer(texts.length)
  const faults: (CidrFault & { index: number })[] = []
  for (let index = 0; index < texts.length; index++) {
    const read = readCidr(texts[index]!)
    if ('fault' in read) faults.push({ ...read, index })
    else packer.add(read, index)
  }
  return { packed: packer.families, faults }
}

class Packer {
  readonly #capacity: number
  readonly #columns = new Map<Cidr['family'], Columns>()

  constructor(capacity: number) {
    this.#capacity = capacity
  }

  get families(): PackedCidrs {
    return ([4, 6] as const).flatMap(family => this.#columns.get(family) ?? [])
  }

  add({ family, words, prefix }: Cidr, id: number): void {
    const columns = this.#columnsOf(family)
    const row = columns.count++
    for (let at = 0; at < words.length; at++) columns.words[at]![row] = words[at]!
    columns.prefixes[row] = prefix
    columns.ids[row] = id
  }

  #columnsOf(family: Cidr['family']): Columns {
    const known = this.#columns.get(family)
    if (known) return known
    const size = this.#capacity
    const words = Array.from({ length: family === 4 ? 1 : 4 }, () => new Uint32Array(size))
    const made = { count: 0, words, prefixes: new Uint32Array(size), ids: new Uint32Array(size) }
    this.#columns.set(family, made)
    return made
  }
}

interface Columns extends PackedFamily {
  count: number
}
