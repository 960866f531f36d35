import type { Value } from './value.ts'

/**
 * The values of a text that holds JSON and nothing else, one behind the other as tools write a stream
 * of them; nothing for any other text.
 */
export function readJsonStream(text: string): readonly Value[] | undefined {
  const values: Value[] = []
  let rest = text.trim()
  while (rest !== '') {
    const end = endOfValue(rest)
    try {
      values.push(JSON.parse(rest.slice(0, end)) as Value)
    } catch {
      return undefined
    }
    rest = rest.slice(end).trimStart()
  }
  return values
}

/** Where the map or list ends that a text begins with; the whole text where it begins otherwise. */
function endOfValue(text: string): number {
  let depth = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === quote) at = endOfString(text, at)
    else if (code === openBrace || code === openBracket) depth++
    else if (code === closeBrace || code === closeBracket) depth--
    else continue
    if (depth === 0) return at + 1
  }
  return text.length
}

const [quote, backslash] = [34, 92]
const [openBrace, closeBrace, openBracket, closeBracket] = [123, 125, 91, 93]

/** Where the quote stands that ends a string; the end of the text where none does. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === backslash) at++
    else if (code === quote) return at
  }
  return text.length
}
