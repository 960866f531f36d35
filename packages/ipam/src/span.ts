import { addressBits, maskWord, type Cidr } from './cidr.ts'
import { compareCidrs, equalCidrs } from './compare-cidrs.ts'
import { contains } from './contains.ts'
import { readAddress } from './read-address.ts'
import { splitHalves } from './subnets.ts'

/**
 * The fewest blocks that hold the addresses from `first` to `last`, in order: what a pool of load
 * balancers written as `10.0.0.8-10.0.0.20` comes to. Nothing where the texts are no two addresses
 * of one family in order.
 */
export function readSpan(first: string, last: string): readonly Cidr[] | undefined {
  const from = single(first)
  const to = single(last)
  if (!from || !to || from.family !== to.family || compareCidrs(from, to) > 0) return undefined
  const all: Cidr = { family: from.family, words: from.words.map(() => 0), prefix: 0 }
  return cover(all, from, to)
}

function single(address: string): Cidr | undefined {
  const words = readAddress(address)
  return words && { family: words.length === 1 ? 4 : 6, words, prefix: 32 * words.length }
}

/** The blocks inside `block` that make up what it has of a span: itself, or those of its halves. */
function cover(block: Cidr, from: Cidr, to: Cidr): readonly Cidr[] {
  const first = endOf(block, 0)
  const last = endOf(block, 0xffffffff)
  if (compareCidrs(last, from) < 0 || compareCidrs(first, to) > 0) return []
  const isCut =
    (contains(block, from) && !equalCidrs(first, from)) ||
    (contains(block, to) && !equalCidrs(last, to))
  return isCut ? splitHalves(block).flatMap(half => cover(half, from, to)) : [block]
}

/** The first address of a block, or the last, by the value of the bits after its prefix. */
function endOf({ family, words, prefix }: Cidr, fill: 0 | 0xffffffff): Cidr {
  const free = words.map((word, at) => (word | (fill & ~maskWord(0xffffffff, at, prefix))) >>> 0)
  return { family, words: free, prefix: addressBits(family) }
}
