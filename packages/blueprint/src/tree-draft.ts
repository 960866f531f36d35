import {
  FleetError,
  throwIfAny,
  type Budget,
  type Location,
  type Problem,
} from '@bulkhead/diagnostics'
import { checkRendered } from './check/rendered.ts'
import { checkRepositoryPath } from './check/repository-path.ts'
import { findTwins } from './check/same-file.ts'
import type { References } from './own-references.ts'
import type { Owner, PlannedFile } from './planned-file.ts'
import { withHeader } from './render/header.ts'
import { KustomizationDrafts } from './render/kustomization-drafts.ts'
import type { RenderedGroup } from './render/render-group.ts'

/** The tree under construction: checks what joins it, and wires what belongs together. */
export class TreeDraft {
  readonly #files = new Map<string, PlannedFile>()
  readonly #kustomizations = new KustomizationDrafts()
  readonly #problems: Problem[] = []
  readonly #budget: Budget

  constructor(budget: Budget) {
    this.#budget = budget
  }

  add(group: RenderedGroup): void {
    const { directory, files, kustomization, owner, pack } = group
    if (kustomization) this.#kustomizations.contribute(directory, kustomization, owner, pack)
    for (const file of files) {
      this.#problems.push(...checkRendered(file))
      const path = directory === '.' ? file.name : `${directory}/${file.name}`
      this.#put(path, file.text, group)
      if (!kustomization) continue
      if (file.as === 'resource') {
        this.#kustomizations.contribute(directory, { resources: [file.name] }, owner, pack)
      } else if (file.as === 'patch') {
        this.#kustomizations.contribute(directory, { patches: [{ path: file.name }] }, owner, pack)
      }
    }
  }

  /** Brings in what a person keeps in `local/` of an overlay. */
  addLocal(directory: string, kind: 'Component' | 'Kustomization'): void {
    if (!this.#kustomizations.has(directory)) return
    const field = kind === 'Component' ? 'components' : 'resources'
    this.#kustomizations.contribute(directory, { [field]: ['local'] }, 'managed', 'local')
  }

  /** Which directories the kustomizations take in, so far. */
  references(): References {
    return this.#kustomizations.references()
  }

  /** Likewise for those that will be a person's: what `findOwnReferences` will find of them. */
  givenReferences(): References {
    return this.#kustomizations.givenReferences()
  }

  /**
   * @returns every file, sorted by path
   * @throws FleetError with everything that was wrong with what was rendered
   */
  finish(): readonly PlannedFile[] {
    for (const { directory, text, ...origin } of this.#kustomizations.finish()) {
      this.#put(`${directory}/kustomization.yaml`, text, origin)
    }
    for (const [path, twin] of findTwins([...this.#files.keys()])) {
      this.#problems.push({
        code: 'PACK_CLASH',
        message: `${path} and ${twin} differ in letters alone, and are one file on many systems`,
        hint: 'Let one of the packs write elsewhere, or rename what both are named for.',
      })
    }
    throwIfAny(this.#problems)
    return [...this.#files.values()].sort((a, b) => (a.path < b.path ? -1 : 1))
  }

  #put(path: string, text: string, { owner, pack, locate }: Origin): void {
    this.#budget.spend('rendered-files', 1, locate)
    this.#budget.spend('rendered-text', text.length, locate)
    const location = locate?.()
    const fault = checkRepositoryPath(path)
    if (fault) throw new FleetError(location ? { ...fault, location } : fault)
    const earlier = this.#files.get(path)
    if (earlier) {
      this.#problems.push({
        code: 'PACK_CLASH',
        message:
          earlier.pack === pack
            ? `the pack "${pack}" writes ${path} twice`
            : `the packs "${earlier.pack}" and "${pack}" both write ${path}`,
        ...(location && { location }),
        hint: 'Let one of them write elsewhere, or rename what both are named for.',
      })
    }
    this.#files.set(path, { path, content: withHeader(path, text, owner), owner, pack })
  }
}

/** Where a file comes from. */
interface Origin {
  readonly owner: Owner
  readonly pack: string
  locate?(): Location
}
