import type { Location } from '@bulkhead/diagnostics'
import { fieldsOf } from './fields.ts'
import { helmValues, layersOfValues } from './helm-values.ts'
import type { Manifest } from './manifest.ts'
import { layeredValues } from './ranges/layers.ts'

/** By what name and number a cluster joins the mesh, as its Helm values say. */
export interface MeshIdentity {
  /** The cluster whose overlay it is. */
  readonly cluster: string
  readonly name: unknown
  readonly id: unknown
  /** How many clusters the mesh can join, where the values say so. */
  readonly size: { readonly value: unknown; locate(): Location } | undefined
  readonly file: string
  locateName(): Location
  locateId(): Location
}

/**
 * The identities in the Helm values of systems, as Cilium reads them.
 *
 * @param read the manifests of another file
 */
export function readMeshIdentities(
  manifests: readonly Manifest[],
  read: (path: string) => readonly Manifest[],
): readonly MeshIdentity[] {
  return manifests.flatMap(manifest => {
    const cluster = helmValues.exec(manifest.file)?.[2]
    const { name, id } = fieldsOf(manifest.fields['cluster'])
    if (cluster === undefined || name === undefined || id === undefined) return []
    return {
      cluster,
      name,
      id,
      size: readSize(manifest, read),
      file: manifest.file,
      locateName: () => manifest.locate(['cluster', 'name']),
      locateId: () => manifest.locate(['cluster', 'id']),
    }
  })
}

function readSize(
  overlay: Manifest,
  read: (path: string) => readonly Manifest[],
): MeshIdentity['size'] {
  const layers = layersOfValues(overlay, read)
  const [size] = layeredValues(layers, 'clustermesh.maxConnectedClusters')
  return size && { value: size.value, locate: () => size.manifest.locate(size.path) }
}
