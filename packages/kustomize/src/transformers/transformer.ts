import type { ResMap } from '../res-map.ts'
import type { Node } from '../yaml/node.ts'

/** One step of a kustomization's work on the resources gathered so far. */
export interface Transformer {
  /** The field that asked for it, as in `images[0]`; what provenance tells. */
  readonly by: string
  /** The kind under which kustomize knows it. */
  readonly kind: string
  /** Where it is configured. */
  readonly node?: Node | undefined
  transform(resources: ResMap): void
}
