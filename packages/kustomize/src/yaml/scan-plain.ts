import { isBlank, isBlankOrEnd, isBreak } from './characters.ts'
import type { Cursor } from './cursor.ts'

/**
 * Reads a plain scalar, over several lines where they are indented deeper than `indent`. Also steps
 * over the white space behind it, so that what follows decides by its column.
 */
export function scanPlain(cursor: Cursor, indent: number, flow: boolean): string {
  const { text, end } = cursor
  let value = ''
  let pending = ''
  for (;;) {
    if (cursor.isDocumentBoundary()) break
    const start = cursor.at
    if (text.charCodeAt(start) === 35 && start < end) break
    let at = start
    for (; at < end; at++) {
      const code = text.charCodeAt(at)
      if (
        code <= 32
          ? code === 32 || code === 10 || code === 9 || code === 13
          : code >= 0x85 && isBreak(code)
      )
        break
      if (code === 58 && isBlankOrEnd(at + 1 < end ? text.charCodeAt(at + 1) : Number.NaN)) break
      if (flow && isFlowIndicator(code)) break
    }
    if (at > start) value += pending + text.slice(start, at)
    cursor.at = at
    if (at >= end) break
    const code = text.charCodeAt(at)
    if (!isBlank(code) && !isBreak(code)) break
    pending = scanWhitespace(cursor, indent)
    if (!flow && cursor.column <= indent) break
    if (cursor.at >= end) break
  }
  return value
}

function isFlowIndicator(code: number): boolean {
  return code === 44 || code === 63 || code === 91 || code === 93 || code === 123 || code === 125
}

function scanWhitespace(cursor: Cursor, indent: number): string {
  const { text, end } = cursor
  const from = cursor.at
  let leading = ''
  let trailing = ''
  while (cursor.at < end) {
    const code = text.charCodeAt(cursor.at)
    if (isBlank(code)) {
      if (leading !== '' && code === 9 && cursor.column <= indent) {
        throw cursor.error('a tab stands where indentation is expected')
      }
      cursor.at++
    } else if (isBreak(code)) {
      if (leading === '') leading = cursor.readBreak()
      else trailing += cursor.readBreak()
    } else break
  }
  if (leading === '') return text.slice(from, cursor.at)
  if (leading === '\n') return trailing === '' ? ' ' : trailing
  return leading + trailing
}
