import { maskWord, type Cidr } from './cidr.ts'

/** Whether every address of `inner` lies in `outer`; a block contains itself. */
export function contains(outer: Cidr, inner: Cidr): boolean {
  if (outer.family !== inner.family || outer.prefix > inner.prefix) return false
  for (let at = 0; 32 * at < outer.prefix; at++) {
    if (maskWord(inner.words[at]!, at, outer.prefix) !== outer.words[at]) return false
  }
  return true
}

/** Whether two blocks share an address. Blocks never cross: one then contains the other. */
export function overlaps(a: Cidr, b: Cidr): boolean {
  return a.prefix <= b.prefix ? contains(a, b) : contains(b, a)
}
