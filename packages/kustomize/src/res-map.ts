import { buildError } from './build-error.ts'
import type { Meter } from './meter.ts'
import type { Resource } from './resource.ts'
import { describeId, idKey, sameId, type ResourceId } from './resource-id.ts'

/** The resources of a build in the order of their coming, no two with the same id. */
export class ResMap {
  /** What the work on the resources is taken from. */
  readonly meter: Meter
  #resources: Resource[] = []
  /** The ids of all resources; unknown after something may have changed them. */
  #ids: Map<string, Resource> | undefined = new Map()

  constructor(meter: Meter) {
    this.meter = meter
  }

  get resources(): readonly Resource[] {
    return this.#resources
  }

  /** To be called when resources may have got other ids. */
  touch(): void {
    this.#ids = undefined
  }

  append(resources: Iterable<Resource>): void {
    const ids = this.#index()
    for (const resource of resources) {
      const { id } = resource
      const key = idKey(id)
      const other = ids.get(key)
      if (other) {
        throw buildError('KUSTOMIZE_ID_CONFLICT', `${describeId(id)} is in this build already`, {
          at: resource.origin?.node ?? other.origin?.node,
          hint: 'Rename one of the two, or list the file only once.',
        })
      }
      ids.set(key, resource)
      resource.meter = this.meter
      this.#resources.push(resource)
    }
  }

  replaceAll(resources: readonly Resource[]): void {
    this.#resources = [...resources]
    this.#ids = undefined
  }

  /** Puts resources in another order, or fewer of them; complains about ids that meet. */
  rebuild(resources: readonly Resource[]): void {
    this.#resources = []
    this.#ids = new Map()
    this.append(resources)
  }

  replaceAt(index: number, resource: Resource): void {
    resource.meter = this.meter
    this.#resources[index] = resource
    this.#ids = undefined
  }

  dropEmpty(): void {
    if (!this.#resources.some(resource => resource.isEmpty)) return
    this.replaceAll(this.#resources.filter(resource => !resource.isEmpty))
  }

  /** Every resource that has, or had, an id that matches. */
  withAnyId(matches: (id: ResourceId) => boolean): Resource[] {
    return this.#resources.filter(
      resource => !resource.isEmpty && (resource.previousIds.some(matches) || matches(resource.id)),
    )
  }

  withId(id: ResourceId): Resource[] {
    return this.withAnyId(other => sameId(id, other))
  }

  #index(): Map<string, Resource> {
    this.#ids ??= new Map(this.#resources.map(resource => [idKey(resource.id), resource]))
    return this.#ids
  }
}
