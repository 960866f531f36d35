import type { Location, Problem } from '@bulkhead/diagnostics'
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
import { aliasFault, writeOut } from './alias-fault.ts'
import type { ParsedYaml, YamlDocument, YamlPath } from './parse.ts'

/** Reads every document with the place of each node; see `parseYaml`. */
export function readLocated(text: string, file: string): ParsedYaml {
  const lines = new LineCounter()
  const parsed = parseAllDocuments(text, {
    lineCounter: lines,
    prettyErrors: false,
    // Its warnings quote what is read, on the standard error of the process.
    logLevel: 'error',
  })
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
    const { value, fault } = valueOf(document)
    if (fault === undefined) {
      Object.defineProperty(located, 'value', { value, enumerable: true })
      documents.push(located)
    } else {
      problems.push({
        code: 'YAML_ALIAS',
        message: fault,
        location: located.locate([]),
        hint: writeOut,
      })
    }
  }
  return { documents, problems }
}

/** What a document stands for, or why that cannot be told. */
function valueOf(document: Document): {
  readonly value?: unknown
  readonly fault?: string | undefined
} {
  try {
    const value: unknown = document.toJS()
    return { value, fault: aliasFault(value) }
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) }
  }
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

function sentence(message: string): string {
  return message.replace(/ at line \d+, column \d+:?[\s\S]*$/, '').trim()
}
