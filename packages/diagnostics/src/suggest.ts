import { distance } from 'fastest-levenshtein'

/** The candidate a mistyped word most likely meant, or nothing when none is close. */
export function suggest(word: string, candidates: Iterable<string>): string | undefined {
  // Two, so that letters that changed places still count as a near miss.
  const tolerance = word.length <= 3 ? 1 : Math.max(2, Math.floor(word.length / 3))
  let best: { candidate: string; distance: number } | undefined
  for (const candidate of candidates) {
    const d = distance(word.toLowerCase(), candidate.toLowerCase())
    if (d <= tolerance && (!best || d < best.distance)) best = { candidate, distance: d }
  }
  return best?.candidate
}

/** `; did you mean "x"?`, or nothing. Made to be appended to a message. */
export function didYouMean(word: string, candidates: Iterable<string>): string {
  const candidate = suggest(word, candidates)
  return candidate === undefined ? '' : `; did you mean "${candidate}"?`
}
