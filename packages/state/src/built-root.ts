import { FleetError, type Location, type Problem } from '@bulkhead/diagnostics'
import { BuildError, type BuiltResource } from '@bulkhead/kustomize'
import { inRepository } from './in-repository.ts'

/** What stays known of an object: little, for there are many. */
export interface ObjectSummary {
  readonly apiVersion: string
  readonly kind: string
  readonly name: string
  readonly namespace: string
  /** Where its name is written. */
  readonly location: Location | undefined
}

/** A Kustomize root that was built, or a directory of manifests that was read. */
export interface BuiltRoot {
  /** Tells it from all others; what is built again has the same. */
  readonly key: string
  readonly objects: readonly ObjectSummary[]
  /** What else there would be, had it been looked at: remote resources, Helm charts, links. */
  readonly leftOut: readonly Problem[]
  /** The first value that cannot be written, if there is one: some fail only then. */
  readonly unwritable: readonly Problem[]
  /**
   * The objects themselves. They are built again when others were built since.
   *
   * @throws FleetError `LIMIT_EXCEEDED` when there is more work than there was before
   */
  readonly resources: readonly BuiltResource[]
}

/** What is wrong, where something is. */
export interface Unbuilt {
  readonly problems: readonly Problem[]
}

/** What all that one builder or reader makes has in common. */
export interface BuiltRootsOptions {
  /** What is wrong with an object, with the paths of the repository. */
  readonly problemsOf: (error: BuildError) => readonly Problem[]
  /** Whether the objects of a root are written at once, as someone will ask for `unwritable`. */
  readonly isWritten?: ((key: string) => boolean) | undefined
}

/** So many objects stay at hand as they were built, apart from those of the latest root. */
const mostObjects = 2000

/** Builds a root, or does so again. */
type Build = () => Pick<BuiltRoot, 'resources' | 'leftOut'> | Unbuilt

/**
 * What was built. Of every root there stays what is said above of its objects; the objects
 * themselves, with the texts that they were read from, stay only of the latest roots.
 */
export class BuiltRoots {
  readonly #problemsOf: BuiltRootsOptions['problemsOf']
  readonly #isWritten: (key: string) => boolean
  readonly #outcomes = new Map<string, BuiltRoot | Unbuilt>()
  readonly #recent = new Map<string, readonly BuiltResource[]>()
  #recentObjects = 0
  readonly #summaries = new Map<string, ObjectSummary>()

  constructor({ problemsOf, isWritten = () => false }: BuiltRootsOptions) {
    this.#problemsOf = problemsOf
    this.#isWritten = isWritten
  }

  /** How many roots have their objects at hand. */
  get size(): number {
    return this.#recent.size
  }

  /** @param build is called again when the objects are asked for after they have gone */
  get(key: string, build: Build): BuiltRoot | Unbuilt {
    const known = this.#outcomes.get(key)
    if (known) return known
    const built = build()
    const outcome = 'problems' in built ? built : this.#rootOf(key, built, build)
    this.#outcomes.set(key, outcome)
    return outcome
  }

  /** The objects of a root, as they are at hand or built again. */
  resourcesOf(key: string, build: Build): readonly BuiltResource[] {
    const resources = this.#recent.get(key) ?? objectsOf(key, build())
    this.#keep(key, resources)
    return resources
  }

  /** See `BuiltRoot.unwritable`. */
  unwritableIn(resources: readonly BuiltResource[]): readonly Problem[] {
    try {
      for (const resource of resources) resource.checkWritable()
      return none
    } catch (error) {
      if (!(error instanceof BuildError)) throw error
      return this.#problemsOf(error)
    }
  }

  #rootOf(
    key: string,
    { resources, leftOut }: Pick<BuiltRoot, 'resources' | 'leftOut'>,
    build: Build,
  ): BuiltRoot {
    this.#keep(key, resources)
    return new LastingRoot(this, {
      key,
      build,
      objects: resources.map(resource => this.#summaryOf(resource)),
      leftOut: leftOut.length === 0 ? none : leftOut,
      unwritable: this.#isWritten(key) ? this.unwritableIn(resources) : undefined,
    })
  }

  /** Keeps what was asked for last, and lets go of what nobody has asked for the longest time. */
  #keep(key: string, resources: readonly BuiltResource[]): void {
    if (!this.#recent.delete(key)) this.#recentObjects += costOf(resources)
    this.#recent.set(key, resources)
    for (const [oldest, objects] of this.#recent) {
      if (this.#recentObjects <= mostObjects || oldest === key) break
      this.#recent.delete(oldest)
      this.#recentObjects -= costOf(objects)
    }
  }

  /** Roots that build on the same often have objects of which all this is the same. */
  #summaryOf(resource: BuiltResource): ObjectSummary {
    const { apiVersion, kind, name, namespace } = resource
    const { location: at } = resource.locate(['metadata', 'name'])
    const location = at && inRepository(at)
    const { file = '', line = 0, column = 0 } = location ?? {}
    const key = [apiVersion, kind, name, namespace, file, line, column].join('\n')
    const known = this.#summaries.get(key)
    if (known) return known
    const summary = { apiVersion, kind, name, namespace, location }
    this.#summaries.set(key, summary)
    return summary
  }
}

const none: readonly Problem[] = []

/** A root that outlasts its objects. */
class LastingRoot implements BuiltRoot {
  readonly key: string
  readonly objects: readonly ObjectSummary[]
  readonly leftOut: readonly Problem[]
  readonly #roots: BuiltRoots
  readonly #build: Build
  #unwritable: readonly Problem[] | undefined

  constructor(
    roots: BuiltRoots,
    {
      key,
      objects,
      leftOut,
      unwritable,
      build,
    }: Pick<BuiltRoot, 'key' | 'objects' | 'leftOut'> & {
      readonly unwritable: readonly Problem[] | undefined
      readonly build: Build
    },
  ) {
    this.#roots = roots
    this.key = key
    this.objects = objects
    this.leftOut = leftOut
    this.#unwritable = unwritable
    this.#build = build
  }

  get resources(): readonly BuiltResource[] {
    return this.#roots.resourcesOf(this.key, this.#build)
  }

  get unwritable(): readonly Problem[] {
    return (this.#unwritable ??= this.#roots.unwritableIn(this.resources))
  }
}

function objectsOf(key: string, again: ReturnType<Build>): readonly BuiltResource[] {
  if (!('problems' in again)) return again.resources
  const [first, ...others] = again.problems
  if (!first) throw new Error(`${key} does not build a second time`)
  throw new FleetError([first, ...others], { kind: 'environment' })
}

/** A root without objects takes room as well. */
function costOf(resources: readonly BuiltResource[]): number {
  return resources.length + 2
}
