import { maskWord, type Cidr } from './cidr.ts'

/** Whether every address of `inner` lies in `outer`; a block contains itself. */
export function contains(outer: Cidr, inner: Cidr): boolean {
  if (outer.family !== inner.family || outer.prefix > inner.prefix) return false
  return outer.words.every((word, at) => maskWord(inner.words[at]!, at, outer.prefix) === word)
}

/** Whether two blocks share an address. Blocks never cross: one then contains the other. */
export function overlaps(a: Cidr, b: Cidr): boolean {
  return a.prefix <= b.prefix ? contains(a, b) : contains(b, a)
}
