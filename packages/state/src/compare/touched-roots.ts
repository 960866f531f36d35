import { posix } from 'node:path'
import { referencesIn, type KnownReferences } from '../kustomization-references.ts'
import { readText, type StateRepository } from '../repository.ts'

/** The paths of files that are not the same in both, sorted. */
export function changedPaths(before: StateRepository, after: StateRepository): readonly string[] {
  const paths = new Set([...before.paths, ...after.paths])
  return [...paths].filter(path => !isSameFile(path, before, after)).sort()
}

function isSameFile(path: string, before: StateRepository, after: StateRepository): boolean {
  if (before.identify && after.identify) return before.identify(path) === after.identify(path)
  return readText(before.fileSystem, path) === readText(after.fileSystem, path)
}

/**
 * Which directories can be built to something else because of changed files, told without building
 * them. A build reads nothing outside the directories that its kustomizations lead to, so whatever
 * lies below one of them counts.
 */
export class TouchedRoots {
  readonly #repository: StateRepository
  /** What has changed, and every directory that it lies in. */
  readonly #touched: Set<string>
  readonly #known = new Map<string, boolean>()
  readonly #references: KnownReferences

  /**
   * @param repository as it is after the change, or before: what did not change leads alike
   * @param references what is known already; what is read is added
   */
  constructor(
    repository: StateRepository,
    changed: readonly string[],
    references: KnownReferences = new Map(),
  ) {
    this.#repository = repository
    this.#references = references
    this.#touched = new Set(changed)
    for (const path of changed) {
      for (let at = posix.dirname(path); !this.#touched.has(at); at = posix.dirname(at)) {
        this.#touched.add(at)
        if (at === '.') break
      }
    }
  }

  /** Whether a file has changed, or something in a directory or in what its builds take in. */
  has(path: string): boolean {
    if (this.#touched.has(path)) return true
    const known = this.#known.get(path)
    if (known !== undefined) return known
    // Two that lead to each other do not build; the answer for the first is that of the others.
    this.#known.set(path, false)
    const isTouched = (referencesIn(path, this.#repository, this.#references) ?? []).some(target =>
      this.has(target),
    )
    this.#known.set(path, isTouched)
    return isTouched
  }
}
