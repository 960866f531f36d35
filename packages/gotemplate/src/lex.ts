import { isPrintable } from './quote.ts'

export type TokenType =
  | 'error'
  | 'eof'
  | 'text'
  | 'leftDelim'
  | 'rightDelim'
  | 'space'
  | 'assign'
  | 'declare'
  | 'pipe'
  | 'leftParen'
  | 'rightParen'
  | 'char'
  | 'bool'
  | 'string'
  | 'rawString'
  | 'charConstant'
  | 'number'
  | 'complex'
  | 'field'
  | 'variable'
  | 'identifier'
  | 'dot'
  | 'nil'
  | Keyword

const keywords = [
  'block',
  'break',
  'continue',
  'define',
  'else',
  'end',
  'if',
  'range',
  'template',
  'with',
] as const

export type Keyword = (typeof keywords)[number]

export interface Token {
  readonly type: TokenType
  /** Where it begins, in characters of the template. */
  readonly at: number
  readonly text: string
  readonly line: number
}

const keywordOf: ReadonlySet<string> = new Set(keywords)

export function isKeyword(token: Token): boolean {
  return keywordOf.has(token.type) || token.type === 'dot' || token.type === 'nil'
}

/** The tokens of a template, as text/template/parse reads them. An error is the last one. */
export function lex(source: string): Token[] {
  return new Lexer(source).run()
}

const space = ' \t\r\n'
const wordStart = /[\p{L}\p{Nd}_]/u
const word = /[\p{L}\p{Nd}_]*/uy

class Lexer {
  readonly #source: string
  readonly #tokens: Token[] = []
  #at = 0
  #start = 0
  #line = 1
  #countedTo = 0

  constructor(source: string) {
    this.#source = source
  }

  run(): Token[] {
    while (this.#text() && this.#action()) {
      // Text and actions take turns until the source ends or is at fault.
    }
    return this.#tokens
  }

  /** Up to the next action; false at the end. */
  #text(): boolean {
    for (;;) {
      const source = this.#source
      const open = source.indexOf('{{', this.#at)
      if (open < 0) {
        this.#at = source.length
        if (this.#at > this.#start) this.#emit('text')
        this.#emit('eof')
        return false
      }
      const trims = hasLeftTrim(source, open + 2)
      this.#at = open
      if (trims) while (this.#at > this.#start && isSpace(source[this.#at - 1])) this.#at--
      if (this.#at > this.#start) this.#emit('text')
      this.#at = open
      this.#skip()
      const comment = open + (trims ? 4 : 2)
      if (!source.startsWith('/*', comment)) {
        this.#at = open + 2
        this.#emit('leftDelim')
        this.#at = comment
        this.#skip()
        return true
      }
      this.#at = comment
      const close = source.indexOf('*/', comment + 2)
      if (close < 0) return this.#fail('unclosed comment')
      this.#at = close + 2
      const trimsRight = hasRightTrim(source, this.#at)
      if (!trimsRight && !source.startsWith('}}', this.#at)) {
        return this.#fail('comment ends before closing delimiter')
      }
      this.#at += trimsRight ? 4 : 2
      if (trimsRight) while (isSpace(source[this.#at])) this.#at++
      this.#skip()
    }
  }

  /** The tokens between two delimiters; false when something is wrong with them. */
  #action(): boolean {
    const source = this.#source
    let depth = 0
    for (;;) {
      const at = this.#at
      const trims = hasRightTrim(source, at)
      if (trims || source.startsWith('}}', at)) {
        if (depth > 0) return this.#fail('unclosed left paren')
        if (trims) {
          this.#at += 2
          this.#skip()
        }
        this.#at += 2
        this.#emit('rightDelim')
        if (trims) {
          while (isSpace(source[this.#at])) this.#at++
          this.#skip()
        }
        return true
      }
      const c = source[at]
      if (c === undefined) return this.#fail('unclosed action')
      if (isSpace(c)) {
        // The space before a trim marker belongs to the marker.
        while (isSpace(source[this.#at]) && !hasRightTrim(source, this.#at)) this.#at++
        if (this.#at > at) this.#emit('space')
        continue
      }
      if (!this.#token(c)) return false
      if (c === '(') depth++
      if (c === ')' && --depth < 0) {
        this.#tokens.pop()
        return this.#fail('unexpected right paren')
      }
    }
  }

  #token(c: string): boolean {
    const source = this.#source
    this.#at++
    switch (c) {
      case '=':
        return this.#emit('assign')
      case ':':
        if (source[this.#at] !== '=') return this.#fail('expected :=')
        this.#at++
        return this.#emit('declare')
      case '|':
        return this.#emit('pipe')
      case '(':
        return this.#emit('leftParen')
      case ')':
        return this.#emit('rightParen')
      case '"':
        return this.#quoted('"', 'string', 'unterminated quoted string')
      case "'":
        return this.#quoted("'", 'charConstant', 'unterminated character constant')
      case '`': {
        const close = source.indexOf('`', this.#at)
        if (close < 0) return this.#fail('unterminated raw quoted string')
        this.#at = close + 1
        return this.#emit('rawString')
      }
      case '$':
        return this.#name('variable')
      case '.':
        if (!/[0-9]/.test(source[this.#at] ?? '')) return this.#name('field')
        break
      default:
        break
    }
    this.#at--
    if (/[-+.0-9]/.test(c)) return this.#number()
    const character = String.fromCodePoint(source.codePointAt(this.#at) ?? 0)
    if (wordStart.test(character)) return this.#identifier()
    this.#at += character.length
    if (/^[\x20-\x7e]$/.test(character)) return this.#emit('char')
    return this.#fail(`unrecognized character in action: ${unicode(character)}`)
  }

  #quoted(mark: string, type: TokenType, fault: string): boolean {
    const source = this.#source
    for (;;) {
      const c = source[this.#at++]
      if (c === undefined || c === '\n') return this.#fail(fault)
      if (c === '\\') {
        const next = source[this.#at++]
        if (next === undefined || next === '\n') return this.#fail(fault)
      } else if (c === mark) return this.#emit(type)
    }
  }

  /** `.Field` and `$variable`, or the dot and the dollar alone. */
  #name(type: 'field' | 'variable'): boolean {
    if (this.#isTerminator()) return this.#emit(type === 'field' ? 'dot' : 'variable')
    this.#word()
    if (!this.#isTerminator()) return this.#badCharacter()
    return this.#emit(type)
  }

  #identifier(): boolean {
    this.#word()
    if (!this.#isTerminator()) return this.#badCharacter()
    const text = this.#source.slice(this.#start, this.#at)
    if (text === 'true' || text === 'false') return this.#emit('bool')
    if (text === 'nil') return this.#emit('nil')
    return this.#emit(keywordOf.has(text) ? (text as Keyword) : 'identifier')
  }

  #number(): boolean {
    const pattern =
      /[-+]?(?:0[xX][0-9a-fA-F_]*(?:\.[0-9a-fA-F_]*)?(?:[pP][-+]?[0-9_]*)?|0[oO][0-7_]*(?:\.[0-7_]*)?|0[bB][01_]*(?:\.[01_]*)?|[0-9_]*(?:\.[0-9_]*)?(?:[eE][-+]?[0-9_]*)?)(i?)/y
    pattern.lastIndex = this.#at
    const match = pattern.exec(this.#source)
    this.#at += match?.[0].length ?? 0
    const next = this.#source[this.#at]
    if (next !== undefined && wordStart.test(next)) {
      this.#at++
      return this.#fail(
        `bad number syntax: ${JSON.stringify(this.#source.slice(this.#start, this.#at))}`,
      )
    }
    if (next === '+' || next === '-') {
      return this.#fail(
        `bad number syntax: ${JSON.stringify(this.#source.slice(this.#start, this.#at))}`,
      )
    }
    return this.#emit(match?.[1] === 'i' ? 'complex' : 'number')
  }

  #word(): void {
    word.lastIndex = this.#at
    this.#at += word.exec(this.#source)?.[0].length ?? 0
  }

  #isTerminator(): boolean {
    const c = this.#source[this.#at]
    if (c === undefined || isSpace(c) || '.,|:)('.includes(c)) return true
    return this.#source.startsWith('}}', this.#at)
  }

  #badCharacter(): boolean {
    const character = String.fromCodePoint(this.#source.codePointAt(this.#at) ?? 0)
    return this.#fail(`bad character ${unicode(character)}`)
  }

  #emit(type: TokenType): true {
    const text = this.#source.slice(this.#start, this.#at)
    this.#tokens.push({
      type,
      at: this.#start,
      text: type === 'eof' ? 'EOF' : text,
      line: this.#lineAt(),
    })
    this.#skip()
    return true
  }

  #fail(message: string): false {
    this.#tokens.push({ type: 'error', at: this.#start, text: message, line: this.#lineAt() })
    return false
  }

  #skip(): void {
    this.#start = this.#at
  }

  #lineAt(): number {
    for (let i = this.#countedTo; i < this.#start; i++) if (this.#source[i] === '\n') this.#line++
    this.#countedTo = Math.max(this.#countedTo, this.#start)
    return this.#line
  }
}

function isSpace(c: string | undefined): boolean {
  return c !== undefined && space.includes(c)
}

/** `{{- ` takes away the space before it. */
function hasLeftTrim(source: string, at: number): boolean {
  return source[at] === '-' && isSpace(source[at + 1])
}

/** ` -}}` takes away the space after it. */
function hasRightTrim(source: string, at: number): boolean {
  return isSpace(source[at]) && source.startsWith('-}}', at + 1)
}

function unicode(character: string): string {
  const code = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
  return isPrintable(character) ? `${code} '${character}'` : code
}
