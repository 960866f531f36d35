import { isBlankOrEnd } from './characters.ts'
import type { Source } from './source.ts'

/** A fault in a YAML text, with its place. */
export class YamlSyntaxError extends Error {
  readonly source: Source
  readonly offset: number

  constructor(message: string, source: Source, offset: number) {
    super(message)
    this.source = source
    this.offset = offset
  }
}

/** Where a reader stands in a text. `end` bounds one document of a file that holds several. */
export class Cursor {
  readonly source: Source
  readonly text: string
  readonly end: number
  at: number
  lineStart: number
  line = 0

  constructor(source: Source, start: number, end: number) {
    this.source = source
    this.text = source.text
    this.at = start
    this.lineStart = start
    this.end = end
  }

  get column(): number {
    return this.at - this.lineStart
  }

  /** The code at an offset from here; NaN behind the end. */
  code(ahead = 0): number {
    const at = this.at + ahead
    return at < this.end ? this.text.charCodeAt(at) : Number.NaN
  }

  /** Steps over one line break and gives the text it stands for. */
  readBreak(): string {
    const code = this.text.charCodeAt(this.at)
    this.at += code === 13 && this.code(1) === 10 ? 2 : 1
    this.lineStart = this.at
    this.line++
    return code === 0x2028 ? '\u2028' : code === 0x2029 ? '\u2029' : '\n'
  }

  /** Whether `---` or `...` stands here alone at the start of a line. */
  isDocumentBoundary(): boolean {
    if (this.at !== this.lineStart) return false
    const code = this.code()
    if (code !== 45 && code !== 46) return false
    return this.code(1) === code && this.code(2) === code && isBlankOrEnd(this.code(3))
  }

  error(message: string, offset = this.at): YamlSyntaxError {
    return new YamlSyntaxError(message, this.source, offset)
  }
}
