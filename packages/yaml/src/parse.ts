import type { Location, Problem } from '@bulkhead/diagnostics'
import { CORE_SCHEMA, loadAll, YAMLException } from 'js-yaml'
import { aliasFault } from './alias-fault.ts'
import { loadPositions } from './load-positions.ts'

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
  return readValues(text, file) ?? loadPositions().readLocated(text, file)
}

/** The documents by their values alone; nothing where the other parser must have a say. */
function readValues(text: string, file: string): ParsedYaml | undefined {
  try {
    const inPlace = once(() => {
      const { documents } = loadPositions().readLocated(text, file, false)
      return new Map(documents.map(document => [document.index, document]))
    })
    const values = loadAll(text, { schema: CORE_SCHEMA })
    // An alias can stand for a value of any size; the other parser says which.
    if (text.includes('&') && values.some(value => aliasFault(value) !== undefined))
      return undefined
    const documents = values.flatMap((value, index) => {
      if (value === null || value === undefined) return []
      const find = () => inPlace().get(index)
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
