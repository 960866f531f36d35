import type { Location, Problem } from '@bulkhead/diagnostics'
import {
  buildMany,
  type BuildOutcome,
  type BuiltResource,
  type FileSystem,
} from '@bulkhead/kustomize'

/** What a directory is built to, or why it does not build. */
export type RootOutcome =
  { readonly resources: readonly BuiltResource[] } | { readonly problems: readonly Problem[] }

/**
 * Builds Kustomize roots when they are asked for, each once; they share the bases that they build
 * on.
 */
export class RootBuilder {
  readonly #outcomes: Generator<BuildOutcome>
  readonly #known = new Map<string, RootOutcome>()
  readonly #wanted: string[] = []
  readonly #fileSystem: FileSystem

  constructor(fileSystem: FileSystem) {
    this.#fileSystem = fileSystem
    this.#outcomes = buildMany(this.#requests(), { fileSystem })
  }

  /** @param path the directory in the repository, as `apps/cart/overlays/eu` */
  build(path: string): RootOutcome {
    const known = this.#known.get(path)
    if (known) return known
    this.#wanted.push(`/${path}`)
    const { value } = this.#outcomes.next() as IteratorYieldResult<BuildOutcome>
    const outcome =
      'error' in value
        ? { problems: value.error.problems.map(problem => this.#inRepository(problem)) }
        : { resources: value.result.resources }
    this.#known.set(path, outcome)
    return outcome
  }

  #inRepository({ location, message, hint, ...problem }: Problem): Problem {
    return {
      ...problem,
      message: this.#withoutRoot(message),
      ...(location && { location: inRepository(location) }),
      ...(hint !== undefined && { hint: this.#withoutRoot(hint) }),
    }
  }

  /** A text with the paths of the repository in place of those of the build. */
  #withoutRoot(text: string): string {
    return text.replace(/(?<![\w./-])\/([\w./@+-]*[\w@+-])/g, (whole, path: string) =>
      this.#fileSystem.realPath(whole) === undefined ? whole : path,
    )
  }

  /** Never ends: whoever asks for one more outcome has said before of what. */
  *#requests(): Generator<string> {
    for (let path = this.#wanted.pop(); path !== undefined; path = this.#wanted.pop()) yield path
  }
}

/** A build has the repository at `/`; people do not. */
export function inRepository(location: Location): Location {
  return { ...location, file: location.file.replace(/^\//, '') }
}
