import { posix } from 'node:path'
import { readReferences } from '@bulkhead/kustomize'
import { readKubernetesYaml } from '@bulkhead/kustomize/kubernetes-yaml'
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

/** What names the content of a kustomization → the paths that it names. */
export type KnownReferences = Map<string, readonly string[]>

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
    const isTouched = this.#leadsTo(path).some(target => this.has(target))
    this.#known.set(path, isTouched)
    return isTouched
  }

  #leadsTo(directory: string): readonly string[] {
    for (const name of kustomizationNames) {
      const targets = this.#referencesOf(posix.join(directory, name))
      if (targets) return targets.map(one => posix.join(directory, one).replace(/\/$/, ''))
    }
    return []
  }

  /** Nothing where there is no such file. */
  #referencesOf(path: string): readonly string[] | undefined {
    const { fileSystem, identify } = this.#repository
    const id = identify?.(path)
    if (identify && id === undefined) return undefined
    const known = id === undefined ? undefined : this.#references.get(id)
    if (known) return known
    const text = readText(fileSystem, path)
    if (text === undefined) return undefined
    const targets = readReferences(fieldsIn(text)).map(({ target }) => target)
    if (id !== undefined) this.#references.set(id, targets)
    return targets
  }
}

const kustomizationNames = ['kustomization.yaml', 'kustomization.yml', 'Kustomization']

/** What cannot be read does not build, and so leads nowhere. */
function fieldsIn(text: string): Readonly<Record<string, unknown>> {
  try {
    const value = readKubernetesYaml(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}
