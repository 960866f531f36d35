import { resolveTag } from './resolve.ts'

/** Letters first, then only what can never be read as anything but this very text. */
const plainWord = /^[A-Za-z/_][A-Za-z0-9_./-]*$/
const plainAscii = /^[A-Za-z/_(][A-Za-z0-9_./ ,;+=~$()<>@^*&!|'"`{}?%[\]\\-]*$/
const baseSixty = /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/
// oxlint-disable-next-line no-control-regex
const unprintable = /[^\n\x20-\x7e\u00a0-\ud7ff\ue000-\ufefe\uff00-\ufffd]/
const refused = /[\u007f-\u0084\u0086-\u009f\ufffe\uffff]/

/**
 * A string on one line: plain, quoted, or for text with line breaks the header of a literal block
 * (`|`, `|-`, `|2+`), whose body depends on the indentation.
 *
 * @throws Error for control characters that no YAML reader accepts unescaped
 */
export function renderString(text: string): string {
  if (text.length > 5 && plainWord.test(text)) return text
  if (text.length > 5 && !text.endsWith(' ') && plainAscii.test(text)) return text
  return renderSlowly(unfoldNextLines(text))
}

function renderSlowly(text: string): string {
  if (refused.test(text)) throw new Error('control characters are not allowed')
  const special = unprintable.test(text) || / [\n\u2028\u2029]/.test(text)
  if (text.includes('\n')) {
    return special || text.endsWith(' ') ? doubleQuoted(text) : blockHeader(text)
  }
  if (resolveTag(text, '1.1') !== '!!str' || baseSixty.test(text)) return doubleQuoted(text)
  const breaks = /[\u2028\u2029]/.test(text)
  if (special || /[\u2028\u2029] /.test(text)) return doubleQuoted(text)
  return breaks || text.startsWith(' ') || text.endsWith(' ') || hasIndicators(text)
    ? `'${text.replaceAll("'", "''")}'`
    : text
}

/**
 * A next-line character passes through JSON unescaped, and a YAML reader takes it for a line break
 * inside quotes: one becomes a space, several become line feeds.
 */
function unfoldNextLines(text: string): string {
  if (!text.includes('\u0085')) return text
  const parts = text.split('\u0085')
  let out = ''
  let breaks = 0
  parts.forEach((part, i) => {
    // The spaces around breaks go with them.
    const start = i === 0 ? 0 : part.length - trimSpacesBefore(part).length
    const isBlank = start === part.length && i > 0
    if (i > 0) breaks++
    if (isBlank && i < parts.length - 1) return
    if (breaks > 0) out += breaks === 1 ? ' ' : '\n'.repeat(breaks - 1)
    breaks = 0
    const own = part.slice(start)
    out += i < parts.length - 1 ? trimSpacesBehind(own) : own
  })
  return out
}

function trimSpacesBefore(text: string): string {
  let start = 0
  while (text[start] === ' ') start++
  return text.slice(start)
}

function trimSpacesBehind(text: string): string {
  let end = text.length
  while (text[end - 1] === ' ') end--
  return text.slice(0, end)
}

function hasIndicators(text: string): boolean {
  if (/^(?:---|\.\.\.|[#,[\]{}&*!|>'"%@`]|[-?:](?:[ \t]|$))/.test(text)) return true
  return /.:(?:[ \t]|$)|[ \t\n\r\u0085\u2028\u2029]#/.test(text)
}

/** The first line of a literal block, with the hints its text needs. */
function blockHeader(text: string): string {
  const indentHint = /^[ \n\r\u0085\u2028\u2029]/.test(text) ? '2' : ''
  const isBreak = (at: number) => /[\n\r\u0085\u2028\u2029]/.test(text[at] ?? '')
  const last = text.length - 1
  if (!isBreak(last)) return `|${indentHint}-`
  return last === 0 || isBreak(last - 1) ? `|${indentHint}+` : `|${indentHint}`
}

/** The lines of a literal block below its header, without the break that ends the last one. */
export function indentBlock(text: string, pad: string): string {
  const body = text.replace(/(^|[\n\u2028\u2029])(?=[^\n\u2028\u2029])/g, `$1${pad}`)
  return `\n${text.endsWith('\n') ? body.slice(0, -1) : body}`
}

const escapes: Readonly<Record<number, string>> = {
  0x00: '0',
  0x07: 'a',
  0x08: 'b',
  0x09: 't',
  0x0a: 'n',
  0x0b: 'v',
  0x0c: 'f',
  0x0d: 'r',
  0x1b: 'e',
  0x22: '"',
  0x5c: '\\',
  0x85: 'N',
  0xa0: '_',
  0x2028: 'L',
  0x2029: 'P',
}

function doubleQuoted(text: string): string {
  // Behind a byte order mark everything is escaped: the writer looks at the start, not at its place.
  const escapeAll = text.startsWith('\ufeff')
  let out = '"'
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    const escape = escapes[code]
    if (escape !== undefined && code !== 0xa0) out += `\\${escape}`
    else if (escapeAll || code > 0xffff || unprintable.test(character)) {
      if (code === 0xa0) out += '\\_'
      else if (code <= 0xff) out += `\\x${hex(code, 2)}`
      else if (code <= 0xffff) out += `\\u${hex(code, 4)}`
      else out += `\\U${hex(code, 8)}`
    } else out += character
  }
  return `${out}"`
}

function hex(code: number, width: number): string {
  return code.toString(16).toUpperCase().padStart(width, '0')
}

const lineWidth = 80

/** Breaks a plain scalar at single spaces past the line's width. `column` is its first column. */
export function foldPlain(rendered: string, pad: string, column: number): string {
  let out = ' '
  let at = column
  let afterSpace = false
  const characters = Array.from(rendered)
  for (let i = 0; i < characters.length; i++) {
    const character = characters[i] as string
    if (character !== ' ') {
      out += character
      at++
      afterSpace = false
      continue
    }
    if (!afterSpace && at > lineWidth && characters[i + 1] !== ' ') {
      out += `\n${pad}`
      at = pad.length
    } else {
      out += ' '
      at++
    }
    afterSpace = true
  }
  return out
}

export function foldSingle(rendered: string, pad: string, column: number): string {
  const characters = Array.from(rendered)
  const last = characters.length - 1
  let out = " '"
  let at = column + 1
  let afterSpace = false
  let afterBreak = false
  for (let i = 1; i < last; i++) {
    const character = characters[i] as string
    if (character === ' ') {
      if (!afterSpace && at > lineWidth && i > 1 && i < last - 1 && characters[i + 1] !== ' ') {
        out += `\n${pad}`
        at = pad.length
      } else {
        out += ' '
        at++
      }
      afterSpace = true
    } else if (character === '\u2028' || character === '\u2029') {
      out += character
      at = 0
      afterBreak = true
    } else {
      if (afterBreak) {
        out += pad.slice(at)
        at = Math.max(at, pad.length)
      }
      out += character
      at++
      afterSpace = false
      afterBreak = false
    }
  }
  return `${out}'`
}

export function foldDouble(rendered: string, pad: string, column: number): string {
  // Escape sequences never contain a space, so one escaped character is one unit here.
  const units = rendered.slice(1, -1).match(/\\(?:x..|u.{4}|U.{8}|.)|[^]/gu) ?? []
  let out = ' "'
  let at = column + 1
  let afterSpace = false
  for (let i = 0; i < units.length; i++) {
    const unit = units[i] as string
    if (unit !== ' ') {
      out += unit
      at += Array.from(unit).length
      afterSpace = false
      continue
    }
    if (!afterSpace && at > lineWidth && i > 0 && i < units.length - 1) {
      out += `\n${pad}`
      at = pad.length
      if (units[i + 1] === ' ') {
        out += '\\'
        at++
      }
    } else {
      out += ' '
      at++
    }
    afterSpace = true
  }
  return `${out}"`
}
