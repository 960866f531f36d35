import { isBlankOrEnd, isBreak } from './characters.ts'
import type { Cursor } from './cursor.ts'
import { exceeded, hold } from '../meter.ts'
import { mergeMaps } from './merge-keys.ts'
import type { MapNode, SequenceNode } from './node.ts'
import { cloneNode, ScalarNode, type Node, type ScalarStyle } from './node.ts'
import { resolveTag, type YamlVersion } from './resolve.ts'

export interface Properties {
  anchor: string | undefined
  tag: string
}

export const noProperties: Properties = { anchor: undefined, tag: '' }

/** What both styles of YAML have in common: white space, properties, scalars and map entries. */
export class NodeParser {
  protected readonly cursor: Cursor
  protected readonly version: YamlVersion
  protected readonly anchors = new Map<string, Node | undefined>()
  protected readonly tagHandles = new Map([
    ['!', '!'],
    ['!!', 'tag:yaml.org,2002:'],
  ])
  /** Whether a key may begin here: at the start of a line and behind `-`, `?` and their like. */
  protected keyAllowed = true
  protected depth = 0
  readonly #deepest: number
  protected jsonComment: { readonly line: number; readonly text: string } | undefined

  constructor(cursor: Cursor, version: YamlVersion) {
    this.cursor = cursor
    this.version = version
    this.#deepest = cursor.source.budget.most('yaml-depth')
  }

  /** Steps over white space, comments and line breaks to the next token. */
  protected skip(flow: boolean): void {
    const cursor = this.cursor
    const { text, end } = cursor
    for (;;) {
      let code = cursor.at < end ? text.charCodeAt(cursor.at) : Number.NaN
      while (code === 32 || (code === 9 && (flow || !this.keyAllowed))) {
        cursor.at++
        code = cursor.at < end ? text.charCodeAt(cursor.at) : Number.NaN
      }
      if (code === 35) {
        const from = cursor.at
        while (cursor.at < end && !isBreak(text.charCodeAt(cursor.at))) cursor.at++
        this.noteComment(from)
        code = cursor.code()
      }
      if (code === 0xfeff && cursor.column === 0) {
        cursor.at++
        cursor.lineStart++
        continue
      }
      if (code !== 10 && !isBreak(code)) return
      cursor.readBreak()
      if (!flow) this.keyAllowed = true
    }
  }

  /** A comment can be JSON that describes the type of the field on its line. */
  protected noteComment(from: number): void {
    const { text, at, line } = this.cursor
    const second = text.charCodeAt(from + 1)
    if (second !== 123 && text.charCodeAt(from + 2) !== 123) return
    this.jsonComment = { line, text: text.slice(from, at).replace(/^#+/, '') }
  }

  protected isIndicator(indicator: number): boolean {
    return this.cursor.code() === indicator && isBlankOrEnd(this.cursor.code(1))
  }

  protected properties(flow: boolean): Properties {
    const cursor = this.cursor
    const properties: Properties = { anchor: undefined, tag: '' }
    for (;;) {
      const code = cursor.code()
      if (code === 38 && properties.anchor === undefined) properties.anchor = this.name()
      else if (code === 33 && properties.tag === '') properties.tag = this.tag()
      else return properties
      this.skip(flow)
      if (this.keyAllowed && !flow) return properties
    }
  }

  protected name(): string {
    const cursor = this.cursor
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

  protected tag(): string {
    const cursor = this.cursor
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
    const prefix = this.tagHandles.get(handle === '' ? '!' : `!${handle}`)
    if (prefix === undefined) throw cursor.error('unknown tag handle', start)
    return shortTag(prefix + decodeURIComponent(suffix))
  }

  protected alias(): Node {
    const cursor = this.cursor
    const start = cursor.at
    const name = this.name()
    const target = this.anchors.get(name)
    if (target === undefined) {
      throw cursor.error(
        this.anchors.has(name) ? `*${name} contains itself` : `there is no anchor &${name}`,
        start,
      )
    }
    const { source } = cursor
    return cloneNode(target, {
      step(count) {
        source.aliasedNodes += count
        hold(source.budget, 'yaml-aliases', source.aliasedNodes, () => source.locate(start))
      },
    })
  }

  protected enter(): void {
    if (++this.depth > this.#deepest) {
      const { source, at } = this.cursor
      throw exceeded(source.budget, 'yaml-depth', () => source.locate(at))
    }
  }

  protected scalar(
    text: string,
    style: ScalarStyle,
    properties: Properties,
    offset: number,
  ): ScalarNode {
    const { anchor, tag } = properties
    const isExplicit = tag !== '' && tag !== '!'
    const own =
      style !== 'plain' || tag === '!'
        ? '!!str'
        : text === '<<'
          ? '!!merge'
          : resolveTag(text, this.version)
    const scalar = new ScalarNode(
      text,
      isExplicit ? tag : own,
      // An explicit tag outlives the quotes: `!!int "5"` is a number.
      isExplicit && tag !== '!!str' ? 'plain' : style,
      this.cursor.source,
      offset,
    )
    if (anchor !== undefined) this.anchors.set(anchor, scalar)
    return scalar
  }

  protected empty(properties: Properties): ScalarNode {
    return this.scalar('', 'plain', properties, this.cursor.at)
  }

  protected attach<T extends MapNode | SequenceNode>(node: T, { anchor, tag }: Properties): T {
    if (anchor !== undefined) this.anchors.set(anchor, node)
    if (tag !== '' && tag !== '!') node.tag = tag
    return node
  }

  protected addEntry(map: MapNode, key: Node, value: Node): void {
    if (key.kind !== 'scalar') {
      throw this.cursor.error('a map cannot have a list or a map as its key', key.offset)
    }
    // A key that is nothing at all is written as '' and read as text.
    if (key.tag !== '!!str' && !(key.tag === '!!null' && key.text === '')) {
      map.keyTags ??= map.keys.map(() => undefined)
      map.keyTags[map.keys.length] = key.tag
    } else if (map.keyTags) map.keyTags[map.keys.length] = undefined
    map.keys.push(key.text)
    map.values.push(value)
  }

  protected finishMap(map: MapNode): MapNode {
    if (map.keyTags?.includes('!!merge')) mergeMaps(map, message => this.cursor.error(message))
    else if (this.version === '1.2' && map.keys.includes('<<')) dropEntry(map, '<<')
    return map
  }
}

/** kustomize v5.6.0 takes a key `<<` that is text for a merge key too, and loses what it holds. */
function dropEntry(map: MapNode, key: string): void {
  map.removeAt(map.keys.indexOf(key))
}

function shortTag(tag: string): string {
  const prefix = 'tag:yaml.org,2002:'
  return tag.startsWith(prefix) ? `!!${tag.slice(prefix.length)}` : tag
}
