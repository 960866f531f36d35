import { compareStrings } from '@bulkhead/diagnostics'
import { sprint } from '../format.ts'
import type { FunctionMap } from '../function.ts'
import type { Meter } from '../meter.ts'
import { quoteGo } from '../quote.ts'
import { bytesOf, GoError, GoMap, GoSlice, textOf, type GoValue } from '../value.ts'
import { isSpace, lowerRune, trimSpace, upperRune } from './characters.ts'
import { define, refuseLarge, strings } from './define.ts'
import { camelCase, separatedCase } from './letter-case.ts'

export const stringFunctions: FunctionMap = {
  hello: define('', () => 'Hello!'),
  abbrev: define('int string', a => abbreviate(a.text(1), 0, a.int(0))),
  abbrevboth: define('int int string', a => {
    const [left, right] = [a.int(0), a.int(1)]
    return right < 4 || (left > 0 && right < 7) ? a.text(2) : abbreviate(a.text(2), left, right)
  }),
  trunc: define('int string', a => truncate(a.int(0), a.text(1))),
  trim: define('string', a => trimSpace(a.text(0))),
  upper: define('string', a => mapRunes(a.text(0), upperRune)),
  lower: define('string', a => mapRunes(a.text(0), lowerRune)),
  title: define('string', a => title(a.text(0))),
  untitle: define('string', a => untitle(a.text(0))),
  substr: define('int int string', a => substring(a.int(0), a.int(1), a.text(2))),
  repeat: define('int string', a => {
    if (a.int(0) < 0) throw new GoError('strings: negative Repeat count')
    refuseLarge(a.int(0) * a.text(1).length)
    return a.text(1).repeat(a.int(0))
  }),
  trimall: define('string string', a => trimSet(a.text(1), a.text(0))),
  trimAll: define('string string', a => trimSet(a.text(1), a.text(0))),
  trimSuffix: define('string string', a => {
    const [suffix, text] = [a.text(0), a.text(1)]
    return suffix !== '' && text.endsWith(suffix) ? text.slice(0, -suffix.length) : text
  }),
  trimPrefix: define('string string', a => {
    const [prefix, text] = [a.text(0), a.text(1)]
    return text.startsWith(prefix) ? text.slice(prefix.length) : text
  }),
  nospace: define('string', a => withoutSpace(a.text(0))),
  initials: define('string', a => initials(a.text(0))),
  swapcase: define('string', a => swapCase(a.text(0))),
  snakecase: define('string', a => separatedCase(a.text(0), '_')),
  kebabcase: define('string', a => separatedCase(a.text(0), '-')),
  camelcase: define('string', a => camelCase(a.text(0))),
  wrap: define('int string', a => wrap(a.text(1), a.int(0), '\n', false)),
  wrapWith: define('int string string', a => {
    refuseLarge((a.text(2).length / Math.max(a.int(0), 1)) * a.text(1).length)
    return wrap(a.text(2), a.int(0), a.text(1) === '' ? '\n' : a.text(1), true)
  }),
  contains: define('string string', a => a.text(1).includes(a.text(0))),
  hasPrefix: define('string string', a => a.text(1).startsWith(a.text(0))),
  hasSuffix: define('string string', a => a.text(1).endsWith(a.text(0))),
  quote: define('...any', a =>
    a.all
      .filter(value => value !== null)
      .map(value => quoteGo(toText(value)))
      .join(' '),
  ),
  squote: define('...any', a =>
    a.all
      .filter(value => value !== null)
      .map(value => `'${sprint(value)}'`)
      .join(' '),
  ),
  cat: define('...any', a =>
    a.all
      .filter(value => value !== null)
      .map(value => sprint(value))
      .join(' '),
  ),
  indent: define('int string', a => indent(a.int(0), a.text(1))),
  nindent: define('int string', a => `\n${indent(a.int(0), a.text(1))}`),
  replace: define('string string string', a => replaceAll(a.text(2), a.text(0), a.text(1))),
  plural: define('string string int', a => (a.int(2) === 1 ? a.text(0) : a.text(1))),
  toString: define('any', a => toText(a.any(0))),
  toStrings: define('any', a => strings(toTexts(a.any(0)))),
  join: define('string any', a => {
    const texts = toTexts(a.any(1))
    refuseLarge(texts.length * a.text(0).length)
    return texts.join(a.text(0))
  }),
  sortAlpha: define('any', a => {
    const value = a.any(0)
    if (!(value instanceof GoSlice)) return strings([toText(value)])
    return strings(toTexts(value).sort(compareStrings))
  }),
  split: define('string string', a => numbered(splitText(a.text(1), a.text(0), -1), a.meter)),
  splitn: define('string int string', a =>
    numbered(splitText(a.text(2), a.text(0), a.int(1)), a.meter),
  ),
  splitList: define('string string', a => strings(splitText(a.text(1), a.text(0), -1))),
  regexQuoteMeta: define('string', a => a.text(0).replace(/[\\.+*?()|[\]{}^$]/g, '\\$&')),
}

/** Text as sprig makes it of any value; bytes are text already. */
export function toText(value: GoValue): string {
  if (value instanceof GoSlice && value.element === 'uint8') {
    return textOf(Uint8Array.from(value.items, item => Number(sprint(item))))
  }
  return sprint(value)
}

/** A list of texts, without what is nil; anything else is a list of one. */
function toTexts(value: GoValue): string[] {
  if (value instanceof GoSlice) return value.items.filter(item => item !== null).map(toText)
  return value === null ? [] : [toText(value)]
}

/** strings.SplitN: an empty separator splits between characters. */
function splitText(text: string, separator: string, limit: number): string[] {
  if (limit === 0) return []
  const parts = separator === '' ? [...text] : text.split(separator)
  if (limit < 0 || parts.length <= limit) return parts
  return [...parts.slice(0, limit - 1), parts.slice(limit - 1).join(separator)]
}

function numbered(parts: readonly string[], meter: Meter): GoMap {
  meter.step(parts.length)
  return new GoMap(
    parts.map((part, i) => [`_${i}`, part] as const),
    'string',
  )
}

/** strings.Replace: an empty text is found between all characters. */
function replaceAll(text: string, from: string, to: string): string {
  if (from !== '') {
    const parts = text.split(from)
    refuseLarge(text.length + (parts.length - 1) * to.length)
    return parts.join(to)
  }
  const characters = [...text]
  refuseLarge((characters.length + 1) * to.length)
  return to + characters.map(character => character + to).join('')
}

function indent(spaces: number, text: string): string {
  if (spaces < 0) throw new GoError('strings: negative Repeat count')
  refuseLarge(spaces * text.split('\n').length)
  const pad = ' '.repeat(spaces)
  return pad + text.replaceAll('\n', `\n${pad}`)
}

/** Positions are those of bytes, and may be out of range. */
function substring(start: number, end: number, text: string): string {
  const bytes = bytesOf(text)
  if (start < 0) return textOf(cut(bytes, 0, end))
  if (end < 0 || end > bytes.length) return textOf(cut(bytes, start, bytes.length))
  return textOf(cut(bytes, start, end))
}

function cut(bytes: Uint8Array, from: number, to: number): Uint8Array {
  if (to < 0 || to > bytes.length) {
    const limit = to < 0 ? '' : ` with length ${bytes.length}`
    throw new GoError(`runtime error: slice bounds out of range [:${to}]${limit}`)
  }
  if (from > to) {
    throw new GoError(`runtime error: slice bounds out of range [${from}:${to}]`)
  }
  return bytes.slice(from, to)
}

function truncate(count: number, text: string): string {
  const bytes = bytesOf(text)
  if (count < 0) return bytes.length + count > 0 ? textOf(bytes.slice(count)) : text
  return bytes.length > count ? textOf(bytes.slice(0, count)) : text
}

function trimSet(text: string, set: string): string {
  const unwanted = new Set(set)
  const characters = [...text]
  let [from, to] = [0, characters.length]
  while (from < to && unwanted.has(characters[from] ?? '')) from++
  while (to > from && unwanted.has(characters[to - 1] ?? '')) to--
  return characters.slice(from, to).join('')
}

/** Of each byte by itself, as sprig's library does it. */
function withoutSpace(text: string): string {
  // oxlint-disable-next-line no-control-regex
  if (/^[\x00-\x7f]*$/.test(text)) return text.replace(/\s/g, '')
  const bytes = [...bytesOf(text)]
  const kept = bytes.filter(byte => !isSpace(String.fromCharCode(byte)))
  if (kept.length === bytes.length) return text
  return Array.from(kept, byte => String.fromCharCode(byte)).join('')
}

function initials(text: string): string {
  let wasGap = true
  let out = ''
  for (const byte of bytesOf(text)) {
    const character = String.fromCharCode(byte)
    if (isSpace(character)) wasGap = true
    else if (wasGap) {
      out += character
      wasGap = false
    }
  }
  return out
}

function mapRunes(text: string, change: (character: string) => string): string {
  return Array.from(text, change).join('')
}

/** strings.Title: letters after anything that cannot be part of a word. */
function title(text: string): string {
  let previous = ' '
  return mapRunes(text, character => {
    const begins = isSeparator(previous)
    previous = character
    return begins ? upperRune(character) : character
  })
}

function isSeparator(character: string): boolean {
  // oxlint-disable-next-line no-control-regex
  if (/^[\x00-\x7f]$/.test(character)) return !/[A-Za-z0-9_]/.test(character)
  return !/[\p{L}\p{Nd}]/u.test(character) && isSpace(character)
}

function untitle(text: string): string {
  let atStart = true
  return mapRunes(text, character => {
    if (isSpace(character)) {
      atStart = true
      return character
    }
    const out = atStart ? lowerRune(character) : character
    atStart = false
    return out
  })
}

function swapCase(text: string): string {
  return mapRunes(text, character => {
    if (/[\p{Lu}\p{Lt}]/u.test(character)) return lowerRune(character)
    return /\p{Ll}/u.test(character) ? upperRune(character) : character
  })
}

/** Shortened with dots, as Masterminds/goutils does it: widths count bytes. */
function abbreviate(text: string, left: number, width: number): string {
  const bytes = bytesOf(text)
  if (text === '' || width < 4 || bytes.length <= width) return text
  const part = (from: number, to = bytes.length) => textOf(bytes.slice(from, to))
  let offset = Math.min(left, bytes.length)
  if (bytes.length - offset < width - 3) offset = bytes.length - (width - 3)
  if (offset <= 4) return `${part(0, width - 3)}...`
  if (width < 7) return ''
  if (offset + width - 3 < bytes.length) return `...${abbreviate(part(offset), 0, width - 3)}`
  return `...${part(bytes.length - (width - 3))}`
}

/** Breaks one line at spaces, and within words if that is asked for. */
function wrap(text: string, length: number, separator: string, breaksWords: boolean): string {
  const width = Math.max(length, 1)
  const bytes = bytesOf(text)
  const part = (from: number, to = bytes.length) => textOf(bytes.slice(from, to))
  let out = ''
  let offset = 0
  while (bytes.length - offset > width) {
    if (bytes[offset] === 32) {
      offset++
      continue
    }
    const at = bytes.subarray(offset, offset + width + 1).lastIndexOf(32)
    let end = at < 0 ? -1 : offset + at
    if (end < 0 && breaksWords) {
      out += part(offset, offset + width) + separator
      offset += width
      continue
    }
    if (end < 0) end = bytes.indexOf(32, offset + width)
    if (end < 0) {
      out += part(offset)
      offset = bytes.length
    } else {
      out += part(offset, end) + separator
      offset = end + 1
    }
  }
  return out + part(offset)
}
