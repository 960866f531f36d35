import type { Location, Problem } from '@bulkhead/diagnostics'
import { CORE_SCHEMA, loadAll, YAMLException } from 'js-yaml'
import {
  isAlias,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  parseAllDocuments,
  type Document,
  type Node,
  type Pair,
} from 'yaml'

/** Keys and indices from a document's root to a node. */
export type YamlPath = readonly (string | number)[]

/** One document of a YAML file, with the place of each of its nodes. */
export interface YamlDocument {
  readonly file: string
  /** Position of the document in its file, from 0. */
  readonly index: number
  readonly value: unknown
  /**
   * Where the value at a path stands. For a path that does not exist, the nearest
   * enclosing node that does: the place where the missing thing would be written.
   */
  locate(path: YamlPath): Location
  /** Where the key that names the value at a path stands; same fallback as `locate`. */
  locateKey(path: YamlPath): Location
}

/** A parsed file. When there are problems, `documents` holds only what could be read. */
export interface ParsedYaml {
  readonly documents: readonly YamlDocument[]
  readonly problems: readonly Problem[]
}

/**
 * Reads every document of a YAML file with positions. Never throws: syntax errors, duplicate
 * keys, merge-conflict markers and alias bombs come back as located problems.
 * Empty documents are left out.
 *
 * Positions cost several times what values do, and a file without faults needs none: values are
 * read by the fast parser, and the one that knows places runs when the first place is asked for.
 */
export function parseYaml(text: string, file: string): ParsedYaml {
  const conflict = findConflictMarker(text, file)
  if (conflict) return { documents: [], problems: [conflict] }
  return readValues(text, file) ?? readLocated(text, file)
}

/** The documents by their values alone; nothing where the other parser must have a say. */
function readValues(text: string, file: string): ParsedYaml | undefined {
  // An alias can stand for a value of any size; the other parser bounds them.
  if (text.includes('&')) return undefined
  try {
    const located = once(() => readLocated(text, file).documents)
    const documents = loadAll(text, { schema: CORE_SCHEMA }).flatMap((value, index) => {
      if (value === null || value === undefined) return []
      const find = () => located().find(document => document.index === index)
      return [new DeferredDocument(file, index, value, find)]
    })
    return { documents, problems: [] }
  } catch (error) {
    if (error instanceof YAMLException) return undefined
    throw error
  }
}

/** A document whose places are found when they are asked for. */
class DeferredDocument implements YamlDocument {
  readonly file: string
  readonly index: number
  readonly value: unknown
  readonly #find: () => YamlDocument | undefined

  constructor(file: string, index: number, value: unknown, find: () => YamlDocument | undefined) {
    this.file = file
    this.index = index
    this.value = value
    this.#find = find
  }

  locate(path: YamlPath): Location {
    return deferredLocation(this.file, () => this.#find()?.locate(path))
  }

  locateKey(path: YamlPath): Location {
    return deferredLocation(this.file, () => this.#find()?.locateKey(path))
  }
}

/** A location that is looked up when it is read. It can be stored, copied and compared like any. */
function deferredLocation(file: string, find: () => Location | undefined): Location {
  const found = once(() => find() ?? { file, line: 1, column: 1, endLine: 1, endColumn: 1 })
  return {
    file,
    get line() {
      return found().line
    },
    get column() {
      return found().column
    },
    get endLine() {
      return found().endLine ?? found().line
    },
    get endColumn() {
      return found().endColumn ?? found().column
    },
  }
}

function once<T>(compute: () => T): () => T {
  let value: { readonly of: T } | undefined
  return () => (value ??= { of: compute() }).of
}

function readLocated(text: string, file: string): ParsedYaml {
  const lines = new LineCounter()
  const parsed = parseAllDocuments(text, { lineCounter: lines, prettyErrors: false })
  const documents: YamlDocument[] = []
  const problems: Problem[] = []
  // The library returns an empty array, with properties of a document, for an empty stream.
  for (const [index, document] of [...parsed].entries()) {
    const located = new LocatedDocument(file, index, document, lines)
    for (const { code, message, pos } of document.errors) {
      problems.push({
        code: 'YAML_SYNTAX',
        message: `${sentence(message)} [${code.toLowerCase().replaceAll('_', ' ')}]`,
        location: located.at(pos[0], pos[1]),
        hint: 'Correct the YAML; nothing was written.',
      })
    }
    if (document.errors.length > 0 || document.contents === null) continue
    try {
      Object.defineProperty(located, 'value', { value: document.toJS(), enumerable: true })
      documents.push(located)
    } catch (error) {
      problems.push({
        code: 'YAML_ALIAS',
        message: error instanceof Error ? error.message : String(error),
        location: located.locate([]),
        hint: 'Write the values out instead of nesting aliases.',
      })
    }
  }
  return { documents, problems }
}

class LocatedDocument implements YamlDocument {
  declare readonly value: unknown
  readonly file: string
  readonly index: number
  readonly #document: Document
  readonly #lines: LineCounter

  constructor(file: string, index: number, document: Document, lines: LineCounter) {
    this.file = file
    this.index = index
    this.#document = document
    this.#lines = lines
  }

  locate(path: YamlPath): Location {
    const { node } = this.#follow(path)
    return this.#place(node)
  }

  locateKey(path: YamlPath): Location {
    const { node, key } = this.#follow(path)
    return this.#place(key ?? node)
  }

  at(start: number, end: number): Location {
    const from = this.#lines.linePos(start)
    const to = this.#lines.linePos(Math.max(start, end))
    return {
      file: this.file,
      line: from.line,
      column: from.col,
      endLine: to.line,
      endColumn: to.col,
    }
  }

  #place(node: Node | null): Location {
    const [start, end] = node?.range ?? [0, 0]
    return this.at(start, end)
  }

  #follow(path: YamlPath): { node: Node | null; key?: Node } {
    let node = this.#document.contents as Node | null
    let key: Node | undefined
    for (const step of path) {
      const target: Node | undefined = isAlias(node)
        ? node.resolve(this.#document)
        : (node ?? undefined)
      if (isMap(target)) {
        const pair = target.items.find(item => isPair(item) && keyText(item) === String(step))
        if (!pair) break
        if (isNode(pair.key)) key = pair.key
        // A key without a value has no node of its own: its place is the key's.
        if (!isNode(pair.value) || pair.value.range?.[0] === pair.value.range?.[1]) {
          node = isNode(pair.key) ? pair.key : node
          if (!isNode(pair.value)) break
        } else node = pair.value
      } else if (isSeq(target) && typeof step === 'number' && isNode(target.items[step])) {
        node = target.items[step]
        key = undefined
      } else break
    }
    return key ? { node, key } : { node }
  }
}

function keyText({ key }: Pair): string | undefined {
  return isScalar(key) ? String(key.value) : undefined
}

function findConflictMarker(text: string, file: string): Problem | undefined {
  const match = /^(<{7}|>{7}) /m.exec(text)
  if (!match) return undefined
  const line = text.slice(0, match.index).split('\n').length
  return {
    code: 'YAML_CONFLICT_MARKER',
    message: `an unresolved merge conflict: the line begins with "${match[1]}"`,
    location: { file, line, column: 1, endLine: line, endColumn: 8 },
    hint: 'Resolve the conflict and remove the markers.',
  }
}

function sentence(message: string): string {
  return message.replace(/ at line \d+, column \d+:?[\s\S]*$/, '').trim()
}
