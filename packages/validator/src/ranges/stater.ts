import type { Manifest } from '../manifest.ts'
import type { Layers } from './layers.ts'
import type { RangeKind } from './range-kind.ts'

/** A manifest that says something about addresses, with the table by which it is read. */
export interface Stater {
  readonly manifest: Manifest
  readonly table: RangeKind
  readonly layers: Layers
  readonly cluster: string | undefined
}
