import { isBreak } from './characters.ts'
import { Cursor } from './cursor.ts'
import { FlowParser, longestSimpleKey } from './flow-parser.ts'
import { MapNode, SequenceNode, type Node } from './node.ts'
import { noProperties, type Properties } from './node-parser.ts'
import type { YamlVersion } from './resolve.ts'
import { scanBlock } from './scan-block.ts'
import type { Source } from './source.ts'

// oxlint-disable-next-line no-control-regex
const controlCharacter = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]/

/**
 * Reads the first document between two offsets of a file; nothing when there is none. Aliases and
 * merge keys are resolved. Accepts and refuses what libyaml does. `version` says what plain text
 * such as `yes` is.
 *
 * @throws YamlSyntaxError
 */
export function parseDocument(
  source: Source,
  start = 0,
  end = source.text.length,
  version: YamlVersion = '1.2',
): Node | undefined {
  return new Parser(new Cursor(source, start, end), version).document()
}

/** Refuses characters that YAML does not allow in a file at all. */
export function refuseControlCharacters(source: Source): void {
  const at = source.text.search(controlCharacter)
  if (at >= 0) throw new Cursor(source, at, at).error('control characters are not allowed')
}

/** Documents, and the collections that indentation tells apart. */
class Parser extends FlowParser {
  document(): Node | undefined {
    const cursor = this.cursor
    if (cursor.code() === 0xfeff) {
      cursor.at++
      cursor.lineStart++
    }
    this.skip(false)
    let directives = false
    while (cursor.code() === 37 && cursor.column === 0) {
      this.directive()
      directives = true
      this.skip(false)
    }
    while (cursor.isDocumentBoundary()) {
      const isStart = cursor.code() === 45
      cursor.at += 3
      this.keyAllowed = false
      if (isStart) {
        directives = false
        this.skip(false)
        break
      }
      this.skip(false)
    }
    if (directives) throw cursor.error('directives must be followed by "---"')
    if (cursor.at >= cursor.end) return undefined
    const node = this.blockNode(-1, false)
    // The readers of YAML 1.1 take the first node, and look no further.
    if (this.version === '1.1') return node
    this.skip(false)
    if (cursor.at < cursor.end && !cursor.isDocumentBoundary()) {
      throw cursor.error('expected the end of the document here')
    }
    return node
  }

  protected directive(): void {
    const { text, at, end } = this.cursor
    let stop = at
    while (stop < end && !isBreak(text.charCodeAt(stop))) stop++
    const words = text.slice(at + 1, stop).split(/[ \t]+/)
    if (words[0] === 'YAML' && !/^1\.[12]$/.test(words[1] ?? '')) {
      throw this.cursor.error('only YAML 1.1 and 1.2 can be read')
    }
    if (words[0] === 'TAG') this.tagHandles.set(words[1] ?? '', words[2] ?? '')
    else if (words[0] !== 'YAML') throw this.cursor.error('unknown directive')
    this.cursor.at = stop
  }

  /**
   * A node in block context. Everything that belongs to it stands deeper than `indent`, except a
   * sequence that is the value of a map's key and may stand at the key's own column.
   */
  protected blockNode(indent: number, isMapValue: boolean): Node {
    const cursor = this.cursor
    if (this.isOutside(indent, isMapValue)) return this.empty(noProperties)
    const code = cursor.code()
    const start = cursor.at
    const line = cursor.line
    const column = cursor.column
    const keyAllowed = this.keyAllowed
    if (code !== 38 && code !== 33) {
      return this.blockContent(indent, noProperties, { start, line, column, keyAllowed })
    }
    this.keyAllowed = false
    const properties = this.properties(false)
    if (this.isOutside(indent, isMapValue)) return this.empty(properties)
    if (cursor.line === line) {
      return this.blockContent(indent, properties, { start, line, column, keyAllowed })
    }
    // On a line of its own the content may itself be a map, and the properties are the map's.
    const own = {
      start: cursor.at,
      line: cursor.line,
      column: cursor.column,
      keyAllowed: this.keyAllowed,
    }
    const before = cursor.at
    const node = this.blockContent(indent, noProperties, own)
    return this.withProperties(node, properties, before)
  }

  protected isOutside(indent: number, isMapValue: boolean): boolean {
    const cursor = this.cursor
    if (cursor.at >= cursor.end || cursor.isDocumentBoundary()) return true
    const { column } = cursor
    if (column > indent) return false
    return !(isMapValue && column === indent && this.isIndicator(45))
  }

  protected blockContent(
    indent: number,
    properties: Properties,
    key: { start: number; line: number; column: number; keyAllowed: boolean },
  ): Node {
    const cursor = this.cursor
    const code = cursor.code()
    if (this.isIndicator(45)) {
      if (!this.keyAllowed) throw cursor.error('a list entry cannot begin here')
      return this.attach(this.blockSequence(cursor.column, indent), properties)
    }
    if (this.isIndicator(63)) {
      if (!this.keyAllowed) throw cursor.error('a map key cannot begin here')
      return this.attach(this.blockMap(cursor.column, undefined), properties)
    }
    if (this.isIndicator(58)) throw cursor.error('a map value is not allowed here')
    if (code === 124 || code === 62) {
      const at = cursor.at
      const text = scanBlock(cursor, indent)
      this.keyAllowed = true
      return this.scalar(text, code === 124 ? 'literal' : 'folded', properties, at)
    }
    const node = this.token(indent, properties, false)
    if (!this.isValueIndicator(false)) return node
    // On a later line it is the value of a key that was written with "?".
    if (cursor.line !== key.line && cursor.column <= indent) return node
    const isKey =
      key.keyAllowed && key.line === cursor.line && cursor.at - key.start <= longestSimpleKey
    if (!isKey) throw cursor.error('a map value is not allowed here')
    return this.blockMap(key.column, node)
  }

  protected blockMap(column: number, firstKey: Node | undefined): MapNode {
    const cursor = this.cursor
    const map = new MapNode([], [], cursor.source, cursor.lineStart + column)
    this.enter()
    let key = firstKey
    for (;;) {
      if (key === undefined) {
        if (this.isIndicator(63)) {
          cursor.at++
          this.keyAllowed = true
          this.skip(false)
          key =
            this.isIndicator(58) && cursor.column === column
              ? this.empty(noProperties)
              : this.blockNode(column, true)
          this.skip(false)
          if (cursor.column !== column || !this.isIndicator(58)) {
            this.addEntry(map, key, this.empty(noProperties))
            key = undefined
            if (!this.continuesAt(column)) break
            continue
          }
          cursor.at++
          this.keyAllowed = true
        } else {
          key = this.simpleKey(column)
          cursor.at++
          this.keyAllowed = false
        }
      } else {
        cursor.at++
        this.keyAllowed = false
      }
      const { line } = cursor
      this.skip(false)
      const comment = this.jsonComment?.line === line ? this.jsonComment.text : undefined
      const value = this.blockNode(column, true)
      this.addEntry(map, key, value)
      if (comment !== undefined && value.kind !== 'scalar' && key.kind === 'scalar') {
        map.schemaComments = new Map([...(map.schemaComments ?? []), [key.text, comment]])
      }
      key = undefined
      this.skip(false)
      if (!this.continuesAt(column)) break
      if (this.isIndicator(45)) throw cursor.error('expected a key here, not a list entry')
    }
    this.depth--
    return this.finishMap(map)
  }

  protected continuesAt(column: number): boolean {
    const cursor = this.cursor
    if (cursor.at >= cursor.end || cursor.isDocumentBoundary() || cursor.column < column) {
      return false
    }
    if (cursor.column > column) throw cursor.error('expected a key here: check the indentation')
    return true
  }

  protected simpleKey(column: number): Node {
    const cursor = this.cursor
    if (this.isIndicator(58)) throw cursor.error('expected a key here')
    const { at, line } = cursor
    const code = cursor.code()
    let properties = noProperties
    if (code === 38 || code === 33) {
      this.keyAllowed = false
      properties = this.properties(false)
    }
    const next = cursor.code()
    const cannotBeKey = next === 124 || next === 62 || this.isIndicator(45)
    const node = cannotBeKey ? undefined : this.token(column, properties, false)
    if (
      node === undefined ||
      !this.isValueIndicator(false) ||
      cursor.line !== line ||
      cursor.at - at > longestSimpleKey
    ) {
      throw cursor.error('expected ":" behind this key', at)
    }
    return node
  }

  protected blockSequence(column: number, parentIndent: number): SequenceNode {
    const cursor = this.cursor
    const sequence = new SequenceNode([], cursor.source, cursor.at)
    this.enter()
    for (;;) {
      cursor.at++
      this.keyAllowed = true
      this.skip(false)
      sequence.items.push(this.blockNode(column, false))
      this.skip(false)
      if (cursor.at >= cursor.end || cursor.isDocumentBoundary()) break
      if (cursor.column < column) break
      if (cursor.column > column) {
        throw cursor.error('expected a list entry here: check the indentation')
      }
      if (this.isIndicator(45)) continue
      if (column > parentIndent) throw cursor.error('expected "-" here')
      break
    }
    this.depth--
    return sequence
  }

  protected withProperties(node: Node, properties: Properties, start: number): Node {
    if (node.kind !== 'scalar') return this.attach(node, properties)
    if (node.offset !== start) return node
    return this.scalar(node.text, node.style, properties, start)
  }
}
