import { isFileTooLarge } from '@bulkhead/diagnostics'
import type { Repository } from './repository.ts'

/**
 * The texts of a repository, each read when it is first asked for: what no rule needs and no
 * kustomization names is never opened.
 */
export class Texts {
  readonly #repository: Repository
  readonly #paths: ReadonlySet<string>
  readonly #skip: (what: string, why: string) => void

  /** @param skip told of a file that is too large to be read */
  constructor(repository: Repository, skip: (what: string, why: string) => void) {
    this.#repository = repository
    this.#paths = new Set(repository.paths)
    this.#skip = skip
  }

  has(path: string): boolean {
    return this.#paths.has(path)
  }

  keys(): Iterable<string> {
    return this.#paths
  }

  /** @throws FleetError `LIMIT_EXCEEDED` for a file that is too large */
  get(path: string): string | undefined {
    return this.#paths.has(path) ? this.#repository.read(path) : undefined
  }

  /**
   * The text of a file; nothing for one that is too large, which is then not checked.
   *
   * @throws FleetError `LIMIT_EXCEEDED` when the whole is too large, or a file without which
   *   nothing can be checked
   */
  read(path: string): string | undefined {
    try {
      return this.get(path)
    } catch (error) {
      if (!isFileTooLarge(error) || /^(?:fleet|\.bulkhead)\//.test(path)) throw error
      const { message, hint = '' } = error.problems[0]
      this.#skip(path, `too large to be read (${message}). ${hint}`.trim())
      return undefined
    }
  }
}
