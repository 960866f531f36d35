import type { Manifest } from './manifest.ts'
import type { Layers } from './ranges/layers.ts'

/** Helm values of a system in one cluster. */
export const helmValues = /^infrastructure\/([^/]+)\/overlays\/([^/]+)\/values\.ya?ml$/

/** The values that a system has in every cluster, over which each lays its own. */
function baseValuesOf(file: string): string | undefined {
  const system = helmValues.exec(file)?.[1]
  return system && `infrastructure/${system}/base/values.yaml`
}

/** A cluster's own values over those of every cluster, where there are any. */
export function layersOfValues(
  manifest: Manifest,
  read: (path: string) => readonly Manifest[],
): Layers {
  const base = baseValuesOf(manifest.file)
  return [manifest, ...(base === undefined ? [] : read(base))]
}
