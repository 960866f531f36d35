import { isBlankOrEnd } from './characters.ts'
import { MapNode, SequenceNode, type Node } from './node.ts'
import { NodeParser, noProperties, type Properties } from './node-parser.ts'
import { scanPlain } from './scan-plain.ts'
import { scanQuoted } from './scan-quoted.ts'

export const longestSimpleKey = 1024

/** What stands on one line, or between brackets and braces. */
export class FlowParser extends NodeParser {
  /** Whether a `:` follows that makes the node before it a key. */
  protected isValueIndicator(flow: boolean): boolean {
    if (flow) {
      this.skip(true)
      return this.cursor.code() === 58
    }
    const cursor = this.cursor
    let code = cursor.code()
    while (code === 32 || code === 9) {
      if (code === 9 && this.keyAllowed) return false
      cursor.at++
      code = cursor.code()
    }
    return this.isIndicator(58)
  }

  /** A scalar, an alias or a flow collection: what fits on one line and can be a key. */
  protected token(indent: number, properties: Properties, flow: boolean): Node {
    const cursor = this.cursor
    const start = cursor.at
    const code = cursor.code()
    switch (code) {
      case 91:
        return this.attach(this.flowSequence(indent), properties)
      case 123:
        return this.attach(this.flowMap(indent), properties)
      case 34:
        this.keyAllowed = false
        return this.scalar(scanQuoted(cursor, '"'), 'double', properties, start)
      case 39:
        this.keyAllowed = false
        return this.scalar(scanQuoted(cursor, "'"), 'single', properties, start)
      case 42:
        if (properties !== noProperties) throw cursor.error('an alias can have no tag or anchor')
        this.keyAllowed = false
        return this.alias()
    }
    if (!this.startsPlain(code, flow)) {
      throw cursor.error(`no value can begin with ${describe(code)}`)
    }
    this.keyAllowed = false
    const { line } = cursor
    const text = scanPlain(cursor, indent, flow)
    if (cursor.line !== line && !flow) this.keyAllowed = true
    return this.scalar(text, 'plain', properties, start)
  }

  protected startsPlain(code: number, flow: boolean): boolean {
    if (isBlankOrEnd(code)) return false
    const next = this.cursor.code(1)
    switch (code) {
      case 45:
        return next !== 32 && next !== 9
      case 63:
      case 58:
        return !flow && !isBlankOrEnd(next)
      default:
        return !(code < 128 && ',[]{}#&*!|>\'"%@`'.includes(String.fromCharCode(code)))
    }
  }

  protected flowNode(indent: number): Node {
    const code = this.cursor.code()
    const properties = code === 38 || code === 33 ? this.properties(true) : noProperties
    const next = this.cursor.code()
    if (
      properties !== noProperties &&
      (next === 44 || next === 93 || next === 125 || next === 58)
    ) {
      return this.empty(properties)
    }
    if (this.cursor.isDocumentBoundary()) throw this.cursor.error('a flow collection is not closed')
    return this.token(indent, properties, true)
  }

  protected flowSequence(indent: number): SequenceNode {
    const cursor = this.cursor
    const start = cursor.at
    const sequence = new SequenceNode([], cursor.source, start)
    sequence.flow = true
    this.enter()
    cursor.at++
    this.skip(true)
    while (cursor.code() !== 93) {
      sequence.items.push(this.flowEntry(indent, start))
      this.flowComma(93, start)
    }
    cursor.at++
    this.keyAllowed = false
    this.depth--
    return sequence
  }

  /** An entry of a flow sequence: a node, or a map of one pair without its braces. */
  protected flowEntry(indent: number, start: number): Node {
    const cursor = this.cursor
    if (cursor.at >= cursor.end) throw cursor.error('a flow sequence is not closed', start)
    const { at, line } = cursor
    const explicit = cursor.code() === 63
    if (explicit) {
      cursor.at++
      this.skip(true)
    }
    const key = explicit && cursor.code() === 58 ? this.empty(noProperties) : this.flowNode(indent)
    const endLine = cursor.line
    if (!this.isValueIndicator(true)) {
      if (!explicit) return key
    } else if (
      !explicit &&
      (line !== cursor.line || endLine !== line || cursor.at - at > longestSimpleKey)
    ) {
      throw cursor.error('expected "," or "]" here')
    }
    const map = new MapNode([], [], cursor.source, at)
    map.flow = true
    this.addEntry(map, key, this.flowValue(indent))
    return this.finishMap(map)
  }

  protected flowValue(indent: number): Node {
    const cursor = this.cursor
    if (cursor.code() !== 58) return this.empty(noProperties)
    cursor.at++
    this.skip(true)
    const next = cursor.code()
    return next === 44 || next === 93 || next === 125
      ? this.empty(noProperties)
      : this.flowNode(indent)
  }

  protected flowMap(indent: number): MapNode {
    const cursor = this.cursor
    const start = cursor.at
    const map = new MapNode([], [], cursor.source, start)
    map.flow = true
    this.enter()
    cursor.at++
    this.skip(true)
    while (cursor.code() !== 125) {
      if (cursor.at >= cursor.end) throw cursor.error('a flow map is not closed', start)
      const { at, line } = cursor
      const explicit = cursor.code() === 63
      if (explicit) {
        cursor.at++
        this.skip(true)
      }
      const key =
        explicit && cursor.code() === 58 ? this.empty(noProperties) : this.flowNode(indent)
      const isKey = this.isValueIndicator(true)
      if (isKey && !explicit && (cursor.line !== line || cursor.at - at > longestSimpleKey)) {
        throw cursor.error('expected "," or "}" here')
      }
      this.addEntry(map, key, isKey ? this.flowValue(indent) : this.empty(noProperties))
      this.flowComma(125, start)
    }
    cursor.at++
    this.keyAllowed = false
    this.depth--
    return this.finishMap(map)
  }

  protected flowComma(closing: number, start: number): void {
    const cursor = this.cursor
    this.skip(true)
    if (cursor.at >= cursor.end) throw cursor.error('a flow collection is not closed', start)
    const code = cursor.code()
    if (code === 44) {
      cursor.at++
      this.skip(true)
      if (cursor.code() === 44) throw cursor.error('an entry is missing between two commas')
    } else if (code !== closing) throw cursor.error('expected "," or the end of the collection')
  }
}

function describe(code: number): string {
  if (code === 9) return 'a tab'
  return Number.isNaN(code) ? 'the end of the file' : JSON.stringify(String.fromCharCode(code))
}
