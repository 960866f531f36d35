/** What unicode.IsSpace takes for space. */
const spaces =
  '\\t\\n\\v\\f\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000'
const space = new RegExp(`[${spaces}]`, 'u')
const outerSpace = new RegExp(`^[${spaces}]+|[${spaces}]+$`, 'gu')

export function isSpace(character: string): boolean {
  return space.test(character)
}

export function trimSpace(text: string): string {
  return text.replace(outerSpace, '')
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
