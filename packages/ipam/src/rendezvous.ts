/**
 * How much an owner is drawn to each candidate, as an unsigned 32-bit number: FNV-1a over the UTF-16
 * code units of `<owner> <candidate>`, stirred by the finaliser of MurmurHash3, because FNV alone
 * hardly mixes its last characters, in which candidates differ.
 *
 * Fixed for ever: with another value, two versions would propose different addresses for one change.
 */
export function attractionOf(owner: string): (candidate: string) => number {
  const seed = fnv1a(0x811c9dc5, `${owner} `)
  return candidate => stir(fnv1a(seed, candidate))
}

/**
 * The candidate that draws the owner most (rendezvous hashing): the choice depends on nothing but
 * the owner and what is free. Two branches that add different owners rarely choose the same, and
 * a choice stays as it is while others come and go elsewhere. Of equals the first wins.
 */
export function mostAttractive<Candidate>(
  owner: string,
  candidates: Iterable<Candidate>,
  nameOf: (candidate: Candidate) => string,
): Candidate | undefined {
  const attraction = attractionOf(owner)
  let best: Candidate | undefined
  let highest = -1
  for (const candidate of candidates) {
    const score = attraction(nameOf(candidate))
    if (score <= highest) continue
    best = candidate
    highest = score
  }
  return best
}

function fnv1a(state: number, text: string): number {
  let hash = state
  for (let at = 0; at < text.length; at++) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  }
  return hash
}

function stir(state: number): number {
  let hash = Math.imul(state ^ (state >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
