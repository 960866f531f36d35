import { posix } from 'node:path'
import { Budget, type Location, type Problem } from '@bulkhead/diagnostics'
import {
  buildMany,
  unbuiltCodes,
  type BuildError,
  type BuildOutcome,
  type EditedRoot,
  type FileSystem,
  type KustomizationEdit,
} from '@bulkhead/kustomize'
import { SourceQuotes } from '@bulkhead/yaml'
import { BuiltRoots, type BuiltRoot, type Unbuilt } from './built-root.ts'
import { inRepository } from './in-repository.ts'

/** What Argo CD changes in a kustomization before it builds it. */
export interface RequestedEdits {
  readonly edits: readonly KustomizationEdit[]
  /** The Application that asks for them; without it their faults stand at the directory. */
  readonly location: Location | undefined
}

/** What a directory is built to, or why it does not build. */
export type RootOutcome = BuiltRoot | Unbuilt

/** Whether nothing is wrong with a root, and it is only not looked at. */
export function isOnlyUnknown(problems: readonly Problem[]): boolean {
  return problems.length > 0 && problems.every(({ code }) => unbuiltCodes.has(code))
}

/**
 * Builds Kustomize roots when they are asked for, each once, or once for each way that it is edited;
 * they share the bases that they build on. Their objects are built again where somebody asks for
 * them later.
 */
export class RootBuilder {
  readonly #outcomes: Generator<BuildOutcome>
  readonly #known: BuiltRoots
  readonly #wanted: (string | EditedRoot)[] = []
  readonly #fileSystem: FileSystem
  readonly #quotes: SourceQuotes

  /**
   * @param budget the work that all builds together may do
   * @param isWritten tells roots of which someone will ask what cannot be written
   */
  constructor(
    fileSystem: FileSystem,
    budget: Budget = new Budget(),
    isWritten?: (path: string) => boolean,
  ) {
    this.#fileSystem = fileSystem
    this.#quotes = quotesOf(fileSystem)
    this.#outcomes = buildMany(this.#requests(), { fileSystem, budget, leavesOut: true })
    this.#known = new BuiltRoots({ problemsOf: error => this.problemsOf(error), isWritten })
  }

  /** How many roots have their objects at hand. */
  get size(): number {
    return this.#known.size
  }

  /** @param path the directory in the repository, as `apps/cart/overlays/eu` */
  build(path: string, { edits, location }: RequestedEdits = noEdits): RootOutcome {
    // What is built of the same edits is told as asked for by their Application.
    const key = edits.length === 0 ? path : JSON.stringify([path, edits, location])
    return this.#known.get(key, () => {
      const root = posix.resolve('/', path)
      const at = location
        ? { ...location, file: `/${location.file}` }
        : { file: root, line: 1, column: 1 }
      return this.#build(edits.length === 0 ? root : { root, edits, location: at })
    })
  }

  #build(request: string | EditedRoot) {
    this.#wanted.push(request)
    const { value } = this.#outcomes.next() as IteratorYieldResult<BuildOutcome>
    if ('error' in value) return { problems: this.problemsOf(value.error) }
    const { resources, leftOut } = value.result
    return { resources, leftOut: leftOut.map(problem => this.#inRepository(problem)) }
  }

  /** What is wrong, with the paths of the repository. */
  problemsOf({ problems }: BuildError): readonly Problem[] {
    return problems.map(problem => this.#inRepository(problem))
  }

  #inRepository({ location, message, hint, ...problem }: Problem): Problem {
    return this.#quotes.told({
      ...problem,
      message: this.#withoutRoot(message),
      ...(location && { location: inRepository(location) }),
      ...(hint !== undefined && { hint: this.#withoutRoot(hint) }),
    })
  }

  /** A text with the paths of the repository in place of those of the build. */
  #withoutRoot(text: string): string {
    return text.replace(/(?<![\w./-])\/([\w./@+-]*[\w@+-])/g, (whole, path: string) =>
      this.#fileSystem.realPath(whole) === undefined ? whole : path,
    )
  }

  /** Never ends: whoever asks for one more outcome has said before of what. */
  *#requests(): Generator<string | EditedRoot> {
    for (let root = this.#wanted.pop(); root !== undefined; root = this.#wanted.pop()) yield root
  }
}

const noEdits: RequestedEdits = { edits: [], location: undefined }

/** What may be quoted of the files of a repository. */
export function quotesOf(fileSystem: FileSystem): SourceQuotes {
  return new SourceQuotes(file => {
    const bytes = fileSystem.readFile(posix.resolve('/', file))
    return bytes && new TextDecoder().decode(bytes)
  })
}
