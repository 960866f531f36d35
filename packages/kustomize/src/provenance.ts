import type { Location } from '@bulkhead/diagnostics'
import { locationOf } from './build-error.ts'
import type { Resource } from './resource.ts'
import type { Node } from './yaml/node.ts'

/** Where an object came into the build. */
export interface ResourceOrigin {
  /** The place of the object in its file, or of the generator that made it. */
  readonly node: Node | undefined
  /** The kustomization file that brought it in. */
  readonly kustomization: string
}

/** What changed an object on its way. */
export interface Change {
  /** The field of the kustomization, as in `patches[2]` or `namePrefix`. */
  readonly by: string
  /** The kustomization file that asked for it. */
  readonly kustomization: string
  /** Where it is written: in that file, or in the patch. */
  readonly node: Node | undefined
}

export interface Provenance {
  /** Where the object was written, or its generator. */
  readonly location: Location | undefined
  readonly kustomization: string
  readonly changes: readonly {
    readonly by: string
    readonly kustomization: string
    readonly location: Location | undefined
  }[]
}

/** Where one leaf of an object was written. */
export interface LeafProvenance {
  readonly location: Location | undefined
  /** The kustomization that brought it in: by the object itself, or by a change to it. */
  readonly kustomization: string | undefined
  readonly by: string | undefined
}

export function provenanceOf(resource: Resource): Provenance {
  return {
    location: locationOf(resource.origin?.node),
    kustomization: resource.origin?.kustomization ?? '',
    changes: resource.changes.map(({ by, kustomization, node }) => ({
      by,
      kustomization,
      location: locationOf(node),
    })),
  }
}

/** Where the value at a path was written; for a path that does not exist, what encloses it. */
export function leafProvenance(
  resource: Resource,
  path: readonly (string | number)[],
): LeafProvenance {
  let node: Node = resource.node
  // What kustomize creates on the way, such as the map of a generator's data, has no place.
  let placed: Node = node
  for (const step of path) {
    const next: Node | undefined =
      node.kind === 'map'
        ? node.get(String(step))
        : node.kind === 'sequence' && typeof step === 'number'
          ? node.items[step]
          : undefined
    if (!next) break
    node = next
    if (node.source) placed = node
  }
  const { source } = placed
  const isOwn = source === undefined || source === resource.origin?.node?.source
  const change = isOwn
    ? undefined
    : resource.changes.findLast(
        ({ node: at, kustomization }) => at?.source === source || kustomization === source.file,
      )
  return {
    location: locationOf(placed) ?? locationOf(resource.origin?.node),
    kustomization: change?.kustomization ?? resource.origin?.kustomization,
    by: change?.by,
  }
}
