import { CST, Lexer } from 'yaml'

/**
 * Where a text opens more than `most` lists and maps within one another that need no lines of their
 * own, as `[[[` or `- - -`. The parser would keep many times its size of such a text before it gives
 * up. What is nested by indentation alone cannot go so deep: each level takes a longer line.
 *
 * @returns the offset of the one that is too many
 */
export function tooDeepAt(text: string, most: number): number | undefined {
  if (!mayBeDeep(text)) return undefined
  let [offset, depth, inLine] = [0, 0, 0]
  for (const token of new Lexer().lex(text)) {
    switch (CST.tokenType(token)) {
      case 'flow-map-start':
      case 'flow-seq-start':
        depth++
        break
      case 'flow-map-end':
      case 'flow-seq-end':
        depth = Math.max(0, depth - 1)
        break
      case 'seq-item-ind':
      case 'explicit-key-ind':
        inLine++
        break
      case 'newline':
        inLine = 0
        break
      // Marks of the lexer, which stand for no text.
      case 'doc-mode':
      case 'flow-error-end':
      case 'scalar':
        continue
      default:
    }
    if (depth + inLine > most) return offset
    offset += token.length
  }
  return undefined
}

/** The parser copes with so many lists and maps, however deep they are nested. */
const few = 10_000

/** Tells a text with many characters that open a list or a map; some may be part of a string. */
function mayBeDeep(text: string): boolean {
  let count = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === bracket || code === brace) count++
    else if ((code === dash || code === question) && isSpace(text.charCodeAt(at + 1))) count++
    if (count > few) return true
  }
  return false
}

const [bracket, brace, dash, question] = [...'[{-?'].map(one => one.charCodeAt(0))

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x09
}
