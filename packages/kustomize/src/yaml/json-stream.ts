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
  for (const { index, 0: token } of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/gs)) {
    if (token === '{' || token === '[') depth++
    else if (token === '}' || token === ']') depth--
    if (depth === 0) return index + token.length
  }
  return text.length
}
