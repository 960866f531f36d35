import { isBlank, isBreak } from './characters.ts'
import type { Cursor } from './cursor.ts'

/** Reads a literal (`|`) or folded (`>`) scalar from its indicator. */
export function scanBlock(cursor: Cursor, parentIndent: number): string {
  const start = cursor.at
  const literal = cursor.code() === 124
  cursor.at++
  const { chomping, increment } = scanHeader(cursor, start)
  let indent = increment > 0 ? Math.max(parentIndent, 0) + increment : 0
  const { text, end } = cursor
  let value = ''
  let leadingBreak = ''
  let leadingBlank = false
  let breaks = scanBreaks(cursor, indent, start)
  if (indent === 0) indent = Math.max(breaks.deepest, parentIndent + 1, 1)
  let trailing = breaks.text
  while (cursor.column === indent && cursor.at < end) {
    const trailingBlank = isBlank(cursor.code())
    if (!literal && !leadingBlank && !trailingBlank && leadingBreak === '\n') {
      if (trailing === '') value += ' '
    } else value += leadingBreak
    value += trailing
    leadingBlank = trailingBlank
    let stop = cursor.at
    while (stop < end && !isBreak(text.charCodeAt(stop))) stop++
    value += text.slice(cursor.at, stop)
    cursor.at = stop
    leadingBreak = stop < end ? cursor.readBreak() : ''
    breaks = scanBreaks(cursor, indent, start)
    trailing = breaks.text
  }
  if (chomping !== '-') value += leadingBreak
  if (chomping === '+') value += trailing
  return value
}

function scanHeader(cursor: Cursor, start: number): { chomping: string; increment: number } {
  let chomping = ''
  let increment = 0
  for (let i = 0; i < 2; i++) {
    const code = cursor.code()
    if ((code === 43 || code === 45) && chomping === '') {
      chomping = code === 43 ? '+' : '-'
      cursor.at++
    } else if (code >= 48 && code <= 57 && increment === 0) {
      if (code === 48) throw cursor.error('an indentation of 0 cannot be asked for', start)
      increment = code - 48
      cursor.at++
    }
  }
  while (isBlank(cursor.code())) cursor.at++
  if (cursor.code() === 35) {
    while (cursor.at < cursor.end && !isBreak(cursor.code())) cursor.at++
  }
  if (cursor.at < cursor.end) {
    if (!isBreak(cursor.code())) {
      throw cursor.error('a block scalar begins on the line below its indicator', start)
    }
    cursor.readBreak()
  }
  return { chomping, increment }
}

/** Steps over indentation and empty lines. `indent` 0 means that it is not known yet. */
function scanBreaks(
  cursor: Cursor,
  indent: number,
  start: number,
): { text: string; deepest: number } {
  let text = ''
  let deepest = 0
  for (;;) {
    while ((indent === 0 || cursor.column < indent) && cursor.code() === 32) cursor.at++
    deepest = Math.max(deepest, cursor.column)
    const code = cursor.code()
    if ((indent === 0 || cursor.column < indent) && code === 9) {
      throw cursor.error('a tab stands where indentation is expected', start)
    }
    if (!isBreak(code)) return { text, deepest }
    text += cursor.readBreak()
  }
}
