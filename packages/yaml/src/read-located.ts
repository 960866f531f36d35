import { mostProblems, type Location, type Problem } from '@bulkhead/diagnostics'
import {
  isAlias,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  visit,
  type Alias,
  type Document,
  type Node,
  type Pair,
} from 'yaml'
import { aliasFault, writeOut } from './alias-fault.ts'
import type { ParsedYaml, YamlDocument, YamlPath } from './parse.ts'
import { deepest, parseDocuments, TooDeep } from './parse-documents.ts'

/** How many faults of a file are told one by one: with the count of the rest, as many as are shown. */
const mostFaults = mostProblems - 1

/**
 * Reads every document with the place of each node; see `parseYaml`.
 *
 * @param values whether the values of the documents are wanted, or their places alone
 */
export function readLocated(text: string, file: string, values = true): ParsedYaml {
  const lines = new LineCounter()
  const documents: YamlDocument[] = []
  const faults = new Faults()
  let parsed: readonly Document[]
  try {
    parsed = parseDocuments(text, lines)
  } catch (error) {
    if (!(error instanceof TooDeep)) throw error
    return { documents, problems: [tooDeep({ file, ...placeOf(text, error.offset) })] }
  }
  for (const [index, document] of parsed.entries()) {
    const located = new LocatedDocument(file, index, document, lines)
    const before = faults.count
    for (const { code, message, pos } of document.errors) {
      faults.add(() => syntaxProblem(message, code, located.at(pos[0], pos[1])))
    }
    checkNode(document.contents, 0, {
      duplicate: ([start, end]) =>
        faults.add(() =>
          syntaxProblem('Map keys must be unique', 'DUPLICATE_KEY', located.at(start, end)),
        ),
      tooDeep: ([start, end]) => faults.add(() => tooDeep(located.at(start, end))),
    })
    if (faults.count > before || document.contents === null) continue
    const { value, fault } = values ? valueOf(document) : {}
    if (fault === undefined) {
      Object.defineProperty(located, 'value', { value, enumerable: true })
      documents.push(located)
    } else {
      faults.add(() => ({
        code: 'YAML_ALIAS',
        message: fault,
        location: located.locate([]),
        hint: writeOut,
      }))
    }
  }
  return { documents, problems: faults.problems(file) }
}

/** The first faults of a file, and how many more there are: these are never made. */
class Faults {
  count = 0
  readonly #first: Problem[] = []

  add(make: () => Problem): void {
    this.count++
    if (this.#first.length < mostFaults) this.#first.push(make())
  }

  problems(file: string): readonly Problem[] {
    const more = this.count - this.#first.length
    const last = this.#first.at(-1)
    if (more === 0 || !last) return this.#first
    const rest: Problem = {
      code: last.code,
      message: `${more} more ${more === 1 ? 'fault' : 'faults'} in this file`,
      location: last.location ?? { file, line: 1, column: 1 },
      hint: 'Correct the first ones, and look again.',
    }
    return [...this.#first, rest]
  }
}

interface Checks {
  duplicate(range: readonly [number, number]): void
  tooDeep(range: readonly [number, number]): void
}

/** Finds keys that stand twice, and what is nested too deep. */
function checkNode(node: unknown, depth: number, checks: Checks): void {
  if (!isMap(node) && !isSeq(node)) return
  if (depth === deepest) return checks.tooDeep(rangeOf(node))
  if (isSeq(node)) {
    for (const item of node.items) checkNode(isPair(item) ? item.value : item, depth + 1, checks)
    return
  }
  const seen = new Set<unknown>()
  for (const { key, value } of node.items) {
    if (isScalar(key)) {
      if (seen.has(key.value)) checks.duplicate(rangeOf(key))
      seen.add(key.value)
    } else checkNode(key, depth + 1, checks)
    checkNode(value, depth + 1, checks)
  }
}

function rangeOf(node: Node): readonly [number, number] {
  const [start, end] = node.range ?? [0, 0]
  return [start, end]
}

function syntaxProblem(message: string, code: string, location: Location): Problem {
  return {
    code: 'YAML_SYNTAX',
    message: `${sentence(message)} [${code.toLowerCase().replaceAll('_', ' ')}]`,
    location,
    hint: 'Correct the YAML; nothing was written.',
  }
}

function placeOf(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset).split('\n')
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 }
}

function tooDeep(location: Location): Problem {
  return {
    code: 'YAML_TOO_DEEP',
    message: `lists and maps are nested deeper than ${deepest} levels`,
    location,
    hint: 'Nest them less deep.',
  }
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
  #targets: ReadonlyMap<Alias, Node> | undefined
  readonly #pairs = new WeakMap<object, ReadonlyMap<string, Pair>>()

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
      const target: Node | undefined = isAlias(node) ? this.#target(node) : (node ?? undefined)
      if (isMap(target)) {
        const pair = this.#pair(target, String(step))
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

  /** The first pair of a map with a key. A map that is asked once is asked for many. */
  #pair(map: { readonly items: readonly unknown[] }, key: string): Pair | undefined {
    let pairs = this.#pairs.get(map)
    if (!pairs) {
      const found = new Map<string, Pair>()
      for (const item of map.items) {
        const text = isPair(item) ? keyText(item) : undefined
        if (isPair(item) && text !== undefined && !found.has(text)) found.set(text, item)
      }
      this.#pairs.set(map, (pairs = found))
    }
    return pairs.get(key)
  }

  /** What an alias stands for: the last node before it with its name. */
  #target(alias: Alias): Node | undefined {
    if (!this.#targets) {
      const named = new Map<string, Node>()
      const targets = new Map<Alias, Node>()
      visit(this.#document, {
        Node(_, node) {
          if (isAlias(node)) {
            const target = named.get(node.source)
            if (target) targets.set(node, target)
          } else if (node.anchor !== undefined) named.set(node.anchor, node)
        },
      })
      this.#targets = targets
    }
    return this.#targets.get(alias)
  }
}

function keyText({ key }: Pair): string | undefined {
  return isScalar(key) ? String(key.value) : undefined
}

function sentence(message: string): string {
  const [first = ''] = message.split(' at line ', 1)
  return first.trim()
}
