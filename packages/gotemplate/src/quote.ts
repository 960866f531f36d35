/** A string as a Go literal, the way `%q` and `strconv.Quote` write it. */
export function quoteGo(text: string, mark = '"', asciiOnly = false): string {
  let out = mark
  for (const character of text) out += escapeRune(character, mark, asciiOnly)
  return out + mark
}

const named: Readonly<Record<string, string>> = {
  '\x07': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
}

function escapeRune(character: string, mark: string, asciiOnly: boolean): string {
  if (character === mark || character === '\\') return `\\${character}`
  const code = character.codePointAt(0) ?? 0
  if (code < 0x7f && code >= 0x20) return character
  if (code > 0x7f && !asciiOnly && isPrintable(character)) return character
  const short = named[character]
  if (short !== undefined) return short
  if (code < 0x80) return `\\x${code.toString(16).padStart(2, '0')}`
  if (code < 0x10000) return `\\u${code.toString(16).padStart(4, '0')}`
  return `\\U${code.toString(16).padStart(8, '0')}`
}

/** Letters, marks, numbers, punctuation, symbols and the ASCII space, as unicode.IsPrint says. */
export function isPrintable(character: string): boolean {
  return /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u.test(character)
}

const simple: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
}

/** What a quoted literal of a template stands for; nothing when it is not a valid one. */
export function unquoteGo(literal: string): string | undefined {
  const mark = literal[0]
  if (literal.length < 2 || mark !== literal.at(-1)) return undefined
  const body = literal.slice(1, -1)
  if (mark === '`') return body.includes('`') ? undefined : body.replaceAll('\r', '')
  if (mark !== '"' && mark !== "'") return undefined
  let isValid = true
  // Octal and \x escapes are bytes, which together may be the UTF-8 of one character.
  const pattern =
    /((?:\\x[0-9a-fA-F]{2}|\\[0-7]{3})+)|\\u([0-9a-fA-F]{4})|\\U([0-9a-fA-F]{8})|\\([\s\S])|(["'\n])/g
  const text = body.replace(
    pattern,
    (whole, bytes?: string, short?: string, long?: string, escape?: string) => {
      if (bytes !== undefined) return decodeBytes(bytes, mark)
      const point = short ?? long
      if (point !== undefined) {
        const code = Number.parseInt(point, 16)
        if (code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) isValid = false
        return isValid ? String.fromCodePoint(code) : ''
      }
      if (escape === undefined) {
        if (whole === mark || whole === '\n') isValid = false
        return whole
      }
      if (escape === mark) return mark
      const character = simple[escape]
      if (character === undefined) isValid = false
      return character ?? ''
    },
  )
  return isValid ? text : undefined
}

function decodeBytes(escapes: string, mark: string): string {
  const codes = [...escapes.matchAll(/\\x([0-9a-fA-F]{2})|\\([0-7]{3})/g)].map(([, hex, octal]) =>
    hex === undefined ? Number.parseInt(octal ?? '0', 8) : Number.parseInt(hex, 16),
  )
  // A character constant is the code itself.
  if (mark === "'" && codes.length === 1) return String.fromCodePoint(codes[0] ?? 0)
  return new TextDecoder().decode(Uint8Array.from(codes))
}
