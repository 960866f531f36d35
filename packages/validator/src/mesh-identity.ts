import type { Location } from '@bulkhead/diagnostics'
import { fieldsOf } from './fields.ts'
import type { Manifest } from './manifest.ts'
import { helmValues } from './scan-files.ts'

/** By what name and number a cluster joins the mesh, as its Helm values say. */
export interface MeshIdentity {
  /** The cluster whose overlay it is. */
  readonly cluster: string
  readonly name: unknown
  readonly id: unknown
  readonly file: string
  locateName(): Location
  locateId(): Location
}

/** The identities in the Helm values of systems, as Cilium reads them. */
export function readMeshIdentities(manifests: readonly Manifest[]): readonly MeshIdentity[] {
  return manifests.flatMap(manifest => {
    const cluster = helmValues.exec(manifest.file)?.[1]
    const { name, id } = fieldsOf(manifest.fields['cluster'])
    if (cluster === undefined || name === undefined || id === undefined) return []
    const { file } = manifest
    const locateName = () => manifest.locate(['cluster', 'name'])
    const locateId = () => manifest.locate(['cluster', 'id'])
    return { cluster, name, id, file, locateName, locateId }
  })
}
