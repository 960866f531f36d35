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
  /** The resources that have, or had, an id; unknown as above, and until somebody asks. */
  #withId: Map<string, Resource[]> | undefined

  constructor(meter: Meter) {
    this.meter = meter
  }

  get resources(): readonly Resource[] {
    return this.#resources
  }

  /** To be called when resources may have got other ids. */
  touch(): void {
    this.#ids = undefined
    this.#withId = undefined
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
      this.#note(resource)
    }
  }

  replaceAll(resources: readonly Resource[]): void {
    this.#resources = [...resources]
    this.touch()
  }

  /** Puts resources in another order, or fewer of them; complains about ids that meet. */
  rebuild(resources: readonly Resource[]): void {
    this.#resources = []
    this.#ids = new Map()
    this.#withId = undefined
    this.append(resources)
  }

  replaceAt(index: number, resource: Resource): void {
    const old = this.#resources[index]
    resource.meter = this.meter
    this.#resources[index] = resource
    if (old) this.#forget(old)
    this.#ids?.set(idKey(resource.id), resource)
    this.#note(resource)
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
    if (!this.#withId) {
      this.#withId = new Map()
      for (const resource of this.#resources) this.#note(resource)
    }
    const known = this.#withId.get(idKey(id)) ?? []
    return known.filter(
      resource => !resource.isEmpty && resource.allIds.some(other => sameId(id, other)),
    )
  }

  #note(resource: Resource): void {
    if (!this.#withId || resource.isEmpty) return
    for (const key of new Set(resource.allIds.map(idKey))) {
      const others = this.#withId.get(key)
      if (others) others.push(resource)
      else this.#withId.set(key, [resource])
    }
  }

  #forget(old: Resource): void {
    this.#ids?.delete(idKey(old.id))
    for (const id of old.allIds) {
      const others = this.#withId?.get(idKey(id))
      if (others)
        this.#withId?.set(
          idKey(id),
          others.filter(other => other !== old),
        )
    }
  }

  #index(): Map<string, Resource> {
    this.#ids ??= new Map(this.#resources.map(resource => [idKey(resource.id), resource]))
    return this.#ids
  }
}
