import { isBlankOrEnd, isBreak } from './characters.ts'
import { Cursor } from './cursor.ts'
import { mergeMaps } from './merge-keys.ts'
import {
  cloneNode,
  MapNode,
  ScalarNode,
  SequenceNode,
  type Node,
  type ScalarStyle,
} from './node.ts'
import { resolveTag } from './resolve.ts'
import { scanBlock } from './scan-block.ts'
import { scanPlain } from './scan-plain.ts'
import { scanQuoted } from './scan-quoted.ts'
import type { Source } from './source.ts'

const deepestNesting = 1000
const longestSimpleKey = 1024
/** How many nodes aliases may add to one file before it is taken for an attack. */
const mostAliasedNodes = 1_000_000
// oxlint-disable-next-line no-control-regex
const controlCharacter = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]/

/**
 * Reads the first document between two offsets of a file; nothing when there is none. Aliases and
 * merge keys are resolved. Accepts and refuses what libyaml does.
 *
 * @throws YamlSyntaxError
 */
export function parseDocument(
  source: Source,
  start = 0,
  end = source.text.length,
): Node | undefined {
  return new Parser(new Cursor(source, start, end)).document()
}

/** Refuses characters that YAML does not allow in a file at all. */
export function refuseControlCharacters(source: Source): void {
  const at = source.text.search(controlCharacter)
  if (at >= 0) throw new Cursor(source, at, at).error('control characters are not allowed')
}

interface Properties {
  anchor: string | undefined
  tag: string
}

const noProperties: Properties = { anchor: undefined, tag: '' }

class Parser {
  readonly #cursor: Cursor
  readonly #anchors = new Map<string, Node | undefined>()
  readonly #tagHandles = new Map([
    ['!', '!'],
    ['!!', 'tag:yaml.org,2002:'],
  ])
  /** Whether a key may begin here: at the start of a line and behind `-`, `?` and their like. */
  #keyAllowed = true
  #depth = 0
  #jsonComment: { readonly line: number; readonly text: string } | undefined

  constructor(cursor: Cursor) {
    this.#cursor = cursor
  }

  document(): Node | undefined {
    const cursor = this.#cursor
    if (cursor.code() === 0xfeff) {
      cursor.at++
      cursor.lineStart++
    }
    this.#skip(false)
    let directives = false
    while (cursor.code() === 37 && cursor.column === 0) {
      this.#directive()
      directives = true
      this.#skip(false)
    }
    while (cursor.isDocumentBoundary()) {
      const isStart = cursor.code() === 45
      cursor.at += 3
      this.#keyAllowed = false
      if (isStart) {
        directives = false
        this.#skip(false)
        break
      }
      this.#skip(false)
    }
    if (directives) throw cursor.error('directives must be followed by "---"')
    if (cursor.at >= cursor.end) return undefined
    const node = this.#blockNode(-1, false)
    this.#skip(false)
    if (cursor.at < cursor.end && !cursor.isDocumentBoundary()) {
      throw cursor.error('expected the end of the document here')
    }
    return node
  }

  #directive(): void {
    const { text, at, end } = this.#cursor
    let stop = at
    while (stop < end && !isBreak(text.charCodeAt(stop))) stop++
    const words = text.slice(at + 1, stop).split(/[ \t]+/)
    if (words[0] === 'YAML' && !/^1\.[12]$/.test(words[1] ?? '')) {
      throw this.#cursor.error('only YAML 1.1 and 1.2 can be read')
    }
    if (words[0] === 'TAG') this.#tagHandles.set(words[1] ?? '', words[2] ?? '')
    else if (words[0] !== 'YAML') throw this.#cursor.error('unknown directive')
    this.#cursor.at = stop
  }

  /** Steps over white space, comments and line breaks to the next token. */
  #skip(flow: boolean): void {
    const cursor = this.#cursor
    const { text, end } = cursor
    for (;;) {
      let code = cursor.at < end ? text.charCodeAt(cursor.at) : Number.NaN
      while (code === 32 || (code === 9 && (flow || !this.#keyAllowed))) {
        cursor.at++
        code = cursor.at < end ? text.charCodeAt(cursor.at) : Number.NaN
      }
      if (code === 35) {
        const from = cursor.at
        while (cursor.at < end && !isBreak(text.charCodeAt(cursor.at))) cursor.at++
        this.#noteComment(from)
        code = cursor.code()
      }
      if (code === 0xfeff && cursor.column === 0) {
        cursor.at++
        cursor.lineStart++
        continue
      }
      if (code !== 10 && !isBreak(code)) return
      cursor.readBreak()
      if (!flow) this.#keyAllowed = true
    }
  }

  /** A comment can be JSON that describes the type of the field on its line. */
  #noteComment(from: number): void {
    const { text, at, line } = this.#cursor
    const second = text.charCodeAt(from + 1)
    if (second !== 123 && text.charCodeAt(from + 2) !== 123) return
    this.#jsonComment = { line, text: text.slice(from, at).replace(/^#+/, '') }
  }

  /**
   * A node in block context. Everything that belongs to it stands deeper than `indent`, except a
   * sequence that is the value of a map's key and may stand at the key's own column.
   */
  #blockNode(indent: number, isMapValue: boolean): Node {
    const cursor = this.#cursor
    if (this.#isOutside(indent, isMapValue)) return this.#empty(noProperties)
    const code = cursor.code()
    const start = cursor.at
    const line = cursor.line
    const column = cursor.column
    const keyAllowed = this.#keyAllowed
    if (code !== 38 && code !== 33) {
      return this.#blockContent(indent, noProperties, { start, line, column, keyAllowed })
    }
    this.#keyAllowed = false
    const properties = this.#properties(false)
    if (this.#isOutside(indent, isMapValue)) return this.#empty(properties)
    if (cursor.line === line) {
      return this.#blockContent(indent, properties, { start, line, column, keyAllowed })
    }
    // On a line of its own the content may itself be a map, and the properties are the map's.
    const own = {
      start: cursor.at,
      line: cursor.line,
      column: cursor.column,
      keyAllowed: this.#keyAllowed,
    }
    const before = cursor.at
    const node = this.#blockContent(indent, noProperties, own)
    return this.#withProperties(node, properties, before)
  }

  #isOutside(indent: number, isMapValue: boolean): boolean {
    const cursor = this.#cursor
    if (cursor.at >= cursor.end || cursor.isDocumentBoundary()) return true
    const { column } = cursor
    if (column > indent) return false
    return !(isMapValue && column === indent && this.#isIndicator(45))
  }

  #isIndicator(indicator: number): boolean {
    return this.#cursor.code() === indicator && isBlankOrEnd(this.#cursor.code(1))
  }

  #blockContent(
    indent: number,
    properties: Properties,
    key: { start: number; line: number; column: number; keyAllowed: boolean },
  ): Node {
    const cursor = this.#cursor
    const code = cursor.code()
    if (this.#isIndicator(45)) {
      if (!this.#keyAllowed) throw cursor.error('a list entry cannot begin here')
      return this.#attach(this.#blockSequence(cursor.column, indent), properties)
    }
    if (this.#isIndicator(63)) {
      if (!this.#keyAllowed) throw cursor.error('a map key cannot begin here')
      return this.#attach(this.#blockMap(cursor.column, undefined), properties)
    }
    if (this.#isIndicator(58)) throw cursor.error('a map value is not allowed here')
    if (code === 124 || code === 62) {
      const at = cursor.at
      const text = scanBlock(cursor, indent)
      this.#keyAllowed = true
      return this.#scalar(text, code === 124 ? 'literal' : 'folded', properties, at)
    }
    const node = this.#token(indent, properties, false)
    if (!this.#isValueIndicator(false)) return node
    // On a later line it is the value of a key that was written with "?".
    if (cursor.line !== key.line && cursor.column <= indent) return node
    const isKey =
      key.keyAllowed && key.line === cursor.line && cursor.at - key.start <= longestSimpleKey
    if (!isKey) throw cursor.error('a map value is not allowed here')
    return this.#blockMap(key.column, node)
  }

  /** Whether a `:` follows that makes the node before it a key. */
  #isValueIndicator(flow: boolean): boolean {
    if (flow) {
      this.#skip(true)
      return this.#cursor.code() === 58
    }
    const cursor = this.#cursor
    let code = cursor.code()
    while (code === 32 || code === 9) {
      if (code === 9 && this.#keyAllowed) return false
      cursor.at++
      code = cursor.code()
    }
    return this.#isIndicator(58)
  }

  #blockMap(column: number, firstKey: Node | undefined): MapNode {
    const cursor = this.#cursor
    const map = new MapNode([], [], cursor.source, cursor.lineStart + column)
    this.#enter()
    let key = firstKey
    for (;;) {
      if (key === undefined) {
        if (this.#isIndicator(63)) {
          cursor.at++
          this.#keyAllowed = true
          this.#skip(false)
          key =
            this.#isIndicator(58) && cursor.column === column
              ? this.#empty(noProperties)
              : this.#blockNode(column, true)
          this.#skip(false)
          if (cursor.column !== column || !this.#isIndicator(58)) {
            this.#addEntry(map, key, this.#empty(noProperties))
            key = undefined
            if (!this.#continuesAt(column)) break
            continue
          }
          cursor.at++
          this.#keyAllowed = true
        } else {
          key = this.#simpleKey(column)
          cursor.at++
          this.#keyAllowed = false
        }
      } else {
        cursor.at++
        this.#keyAllowed = false
      }
      const { line } = cursor
      this.#skip(false)
      const comment = this.#jsonComment?.line === line ? this.#jsonComment.text : undefined
      const value = this.#blockNode(column, true)
      this.#addEntry(map, key, value)
      if (comment !== undefined && value.kind !== 'scalar' && key.kind === 'scalar') {
        map.schemaComments = new Map([...(map.schemaComments ?? []), [key.text, comment]])
      }
      key = undefined
      this.#skip(false)
      if (!this.#continuesAt(column)) break
      if (this.#isIndicator(45)) throw cursor.error('expected a key here, not a list entry')
    }
    this.#depth--
    return this.#finishMap(map)
  }

  #continuesAt(column: number): boolean {
    const cursor = this.#cursor
    if (cursor.at >= cursor.end || cursor.isDocumentBoundary() || cursor.column < column) {
      return false
    }
    if (cursor.column > column) throw cursor.error('expected a key here: check the indentation')
    return true
  }

  #simpleKey(column: number): Node {
    const cursor = this.#cursor
    if (this.#isIndicator(58)) throw cursor.error('expected a key here')
    const { at, line } = cursor
    const code = cursor.code()
    let properties = noProperties
    if (code === 38 || code === 33) {
      this.#keyAllowed = false
      properties = this.#properties(false)
    }
    const next = cursor.code()
    const cannotBeKey = next === 124 || next === 62 || this.#isIndicator(45)
    const node = cannotBeKey ? undefined : this.#token(column, properties, false)
    if (
      node === undefined ||
      !this.#isValueIndicator(false) ||
      cursor.line !== line ||
      cursor.at - at > longestSimpleKey
    ) {
      throw cursor.error('expected ":" behind this key', at)
    }
    return node
  }

  #blockSequence(column: number, parentIndent: number): SequenceNode {
    const cursor = this.#cursor
    const sequence = new SequenceNode([], cursor.source, cursor.at)
    this.#enter()
    for (;;) {
      cursor.at++
      this.#keyAllowed = true
      this.#skip(false)
      sequence.items.push(this.#blockNode(column, false))
      this.#skip(false)
      if (cursor.at >= cursor.end || cursor.isDocumentBoundary()) break
      if (cursor.column < column) break
      if (cursor.column > column) {
        throw cursor.error('expected a list entry here: check the indentation')
      }
      if (this.#isIndicator(45)) continue
      if (column > parentIndent) throw cursor.error('expected "-" here')
      break
    }
    this.#depth--
    return sequence
  }

  /** A scalar, an alias or a flow collection: what fits on one line and can be a key. */
  #token(indent: number, properties: Properties, flow: boolean): Node {
    const cursor = this.#cursor
    const start = cursor.at
    const code = cursor.code()
    switch (code) {
      case 91:
        return this.#attach(this.#flowSequence(indent), properties)
      case 123:
        return this.#attach(this.#flowMap(indent), properties)
      case 34:
        this.#keyAllowed = false
        return this.#scalar(scanQuoted(cursor, '"'), 'double', properties, start)
      case 39:
        this.#keyAllowed = false
        return this.#scalar(scanQuoted(cursor, "'"), 'single', properties, start)
      case 42:
        if (properties !== noProperties) throw cursor.error('an alias can have no tag or anchor')
        this.#keyAllowed = false
        return this.#alias()
    }
    if (!this.#startsPlain(code, flow)) {
      throw cursor.error(`no value can begin with ${describe(code)}`)
    }
    this.#keyAllowed = false
    const { line } = cursor
    const text = scanPlain(cursor, indent, flow)
    if (cursor.line !== line && !flow) this.#keyAllowed = true
    return this.#scalar(text, 'plain', properties, start)
  }

  #startsPlain(code: number, flow: boolean): boolean {
    if (isBlankOrEnd(code)) return false
    const next = this.#cursor.code(1)
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

  #flowNode(indent: number): Node {
    const code = this.#cursor.code()
    const properties = code === 38 || code === 33 ? this.#properties(true) : noProperties
    const next = this.#cursor.code()
    if (
      properties !== noProperties &&
      (next === 44 || next === 93 || next === 125 || next === 58)
    ) {
      return this.#emptyInFlow(properties)
    }
    if (this.#cursor.isDocumentBoundary())
      throw this.#cursor.error('a flow collection is not closed')
    return this.#token(indent, properties, true)
  }

  #flowSequence(indent: number): SequenceNode {
    const cursor = this.#cursor
    const start = cursor.at
    const sequence = new SequenceNode([], cursor.source, start)
    this.#enter()
    cursor.at++
    this.#skip(true)
    while (cursor.code() !== 93) {
      sequence.items.push(this.#flowEntry(indent, start))
      this.#flowComma(93, start)
    }
    cursor.at++
    this.#keyAllowed = false
    this.#depth--
    return sequence
  }

  /** An entry of a flow sequence: a node, or a map of one pair without its braces. */
  #flowEntry(indent: number, start: number): Node {
    const cursor = this.#cursor
    if (cursor.at >= cursor.end) throw cursor.error('a flow sequence is not closed', start)
    const { at, line } = cursor
    const explicit = cursor.code() === 63
    if (explicit) {
      cursor.at++
      this.#skip(true)
    }
    const key =
      explicit && cursor.code() === 58 ? this.#emptyInFlow(noProperties) : this.#flowNode(indent)
    const endLine = cursor.line
    if (!this.#isValueIndicator(true)) {
      if (!explicit) return key
    } else if (
      !explicit &&
      (line !== cursor.line || endLine !== line || cursor.at - at > longestSimpleKey)
    ) {
      throw cursor.error('expected "," or "]" here')
    }
    const map = new MapNode([], [], cursor.source, at)
    this.#addEntry(map, key, this.#flowValue(indent))
    return this.#finishMap(map)
  }

  #flowValue(indent: number): Node {
    const cursor = this.#cursor
    if (cursor.code() !== 58) return this.#emptyInFlow(noProperties)
    cursor.at++
    this.#skip(true)
    const next = cursor.code()
    return next === 44 || next === 93 || next === 125
      ? this.#emptyInFlow(noProperties)
      : this.#flowNode(indent)
  }

  #flowMap(indent: number): MapNode {
    const cursor = this.#cursor
    const start = cursor.at
    const map = new MapNode([], [], cursor.source, start)
    this.#enter()
    cursor.at++
    this.#skip(true)
    while (cursor.code() !== 125) {
      if (cursor.at >= cursor.end) throw cursor.error('a flow map is not closed', start)
      const { at, line } = cursor
      const explicit = cursor.code() === 63
      if (explicit) {
        cursor.at++
        this.#skip(true)
      }
      const key =
        explicit && cursor.code() === 58 ? this.#emptyInFlow(noProperties) : this.#flowNode(indent)
      const isKey = this.#isValueIndicator(true)
      if (isKey && !explicit && (cursor.line !== line || cursor.at - at > longestSimpleKey)) {
        throw cursor.error('expected "," or "}" here')
      }
      this.#addEntry(map, key, isKey ? this.#flowValue(indent) : this.#emptyInFlow(noProperties))
      this.#flowComma(125, start)
    }
    cursor.at++
    this.#keyAllowed = false
    this.#depth--
    return this.#finishMap(map)
  }

  #flowComma(closing: number, start: number): void {
    const cursor = this.#cursor
    this.#skip(true)
    if (cursor.at >= cursor.end) throw cursor.error('a flow collection is not closed', start)
    const code = cursor.code()
    if (code === 44) {
      cursor.at++
      this.#skip(true)
      if (cursor.code() === 44) throw cursor.error('an entry is missing between two commas')
    } else if (code !== closing) throw cursor.error('expected "," or the end of the collection')
  }

  #properties(flow: boolean): Properties {
    const cursor = this.#cursor
    const properties: Properties = { anchor: undefined, tag: '' }
    for (;;) {
      const code = cursor.code()
      if (code === 38 && properties.anchor === undefined) properties.anchor = this.#name()
      else if (code === 33 && properties.tag === '') properties.tag = this.#tag()
      else return properties
      this.#skip(flow)
      if (this.#keyAllowed && !flow) return properties
    }
  }

  #name(): string {
    const cursor = this.#cursor
    const start = cursor.at
    const name = /[0-9A-Za-z_-]*/y
    name.lastIndex = start + 1
    const [text = ''] = name.exec(cursor.text) ?? []
    cursor.at += 1 + text.length
    const code = cursor.code()
    const ends = isBlankOrEnd(code) || '?:,]}%@`'.includes(String.fromCharCode(code))
    if (text === '' || !ends)
      throw cursor.error('an anchor has a name of letters and digits', start)
    return text
  }

  #tag(): string {
    const cursor = this.#cursor
    const start = cursor.at
    const verbatim = /!<([^>\s]*)>|!([0-9A-Za-z_-]*!)?([0-9A-Za-z_\-;/?:@&=+$,.!~*'()[\]%]*)/y
    verbatim.lastIndex = start
    const match = verbatim.exec(cursor.text)
    cursor.at += match?.[0].length ?? 1
    if (!isBlankOrEnd(cursor.code()) && cursor.code() !== 44) {
      throw cursor.error('expected white space behind a tag', start)
    }
    const [, full, handle = '', suffix = ''] = match ?? []
    if (full !== undefined) return shortTag(full)
    if (handle === '' && suffix === '') return '!'
    const prefix = this.#tagHandles.get(handle === '' ? '!' : `!${handle}`)
    if (prefix === undefined) throw cursor.error('unknown tag handle', start)
    return shortTag(prefix + decodeURIComponent(suffix))
  }

  #alias(): Node {
    const cursor = this.#cursor
    const start = cursor.at
    const name = this.#name()
    const target = this.#anchors.get(name)
    if (target === undefined) {
      throw cursor.error(
        this.#anchors.has(name) ? `*${name} contains itself` : `there is no anchor &${name}`,
        start,
      )
    }
    cursor.source.aliasedNodes += countNodes(target)
    if (cursor.source.aliasedNodes > mostAliasedNodes) {
      throw cursor.error('aliases make this file too large', start)
    }
    return cloneNode(target)
  }

  #enter(): void {
    if (++this.#depth > deepestNesting) {
      throw this.#cursor.error(`nested deeper than ${deepestNesting} levels`)
    }
  }

  #scalar(text: string, style: ScalarStyle, properties: Properties, offset: number): ScalarNode {
    const { anchor, tag } = properties
    const isExplicit = tag !== '' && tag !== '!'
    const own =
      style !== 'plain' || tag === '!' ? '!!str' : text === '<<' ? '!!merge' : resolveTag(text)
    const scalar = new ScalarNode(
      text,
      isExplicit ? tag : own,
      // An explicit tag outlives the quotes: `!!int "5"` is a number.
      isExplicit && tag !== '!!str' ? 'plain' : style,
      this.#cursor.source,
      offset,
    )
    if (anchor !== undefined) this.#anchors.set(anchor, scalar)
    return scalar
  }

  #empty(properties: Properties): ScalarNode {
    return this.#scalar('', 'plain', properties, this.#cursor.at)
  }

  /** Nothing between braces or brackets: a null that kustomize writes as `''`, and reads as text. */
  #emptyInFlow(properties: Properties): ScalarNode {
    const { anchor } = properties
    if (properties.tag !== '') return this.#empty(properties)
    const scalar = new ScalarNode('', '!!null', 'single', this.#cursor.source, this.#cursor.at)
    if (anchor !== undefined) this.#anchors.set(anchor, scalar)
    return scalar
  }

  #attach<T extends MapNode | SequenceNode>(node: T, { anchor, tag }: Properties): T {
    if (anchor !== undefined) this.#anchors.set(anchor, node)
    if (tag !== '' && tag !== '!') node.tag = tag
    return node
  }

  #withProperties(node: Node, properties: Properties, start: number): Node {
    if (node.kind !== 'scalar') return this.#attach(node, properties)
    if (node.offset !== start) return node
    return this.#scalar(node.text, node.style, properties, start)
  }

  #addEntry(map: MapNode, key: Node, value: Node): void {
    if (key.kind !== 'scalar') {
      throw this.#cursor.error('a map cannot have a list or a map as its key', key.offset)
    }
    // A key that is nothing at all is written as '' and read as text.
    if (key.tag !== '!!str' && !(key.tag === '!!null' && key.text === '')) {
      map.keyTags ??= map.keys.map(() => undefined)
      map.keyTags[map.keys.length] = key.tag
    } else if (map.keyTags) map.keyTags[map.keys.length] = undefined
    map.keys.push(key.text)
    map.values.push(value)
  }

  #finishMap(map: MapNode): MapNode {
    if (map.keyTags?.includes('!!merge')) mergeMaps(map, message => this.#cursor.error(message))
    return map
  }
}

function shortTag(tag: string): string {
  const prefix = 'tag:yaml.org,2002:'
  return tag.startsWith(prefix) ? `!!${tag.slice(prefix.length)}` : tag
}

function countNodes(node: Node): number {
  switch (node.kind) {
    case 'scalar':
      return 1
    case 'map':
      return node.values.reduce((sum, value) => sum + countNodes(value), 1)
    case 'sequence':
      return node.items.reduce((sum, item) => sum + countNodes(item), 1)
  }
}

function describe(code: number): string {
  if (code === 9) return 'a tab'
  return Number.isNaN(code) ? 'the end of the file' : JSON.stringify(String.fromCharCode(code))
}
