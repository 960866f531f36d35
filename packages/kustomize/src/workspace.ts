import { Budget, FleetError } from '@bulkhead/diagnostics'
import { BuildError, buildError } from './build-error.ts'
import type { FileSystem } from './file-system.ts'
import type { At, Loader } from './loader.ts'
import { isLimit } from './meter.ts'
import { readPatch, type ParsedPatch } from './read-patch.ts'
import { readResources } from './read-resources.ts'
import { ScalarNode, type MapNode, type Node } from './yaml/node.ts'
import { parseDocument, refuseControlCharacters } from './yaml/parse.ts'
import { YamlSyntaxError } from './yaml/cursor.ts'
import { Source } from './yaml/source.ts'

/** What was read for one kustomization. */
class Reading {
  readonly sources = new Map<string, Source | BuildError>()
  readonly bytes = new Map<string, Uint8Array>()
  readonly kept = new Map<string, unknown>()
}

/** So many kustomizations stay read on which others build: no fleet has more at a time. */
export const mostBases = 500

/** So many stay read on which nothing has built yet. */
export const mostLeaves = 100

/**
 * What the builds of one call share: what others build on is read, parsed and gathered once. What
 * has not been asked for since many others were is forgotten, and made again when it is asked for: the
 * memory of a run does not grow with the number of its kustomizations. Nothing in here is changed
 * after it was made.
 */
export class Workspace {
  readonly fileSystem: FileSystem
  /** The work that the builds may do. */
  readonly budget: Budget
  /** Directory → what was read for a kustomization that others build on. */
  readonly #bases = new Map<string, Reading>()
  /** The same of those on which nothing has built yet, the latest last. */
  readonly #leaves = new Map<string, Reading>()
  /** The one that was asked for last, mostly for several files in a row. */
  #latest: { readonly loader: Loader; readonly reading: Reading } | undefined
  readonly #resources = new WeakMap<Source, readonly MapNode[] | BuildError>()
  readonly #patches = new WeakMap<Source, ParsedPatch | BuildError>()
  readonly #inlinePatches = new WeakMap<Node, ParsedPatch | BuildError>()

  constructor(fileSystem: FileSystem, budget: Budget = new Budget()) {
    this.budget = budget
    this.fileSystem = remembering(fileSystem)
  }

  /** The bytes of a file that a kustomization names. */
  bytes(loader: Loader, path: string, at: At): Uint8Array {
    const absolute = loader.resolve(path, at)
    const { bytes: known } = this.#readingOf(loader)
    let bytes = known.get(absolute)
    if (!bytes) {
      bytes = loader.read(absolute, path, at)
      known.set(absolute, bytes)
    }
    return bytes
  }

  /** The text of a file that a kustomization names. */
  source(loader: Loader, path: string, at: At): Source {
    const absolute = loader.resolve(path, at)
    return this.#remember(this.#readingOf(loader).sources, absolute, () => {
      const bytes = loader.read(absolute, path, at)
      if (bytes.byteLength > largestFile) {
        throw buildError('KUSTOMIZE_TOO_LARGE', `"${path}" has ${bytes.byteLength} bytes`, {
          at,
          hint: `Keep YAML files below ${largestFile} bytes.`,
        })
      }
      return decode(absolute, bytes, this.budget)
    })
  }

  /** The objects of a file. They are shared: whoever changes them makes a copy first. */
  resources(source: Source): readonly MapNode[] {
    return this.#remember(this.#resources, source, () => readResources(source))
  }

  /** The first document of a file: configuration rather than objects. */
  document(loader: Loader, path: string, at: At): Node {
    const source = this.source(loader, path, at)
    try {
      refuseControlCharacters(source)
      return parseDocument(source) ?? new ScalarNode('', '!!null', 'plain', source)
    } catch (error) {
      throw asBuildError(error)
    }
  }

  patch(source: Source, at: Node | undefined): ParsedPatch {
    return this.#remember(this.#patches, source, () => readPatch(source, at))
  }

  /** A patch that stands in the kustomization itself. */
  inlinePatch(text: string, at: Node | undefined): ParsedPatch {
    const read = () => readPatch(inlineSource(text, at, this.budget), at)
    return at ? this.#remember(this.#inlinePatches, at, read) : read()
  }

  /** How many kustomizations it keeps something of. */
  get size(): number {
    return this.#bases.size + this.#leaves.size
  }

  /** Computes something once for a kustomization, as long as it is kept. */
  once<T extends object>(loader: Loader, key: string, compute: () => T): T {
    const { kept } = this.#readingOf(loader)
    const known = kept.get(key)
    if (known !== undefined) return known as T
    const value = compute()
    kept.set(key, value)
    return value
  }

  /** As `once`; that a limit was exceeded is remembered too, for it costs most to find out. */
  onceOrLimit<T extends object>(loader: Loader, key: string, compute: () => T): T {
    const found = this.once<{ readonly value: T } | { readonly error: BuildError }>(
      loader,
      key,
      () => {
        try {
          return { value: compute() }
        } catch (error) {
          if (!isLimit(error)) throw error
          return { error }
        }
      },
    )
    if ('error' in found) throw found.error
    return found.value
  }

  #readingOf(loader: Loader): Reading {
    if (loader === this.#latest?.loader) return this.#latest.reading
    const { root, depth, restrictor } = loader
    const known = this.#bases.get(root)
    const reading = known ?? this.#leaves.get(root) ?? new Reading()
    // Without the restriction, many may read one file that lies below none of them.
    const isBase = known !== undefined || depth > 1 || restrictor === 'none'
    this.#leaves.delete(root)
    if (isBase) keepLatest(this.#bases, root, reading, mostBases)
    else keepLatest(this.#leaves, root, reading, mostLeaves)
    this.#latest = { loader, reading }
    return reading
  }

  #remember<K, T extends object>(
    store: { get(key: K): T | BuildError | undefined; set(key: K, value: T | BuildError): unknown },
    key: K,
    read: () => T,
  ): T {
    let value = store.get(key)
    if (value === undefined) {
      try {
        value = read()
      } catch (error) {
        value = asBuildError(error)
      }
      store.set(key, value)
    }
    if (value instanceof BuildError) throw value
    return value
  }
}

/** No manifest that a person or a tool writes comes near this. */
const largestFile = 100_000_000

/** Puts an entry last in a map that holds the latest ones. */
function keepLatest<V>(map: Map<string, V>, key: string, value: V, most: number): void {
  map.delete(key)
  map.set(key, value)
  if (map.size <= most) return
  const [oldest] = map.keys()
  if (oldest !== undefined) map.delete(oldest)
}

/** So many answers of a file system are remembered. */
const mostAnswers = 20_000

/** A file system that is seldom asked a question about directories and links again. */
function remembering(fileSystem: FileSystem): FileSystem {
  const directories = new Map<string, boolean>()
  const realPaths = new Map<string, string | undefined>()
  return {
    readFile: path => fileSystem.readFile(path),
    isDirectory(path) {
      let known = directories.get(path)
      if (known === undefined) {
        if (directories.size === mostAnswers) directories.clear()
        directories.set(path, (known = fileSystem.isDirectory(path)))
      }
      return known
    },
    realPath(path) {
      if (!realPaths.has(path)) {
        if (realPaths.size === mostAnswers) realPaths.clear()
        realPaths.set(path, fileSystem.realPath(path))
      }
      return realPaths.get(path)
    },
    ...(fileSystem.whyUnread && { whyUnread: path => fileSystem.whyUnread?.(path) }),
  }
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** The text of a file, with its lines ended alike. */
export function decode(file: string, bytes: Uint8Array, budget?: Budget): Source {
  let text: string
  try {
    text = decoder.decode(bytes)
  } catch (cause) {
    throw buildError('KUSTOMIZE_YAML', `${file} is not UTF-8 text`, {
      at: { file, line: 1, column: 1 },
      hint: 'Save it as UTF-8, or use it as binary data of a generator.',
      cause,
    })
  }
  return new Source(file, text.includes('\r\n') ? text.replaceAll('\r\n', '\n') : text, {
    budget,
  })
}

/** Text inside a kustomization file, with places that lead there. */
export function inlineSource(text: string, at: Node | undefined, budget: Budget): Source {
  const file = at?.source?.file ?? 'inline'
  const normalized = text.replaceAll('\r\n', '\n')
  return new Source(file, normalized, { outer: at, budget })
}

/** An error with its place, whatever the reader threw. */
export function asBuildError(error: unknown): BuildError {
  if (error instanceof BuildError) return error
  if (error instanceof FleetError) return new BuildError(error.problems, { kind: error.kind })
  if (error instanceof YamlSyntaxError) {
    return buildError('KUSTOMIZE_YAML', error.message, {
      at: error.source.locate(error.offset),
      hint: 'Correct the YAML.',
      cause: error,
    })
  }
  if (error instanceof RangeError && /call stack/i.test(error.message)) {
    return buildError('KUSTOMIZE_TOO_LARGE', 'kustomizations are nested too deeply', {
      cause: error,
    })
  }
  if (error instanceof RangeError && /string length/i.test(error.message)) {
    return buildError('KUSTOMIZE_TOO_LARGE', 'a text is larger than a program can hold', {
      cause: error,
    })
  }
  if (error instanceof SyntaxError) {
    return buildError('KUSTOMIZE_YAML', error.message, { cause: error })
  }
  throw error
}
