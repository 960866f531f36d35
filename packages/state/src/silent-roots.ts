import { posix } from 'node:path'
import { kustomizationNames } from '@bulkhead/kustomize'
import { referencesIn, type KnownReferences } from './kustomization-references.ts'
import { readText, type StateRepository } from './repository.ts'

/**
 * What every object that is Argo CD's own has in it: its API group, or the label of the Secret of a
 * cluster. Kustomize puts neither together from pieces, unless a replacement is written to do so.
 */
const word = 'argoproj.io'

/** Spellings of YAML and JSON in which a word is written without its letters, and what is not UTF-8. */
const disguised = /\\(?:[xuU]|\r?\n)|[\0\uFFFD]/

/** What in a kustomization makes or changes objects otherwise than by the text of what it names. */
const making = /helmChart|replacements|configurations|generators|transformers|vars/

/** Whether there is a file, and nothing in it can make an object that is Argo CD's own. */
export function isSilent(path: string, repository: StateRepository): boolean {
  if (repository.isSilent) return repository.isSilent(path)
  const known = knownSilence.get(repository) ?? new Map<string, boolean>()
  knownSilence.set(repository, known)
  const before = known.get(path)
  if (before !== undefined) return before
  const text = readText(repository.fileSystem, path)
  const silent = text !== undefined && !text.includes(word) && !disguised.test(text)
  known.set(path, silent)
  return silent
}

const knownSilence = new WeakMap<StateRepository, Map<string, boolean>>()

/**
 * Kustomizations that bring nothing of Argo CD's own, told without building them. An Argo CD that
 * runs in the cluster of its workloads would otherwise build all of them to learn that there is not
 * one Application among them.
 */
export class SilentRoots {
  readonly #repository: StateRepository
  readonly #known = new Map<string, boolean>()
  readonly #references: KnownReferences

  constructor(repository: StateRepository) {
    this.#repository = repository
    this.#references = knownReferences.get(repository.fileSystem) ?? new Map()
    knownReferences.set(repository.fileSystem, this.#references)
  }

  /** Whether a directory has a kustomization, and nothing that it leads to mentions Argo CD. */
  has(directory: string): boolean {
    const known = this.#known.get(directory)
    if (known !== undefined) return known
    // Two that lead to each other do not build; the answer for the first is that of the others.
    this.#known.set(directory, true)
    const silent = this.#isSilent(directory)
    this.#known.set(directory, silent)
    return silent
  }

  #isSilent(directory: string): boolean {
    const targets = referencesIn(directory, this.#repository, this.#references)
    if (!targets) return false
    const file = kustomizationNames
      .map(name => posix.join(directory, name))
      .find(path => this.#repository.fileSystem.realPath(`/${path}`) !== undefined)
    return (
      file !== undefined &&
      isSilent(file, this.#repository) &&
      !making.test(readText(this.#repository.fileSystem, file) ?? '') &&
      targets.every(target =>
        this.#repository.fileSystem.isDirectory(`/${target}`)
          ? this.has(target)
          : isSilent(target, this.#repository),
      )
    )
  }
}

/** What a kustomization names hangs on its text alone, and its id tells that. */
const knownReferences = new WeakMap<object, KnownReferences>()
