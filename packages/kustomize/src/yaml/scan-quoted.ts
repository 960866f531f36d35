import type { Cursor } from './cursor.ts'
import { isBlank, isBreak } from './characters.ts'

/** Reads a quoted scalar from its opening quote; leaves the cursor behind the closing one. */
export function scanQuoted(cursor: Cursor, quote: '"' | "'"): string {
  const start = cursor.at
  const closing = quote.charCodeAt(0)
  const simple = scanSimple(cursor, quote, closing)
  if (simple !== undefined) return simple
  let value = ''
  cursor.at++
  for (;;) {
    if (cursor.isDocumentBoundary()) {
      throw cursor.error('a document begins inside a quoted scalar', start)
    }
    const { text, end } = cursor
    let run = cursor.at
    let escapedBreak = false
    for (;;) {
      if (cursor.at >= end) throw cursor.error('a quoted scalar is not closed', start)
      const code = text.charCodeAt(cursor.at)
      if (isBlank(code) || isBreak(code)) break
      if (code === closing) {
        if (quote === '"' || text.charCodeAt(cursor.at + 1) !== closing) {
          value += text.slice(run, cursor.at)
          cursor.at++
          return value
        }
        value += text.slice(run, cursor.at + 1)
        cursor.at += 2
        run = cursor.at
      } else if (code === 92 && quote === '"') {
        value += text.slice(run, cursor.at)
        if (cursor.at + 1 < end && isBreak(text.charCodeAt(cursor.at + 1))) {
          cursor.at++
          cursor.readBreak()
          escapedBreak = true
          run = cursor.at
          break
        }
        value += scanEscape(cursor, start)
        run = cursor.at
      } else cursor.at++
    }
    value += text.slice(run, cursor.at) + scanWhitespace(cursor, escapedBreak)
  }
}

/** The usual case: one line, nothing escaped. */
function scanSimple(cursor: Cursor, quote: string, closing: number): string | undefined {
  const { text, end, at } = cursor
  const close = text.indexOf(quote, at + 1)
  if (close < 0 || close >= end) return undefined
  if (quote === "'" && text.charCodeAt(close + 1) === closing) return undefined
  for (let i = at + 1; i < close; i++) {
    const code = text.charCodeAt(i)
    if (code === 92 ? quote === '"' : isBreak(code)) return undefined
  }
  cursor.at = close + 1
  return text.slice(at + 1, close)
}

/** Blanks between words stay; blanks around line breaks go, and the breaks are folded. */
function scanWhitespace(cursor: Cursor, escapedBreak: boolean): string {
  const { text, end } = cursor
  let blanks = ''
  let breaks = escapedBreak
  let leading = ''
  let trailing = ''
  while (cursor.at < end) {
    const code = text.charCodeAt(cursor.at)
    if (isBlank(code)) {
      if (!breaks) blanks += text[cursor.at]
      cursor.at++
    } else if (isBreak(code)) {
      if (!breaks) {
        leading = cursor.readBreak()
        breaks = true
      } else trailing += cursor.readBreak()
    } else break
  }
  if (!breaks) return blanks
  if (leading === '\n') return trailing === '' ? ' ' : trailing
  return leading + trailing
}

const simpleEscapes: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  t: '\t',
  '\t': '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\x1b',
  ' ': ' ',
  '"': '"',
  "'": "'",
  '\\': '\\',
  N: '\u0085',
  _: '\u00a0',
  L: '\u2028',
  P: '\u2029',
}
const hexLengths: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 }

function scanEscape(cursor: Cursor, start: number): string {
  const kind = cursor.text[cursor.at + 1] ?? ''
  const length = hexLengths[kind]
  if (length === undefined) {
    const value = simpleEscapes[kind]
    // JSON's "\/" is accepted by no YAML 1.1 reader.
    if (value === undefined) throw cursor.error(`unknown escape "\\${kind}"`, cursor.at)
    cursor.at += 2
    return value
  }
  const digits = cursor.text.slice(cursor.at + 2, cursor.at + 2 + length)
  const code = /^[0-9a-fA-F]+$/.test(digits) && digits.length === length ? parseInt(digits, 16) : -1
  if (code < 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) {
    throw cursor.error(`"\\${kind}${digits}" is not a character`, start)
  }
  cursor.at += 2 + length
  return String.fromCodePoint(code)
}
