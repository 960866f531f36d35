/** What unicode.IsSpace takes for space. */
const spaces =
  '\\t\\n\\v\\f\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000'
const space = new RegExp(`[${spaces}]`, 'u')

export function isSpace(character: string): boolean {
  return space.test(character)
}

export function trimSpace(text: string): string {
  let from = 0
  while (from < text.length && isSpace(text.charAt(from))) from++
  return trimEnd(text.slice(from), isSpace)
}

/** A text without what is at its end: a regular expression would look for it at every place. */
export function trimEnd(text: string, isGone: (character: string) => boolean): string {
  let to = text.length
  while (to > 0 && isGone(text.charAt(to - 1))) to--
  return text.slice(0, to)
}

/** One character for one, as Go does it: JavaScript can make two of one. */
export function upperRune(character: string): string {
  const upper = character.toUpperCase()
  return [...upper].length === 1 ? upper : character
}

export function lowerRune(character: string): string {
  const lower = character.toLowerCase()
  return [...lower].length === 1 ? lower : character === '\u0130' ? 'i' : character
}
